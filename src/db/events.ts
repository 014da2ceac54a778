import type { RunEvent } from '../domain/event.ts';
import type { Sql, Transaction } from './connect.ts';

/** An event with its place in the order and its time. */
export type StoredEvent = RunEvent & { readonly id: number; readonly at: Date };

/** Tells those who follow a run what happened. */
export async function addEvent(
  sql: Sql | Transaction,
  runId: string,
  event: RunEvent,
): Promise<void> {
  const { kind, ...fields } = event;
  await sql`
    INSERT INTO run_events (run_id, kind, fields)
    VALUES (${runId}, ${kind}, ${sql.json(fields)})`;
}

/** The events of a run after a given one (0 = from the start), oldest first. */
export async function listEvents(
  sql: Sql,
  runId: string,
  after: number,
): Promise<readonly StoredEvent[]> {
  const rows = await sql<{ id: string; at: Date; kind: string; fields: object }[]>`
    SELECT id, at, kind, fields FROM run_events
    WHERE run_id = ${runId} AND id > ${after} ORDER BY id LIMIT 1000`;
  // Written by addEvent alone, whose parameter has this type.
  return rows.map(
    (row) => ({ ...row.fields, kind: row.kind, id: Number(row.id), at: row.at }) as StoredEvent,
  );
}

/** How often a run had to wait for a failure of this name. */
export async function countWaits(sql: Sql, runId: string, name: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    SELECT count(*)::int AS count FROM run_events
    WHERE run_id = ${runId} AND kind = 'waiting' AND fields->>'name' = ${name}`;
  return row?.count ?? 0;
}
