import type { Block } from '../domain/blocked.ts';
import type { Candidate } from '../domain/candidate.ts';
import type { Sql, Transaction } from './connect.ts';

/** What can be blocked. */
export type BlockKind = Block['kind'];

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
export async function listBlocks(sql: Sql | Transaction): Promise<readonly BlockRow[]> {
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

/** Lifts blocks, by their values as they are listed. */
export async function liftBlocks(
  tx: Transaction,
  kind: BlockKind,
  values: readonly string[],
): Promise<void> {
  await tx`DELETE FROM blocks WHERE kind = ${kind} AND value = ANY(${[...values]})`;
}

/** The title of a torrent that a search has shown, the latest; undefined when none did. */
export async function titleOfTorrent(sql: Sql, sourceId: string): Promise<string | undefined> {
  const [row] = await sql<{ title: string }[]>`
    SELECT candidate->>'title' AS title FROM candidates WHERE source_id = ${sourceId}
    ORDER BY id DESC LIMIT 1`;
  return row?.title;
}

/** A torrent that a block keeps from gaps, or kept from them. */
export interface BarredTorrent {
  readonly candidate: Candidate;
  readonly gapKeys: readonly string[];
  /** The review about it that ended with the block; null when a run refused it. */
  readonly reviewId: string | null;
}

/**
 * What blocks kept away: by a review that they ended, or by what the last run of a gap that rests
 * decided, where nothing but a block spoke against it. The reviews come first, the oldest first.
 */
export async function barredByBlocks(tx: Transaction): Promise<readonly BarredTorrent[]> {
  return tx<BarredTorrent[]>`
    WITH resting AS (
      SELECT key, last_run_id FROM gaps WHERE state = 'open' AND next_try_at > clock_timestamp())
    SELECT candidates.candidate, reviews.gap_keys AS "gapKeys", reviews.id AS "reviewId"
    FROM reviews JOIN candidates ON candidates.id = reviews.candidate_id
    WHERE reviews.status = 'blocked'
    UNION ALL
    SELECT candidates.candidate, ARRAY(SELECT jsonb_array_elements_text(decision->'gapKeys')), NULL
    FROM decisions JOIN candidates ON candidates.id = decisions.candidate_id
    WHERE decisions.run_id IN (SELECT last_run_id FROM resting) AND decisions.verdict = 'refuse'
      AND jsonb_array_length(decision->'reasons') = 1
      AND decision->'reasons'->0->>'name' = 'blocked'
    ORDER BY "reviewId"`;
}
