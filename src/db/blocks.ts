import type { Sql, Transaction } from './connect.ts';

/** What can be blocked. */
export type BlockKind = 'torrent' | 'uploader' | 'word';

/** Something that is never to be fetched. */
export interface BlockRow {
  readonly kind: BlockKind;
  /** A torrent's id at its source, an uploader's name, or a word of a title. */
  readonly value: string;
  /** A torrent's title where it is known, else the value. */
  readonly label: string;
  readonly at: Date;
}

/** Everything that is blocked, the latest first. */
export async function listBlocks(sql: Sql): Promise<readonly BlockRow[]> {
  return sql<BlockRow[]>`SELECT kind, value, label, at FROM blocks ORDER BY at DESC, kind, value`;
}

/** The same in the shape of the policy's `blocked`. */
export async function allBlocks(
  sql: Sql | Transaction,
): Promise<{ torrents: string[]; uploaders: string[]; words: string[] }> {
  const rows = await sql<Pick<BlockRow, 'kind' | 'value'>[]>`
    SELECT kind, value FROM blocks ORDER BY kind, value`;
  const of = (kind: BlockKind) => rows.filter((row) => row.kind === kind).map((row) => row.value);
  return { torrents: of('torrent'), uploaders: of('uploader'), words: of('word') };
}

/** Blocks something; answers false when it was blocked already. */
export async function addBlock(
  sql: Sql | Transaction,
  block: Pick<BlockRow, 'kind' | 'value' | 'label'>,
): Promise<boolean> {
  const rows = await sql`
    INSERT INTO blocks (kind, value, label) VALUES (${block.kind}, ${block.value}, ${block.label})
    ON CONFLICT DO NOTHING RETURNING 1`;
  return rows.length > 0;
}

/** Lifts a block; answers false when there was none. Names are compared as the judge does: by case-less words. */
export async function liftBlock(sql: Sql, kind: BlockKind, value: string): Promise<boolean> {
  const rows = await sql`
    DELETE FROM blocks WHERE kind = ${kind} AND lower(value) = lower(${value}) RETURNING 1`;
  return rows.length > 0;
}

/** The title of a torrent that a search has shown, the latest; undefined when none did. */
export async function titleOfTorrent(sql: Sql, sourceId: string): Promise<string | undefined> {
  const [row] = await sql<{ title: string }[]>`
    SELECT candidate->>'title' AS title FROM candidates WHERE source_id = ${sourceId}
    ORDER BY id DESC LIMIT 1`;
  return row?.title;
}
