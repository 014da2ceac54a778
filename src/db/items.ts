import type postgres from 'postgres';
import type { LibraryItem } from '../domain/item.ts';
import type { Sql } from './connect.ts';

/** One row of the snapshot to write. */
export interface SnapshotRow {
  readonly item: LibraryItem;
  readonly contentHash: string;
}

/** The content hashes of a library's items as last read, by item id. */
export async function snapshotHashes(sql: Sql, libraryId: string): Promise<Map<string, string>> {
  const rows = await sql<{ id: string; hash: string }[]>`
    SELECT id, content_hash AS hash FROM items WHERE library_id = ${libraryId}`;
  return new Map(rows.map((row) => [row.id, row.hash]));
}

/** Writes changed rows of the snapshot. */
export async function saveItems(sql: Sql, rows: readonly SnapshotRow[]): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map((row) => ({
    id: row.item.id,
    library_id: row.item.libraryId,
    content_hash: row.contentHash,
    item: sql.json({ ...row.item } as unknown as postgres.JSONValue),
  }));
  await sql`
    INSERT INTO items ${sql(values, 'id', 'library_id', 'content_hash', 'item')}
    ON CONFLICT (id) DO UPDATE SET library_id = excluded.library_id,
      content_hash = excluded.content_hash, item = excluded.item, read_at = clock_timestamp()`;
}

/** Forgets items that the library no longer lists, from our copy alone. */
export async function forgetItems(sql: Sql, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`DELETE FROM items WHERE id = ANY(${[...ids]})`;
}

/** The snapshot of the given libraries (null: of all), in pages: a large one is never held twice. */
export async function* readSnapshot(
  sql: Sql,
  libraryIds: readonly string[] | null,
): AsyncIterable<readonly LibraryItem[]> {
  const rows = sql<{ item: LibraryItem }[]>`
    SELECT item FROM items
    WHERE ${libraryIds === null} OR library_id = ANY(${[...(libraryIds ?? [])]})
    ORDER BY id`.cursor(2_000);
  for await (const page of rows) yield page.map((row) => row.item);
}

/** A library of the snapshot, under the name that a run last read it by. */
export interface KnownLibrary {
  readonly id: string;
  readonly name: string;
  readonly items: number;
}

/** The libraries that the snapshot has items of, but these. */
export async function otherLibraries(
  sql: Sql,
  libraryIds: readonly string[],
): Promise<readonly KnownLibrary[]> {
  return sql<KnownLibrary[]>`
    SELECT library_id AS id, count(*)::int AS items, coalesce((
      SELECT was->>'name' FROM runs, jsonb_array_elements(runs.libraries) AS was
      WHERE was->>'id' = items.library_id ORDER BY started_at DESC LIMIT 1), library_id) AS name
    FROM items WHERE library_id <> ALL(${[...libraryIds]})
    GROUP BY library_id ORDER BY library_id`;
}

/** Forgets all items of a library, from our copy alone. */
export async function forgetLibrary(sql: Sql, libraryId: string): Promise<void> {
  await sql`DELETE FROM items WHERE library_id = ${libraryId}`;
}

/** How many items of these libraries the snapshot holds. */
export async function countItems(sql: Sql, libraryIds: readonly string[]): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    SELECT count(*)::int AS count FROM items WHERE library_id = ANY(${[...libraryIds]})`;
  return row?.count ?? 0;
}
