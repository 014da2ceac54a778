import { AWAY_DAYS, MISSED_DAYS, MOST_MISSES, SILENT_DAYS } from '../domain/forgetting.ts';
import type { KnownWork } from '../domain/missing/known-work.ts';
import type { Sql, Transaction } from './connect.ts';

/** A question to a catalogue that was answered with works, and with fewer than it may answer. */
export interface Answered {
  readonly source: string;
  readonly subject: string;
}

/**
 * Counts what this transaction's answer left out of what the same question told before, and drops
 * what was left out too often. An answer that leaves out most of it counts for nothing: half an
 * outage looks like that. Answers how many were dropped.
 */
export async function forgetMissed(
  tx: Transaction,
  { source, subject }: Answered,
): Promise<number> {
  // What was told in this transaction is younger than its beginning.
  await tx`
    UPDATE known_works SET misses = misses + 1
    WHERE source = ${source} AND told_by = ${subject} AND confirmed_at < now() AND (
      SELECT count(*) FILTER (WHERE confirmed_at >= now()) * 2 >= count(*)
      FROM known_works WHERE source = ${source} AND told_by = ${subject})`;
  const dropped = await tx`
    DELETE FROM known_works
    WHERE source = ${source} AND told_by = ${subject} AND misses >= ${MOST_MISSES}
      AND confirmed_at < now() - ${MISSED_DAYS} * interval '1 day'`;
  return dropped.count;
}

/** A known work, as far as it says of whom it is. */
export interface OldWork {
  readonly source: string;
  readonly sourceId: string;
  readonly work: Pick<KnownWork, 'authors' | 'series'>;
}

/** Works that were not told for long, in pages, of sources that have told something of late. */
export async function* readOldWorks(sql: Sql): AsyncIterable<readonly OldWork[]> {
  const rows = sql<OldWork[]>`
    SELECT source, source_id AS "sourceId",
      jsonb_build_object('authors', work->'authors', 'series', work->'series') AS work
    FROM known_works
    WHERE confirmed_at < clock_timestamp() - ${AWAY_DAYS} * interval '1 day'
      AND ${isTelling(sql, sql`known_works.source`)}
    ORDER BY source, source_id`.cursor(2_000);
  for await (const page of rows) yield page;
}

/** Drops works, but for those that were told again meanwhile. */
export async function forgetWorks(sql: Sql, works: readonly OldWork[]): Promise<void> {
  await sql`
    DELETE FROM known_works USING unnest(
      ${works.map(({ source }) => source)}::text[],
      ${works.map(({ sourceId }) => sourceId)}::text[]) AS gone (source, source_id)
    WHERE known_works.source = gone.source AND known_works.source_id = gone.source_id
      AND confirmed_at < clock_timestamp() - ${AWAY_DAYS} * interval '1 day'`;
}

/** Drops questions that nobody has for so long: the age of what is known is not theirs to tell. */
export async function forgetLookups(sql: Sql): Promise<void> {
  await sql`
    DELETE FROM lookups WHERE asked_at < clock_timestamp() - ${AWAY_DAYS} * interval '1 day'
      AND ${isTelling(sql, sql`lookups.source`)}`;
}

function isTelling(sql: Sql, source: ReturnType<Sql>) {
  return sql`EXISTS (
    SELECT 1 FROM known_works AS told WHERE told.source = ${source}
      AND told.confirmed_at > clock_timestamp() - ${SILENT_DAYS} * interval '1 day')`;
}
