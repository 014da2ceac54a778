import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { Stack } from './stack.ts';

/** Something that the program left behind, as text. */
export interface Trace {
  /** Where it lies: a file, a table, a workflow. */
  readonly place: string;
  readonly text: string;
}

/** Columns that hold what is encrypted. Every other column must be fit to be read by anybody. */
export const SEALED_COLUMNS = ['acquisitions.sealed_torrent', 'sites.session'];

/** The files below `folder` whose paths from there `isMeant` picks. */
export async function filesBelow(
  folder: string,
  isMeant: (file: string) => boolean,
): Promise<readonly Trace[]> {
  const traces: Trace[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const place = path.relative(folder, file);
    if (!entry.isFile() || !isMeant(place)) continue;
    traces.push({ place, text: await readFile(file, 'latin1') });
  }
  return traces;
}

/** Every execution's history, as it can be exported, and once more with its payloads readable. */
export async function historiesOf(stack: Stack): Promise<readonly Trace[]> {
  const traces: Trace[] = [];
  for await (const { workflowId, runId } of stack.client.workflow.list()) {
    const history = await stack.client.workflow.getHandle(workflowId, runId).fetchHistory();
    const json = historyToJSON(history);
    traces.push({ place: `history of ${workflowId}`, text: json });
    traces.push({ place: `payloads of ${workflowId}`, text: decoded(json) });
  }
  return traces;
}

/** Whatever in a JSON text is written as base64 and reads as text. */
function decoded(json: string): string {
  const texts = [...json.matchAll(/"([A-Za-z0-9+/]{8,}={0,2})"/g)].map(([, data = '']) => data);
  return texts.map((data) => Buffer.from(data, 'base64').toString('latin1')).join('\n');
}

/** Every row of every table, but for what is sealed. Throws when binary is kept elsewhere. */
export async function tablesOf(stack: Stack): Promise<readonly Trace[]> {
  const columns = await stack.sql<{ name: string; column: string; type: string }[]>`
    SELECT table_name AS name, column_name AS column, data_type AS type
    FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, ordinal_position`;
  const binary = columns.filter(({ type }) => type === 'bytea');
  const unknown = binary.filter(
    ({ name, column }) => !SEALED_COLUMNS.includes(`${name}.${column}`),
  );
  if (unknown.length > 0) throw new Error(`binary columns: ${JSON.stringify(unknown)}`);
  const traces: Trace[] = [];
  for (const name of new Set(columns.map((column) => column.name))) {
    const rows = await stack.sql<{ row: string }[]>`
      SELECT (to_jsonb(one) - 'sealed_torrent' - 'session')::text AS row
      FROM ${stack.sql(name)} AS one`;
    traces.push({ place: `table ${name}`, text: rows.map(({ row }) => row).join('\n') });
  }
  return traces;
}

/** What is sealed, byte by byte: it must not be readable either. */
export async function sealedOf(stack: Stack): Promise<readonly Trace[]> {
  const rows = await stack.sql<{ place: string; bytes: Buffer }[]>`
    SELECT 'a sealed torrent' AS place, sealed_torrent AS bytes FROM acquisitions
    WHERE sealed_torrent IS NOT NULL
    UNION ALL SELECT 'the sealed session', session FROM sites WHERE session IS NOT NULL`;
  return rows.map(({ place, bytes }) => ({ place, text: bytes.toString('latin1') }));
}

/** The ways in which a secret may be written. */
function spellings(secret: string): readonly string[] {
  const plain = decodeURIComponent(secret);
  return [
    ...new Set([
      secret,
      plain,
      encodeURIComponent(secret),
      encodeURIComponent(plain),
      Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -2),
      Buffer.from(secret).toString('hex'),
    ]),
  ];
}

/** Where a text holds a secret, however it is written; -1 where it does not. */
function placeOf(secret: string, text: string): number {
  for (const spelling of spellings(secret)) {
    const at = text.indexOf(spelling);
    if (at >= 0) return at;
  }
  return -1;
}

/** Every place in which a secret is found, by the secret's name. */
export function leaksIn(
  traces: readonly Trace[],
  secrets: ReadonlyMap<string, string>,
): readonly string[] {
  const leaks: string[] = [];
  for (const [name, secret] of secrets) {
    for (const { place, text } of traces) {
      const at = placeOf(secret, text);
      if (at >= 0) leaks.push(`${name} in ${place}: ${text.slice(Math.max(0, at - 80), at)}…`);
    }
  }
  return leaks;
}
