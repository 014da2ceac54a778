import type { Candidate } from '../domain/candidate.ts';
import type { Decision } from '../domain/decision.ts';
import type { Gap } from '../domain/gap.ts';
import type { ReviewStatus } from '../domain/review.ts';
import type { Sql, Transaction } from './connect.ts';
import { columns, type ReviewRow } from './reviews.ts';

/** A review with all that a person wants to know before saying a word. */
export interface ListedReview extends ReviewRow {
  readonly candidate: Candidate;
  readonly decision: Decision;
  readonly gaps: readonly Gap[];
  /** How far its torrent is, once approved. */
  readonly torrent: string | null;
}

/** Reviews in these states, the oldest first. */
export async function listReviews(
  sql: Sql,
  statuses: readonly ReviewStatus[],
): Promise<readonly ListedReview[]> {
  return sql<ListedReview[]>`
    ${listed(sql)}
    WHERE reviews.status = ANY(${[...statuses]}) ORDER BY reviews.id`;
}

/** One of them, whatever its state, or undefined. */
export async function findListedReview(
  sql: Sql | Transaction,
  id: string,
): Promise<ListedReview | undefined> {
  const [row] = await sql<ListedReview[]>`${listed(sql)} WHERE reviews.id = ${id}`;
  return row;
}

function listed(sql: Sql | Transaction) {
  return sql`
    SELECT ${columns(sql)}, candidates.candidate, decisions.decision, acquisitions.status AS torrent,
      coalesce((SELECT jsonb_agg(gaps.gap ORDER BY gaps.key) FROM gaps
                WHERE gaps.key = ANY(reviews.gap_keys)), '[]') AS gaps
    FROM reviews
    JOIN candidates ON candidates.id = reviews.candidate_id
    JOIN decisions ON decisions.candidate_id = reviews.candidate_id
    LEFT JOIN acquisitions ON acquisitions.id = reviews.acquisition_id`;
}

/** A review as it can be named: by its id, and by its torrent's id at the source. */
export type NamedReview = Pick<ReviewRow, 'id' | 'sourceId' | 'status' | 'title' | 'note'>;

/** All reviews by their names, the latest first. */
export async function reviewNames(sql: Sql): Promise<readonly NamedReview[]> {
  return sql<NamedReview[]>`
    SELECT id, source_id AS "sourceId", status, title, note FROM reviews ORDER BY id DESC`;
}

/** The gaps of these keys, in their order. */
export async function gapsOfKeys(
  sql: Sql | Transaction,
  keys: readonly string[],
): Promise<readonly Gap[]> {
  const rows = await sql<{ gap: Gap }[]>`
    SELECT gap FROM gaps WHERE key = ANY(${[...keys]}) ORDER BY key COLLATE "C"`;
  return rows.map((row) => row.gap);
}
