import type { Sql, Transaction } from './connect.ts';

/** What can be blocked. */
export type BlockKind = 'torrent' | 'uploader' | 'word';

/** Everything that a person has blocked, in the shape of the policy's `blocked`. */
export async function allBlocks(
  sql: Sql | Transaction,
): Promise<{ torrents: string[]; uploaders: string[]; words: string[] }> {
  const rows = await sql<{ kind: BlockKind; value: string }[]>`
    SELECT kind, value FROM blocks ORDER BY kind, value`;
  const of = (kind: BlockKind) => rows.filter((row) => row.kind === kind).map((row) => row.value);
  return { torrents: of('torrent'), uploaders: of('uploader'), words: of('word') };
}
