import { lockChoices } from './gaps.ts';
import { makeDue } from './removals.ts';
import { gapsOfKeys } from './review-list.ts';
import { saveChoices } from './standing-gaps.ts';
import { findFillings, columns, type ReviewRow } from './reviews.ts';
import { failAcquisition } from './acquisitions.ts';
import type { Sql, Transaction } from './connect.ts';
import type { Candidate } from '../domain/candidate.ts';
import { gapLabel } from '../domain/gap-label.ts';
import { namesOfWork } from '../domain/choices.ts';
import type { Filling } from '../domain/review.ts';

/** A review, held against others to the transaction's end; undefined when there is none. */
export async function holdReview(tx: Transaction, id: string): Promise<ReviewRow | undefined> {
  const [row] = await tx<ReviewRow[]>`
    SELECT ${columns(tx)} FROM reviews WHERE id = ${id} FOR UPDATE`;
  return row;
}

/** Which gaps of one review a torrent of the ledger fills, whether it is queued yet or not. */
export async function fillingsOf(tx: Transaction, id: string): Promise<readonly Filling[]> {
  return findFillings(tx, { reviewId: id, from: 'chosen' });
}

/** Enters what was approved into the ledger, for the gaps that are still open. */
export async function enterApproved(
  tx: Transaction,
  review: ReviewRow,
  gapKeys: readonly string[],
): Promise<void> {
  const [line] = await tx<{ id: string }[]>`
    INSERT INTO acquisitions (run_id, candidate_id, source, source_id, title, author, gap_keys,
                              work_keys, status, review_id)
    VALUES (${review.runId}, ${review.candidateId}, ${review.source}, ${review.sourceId},
            ${review.title}, ${review.author}, ${[...gapKeys]}, ${[...review.workKeys]}, 'chosen',
            ${review.id})
    -- Approved before, taken back, refused, and now reopened: the line goes on from its beginning.
    ON CONFLICT (candidate_id) DO UPDATE SET status = 'chosen', failure = NULL,
      gap_keys = excluded.gap_keys, work_keys = excluded.work_keys, info_hash_v1 = NULL,
      info_hash_v2 = NULL, chosen_at = excluded.chosen_at, review_id = excluded.review_id
    WHERE acquisitions.status = 'failed'
    RETURNING id`;
  if (line === undefined) throw new Error(`review ${review.id}: its candidate is in the ledger`);
  await tx`
    UPDATE reviews SET status = 'approved', decided_at = clock_timestamp(), note = NULL,
      acquisition_id = ${line.id}
    WHERE id = ${review.id}`;
}

/**
 * Takes back what was approved and not handed over yet. Answers false when it was: then the torrent
 * client may have it.
 */
export async function withdraw(tx: Transaction, review: ReviewRow): Promise<boolean> {
  if (review.acquisitionId === null) return true;
  const [line] = await tx`
    SELECT 1 FROM acquisitions WHERE id = ${review.acquisitionId}
      AND status IN ('chosen', 'fetched') FOR UPDATE`;
  if (line === undefined) return false;
  const what = 'its owner took the approval back before it was queued';
  await failAcquisition(tx, review.acquisitionId, { name: 'review/withdrawn', what });
  return true;
}

/** What else would fill a gap lost to the torrent, and has its chance when that comes to nothing. */
const LEAVES_OPEN: ReadonlySet<ReviewRow['status']> = new Set(['refused', 'blocked', 'failed']);

/**
 * Ends a review, with what there is to say of it. Where its torrent fills nothing after all, its
 * gaps are searched for at the next run.
 */
export async function endReview(
  tx: Sql | Transaction,
  id: string,
  end: {
    readonly status: Exclude<ReviewRow['status'], 'open' | 'approved'>;
    readonly note: string | null;
    /** Its workflow need not be told. */
    readonly isTold: boolean;
  },
): Promise<void> {
  await tx`
    UPDATE reviews SET status = ${end.status}, note = ${end.note}, is_told = ${end.isTold},
      decided_at = coalesce(decided_at, clock_timestamp()), finished_at = clock_timestamp()
    WHERE id = ${id}`;
  if (!LEAVES_OPEN.has(end.status)) return;
  const rows = await tx<{ gapKeys: string[] }[]>`
    SELECT gap_keys AS "gapKeys" FROM reviews WHERE id = ${id}`;
  for (const { gapKeys } of rows) await makeDue(tx, gapKeys);
}

/**
 * Ends the reviews about torrents that are blocked now, but for what was handed over already.
 * `blockedBy` says what of a torrent is blocked, or null. Answers the reviews' ids. Their workflows
 * are told when reviews are settled next. The ledger's lock must be held.
 */
export async function endBlocked(
  tx: Transaction,
  blockedBy: (candidate: Candidate) => string | null,
): Promise<readonly string[]> {
  const reviews = await tx<(ReviewRow & { readonly candidate: Candidate })[]>`
    SELECT ${columns(tx)}, candidates.candidate
    FROM reviews JOIN candidates ON candidates.id = reviews.candidate_id
    WHERE reviews.status IN ('open', 'approved') ORDER BY reviews.id FOR UPDATE OF reviews`;
  const ended: string[] = [];
  for (const { candidate, ...review } of reviews) {
    const by = blockedBy(candidate);
    if (by === null) continue;
    if (review.status === 'approved' && !(await withdraw(tx, review))) continue;
    const note = `you blocked ${by}`;
    await endReview(tx, review.id, { status: 'blocked', note, isTold: false });
    ended.push(review.id);
  }
  return ended;
}

/**
 * Opens a review again that was refused, or ended by a block or an exclusion that is no more; its
 * next word, the next run or worker gives it its workflow.
 */
export async function reopenReview(tx: Transaction, id: string): Promise<void> {
  await tx`
    UPDATE reviews SET status = 'open', note = NULL, decided_at = NULL, finished_at = NULL,
      acquisition_id = NULL, has_workflow = false, is_told = false
    WHERE id = ${id} AND status IN ('refused', 'blocked', 'excluded')`;
}

/** Notes why an approved review waits. */
export async function noteWaiting(sql: Sql, id: string, note: string): Promise<void> {
  await sql`UPDATE reviews SET note = ${note} WHERE id = ${id} AND status = 'approved'`;
}

/** Writes down that a person does not want these gaps: in their choices, and at once in the list. */
export async function excludeGaps(tx: Transaction, keys: readonly string[]): Promise<void> {
  await lockChoices(tx);
  const gaps = await gapsOfKeys(tx, keys);
  const choices = gaps.map((gap) => {
    const workKeys = namesOfWork(gap);
    return {
      scope: 'gap',
      key: gap.key,
      label: gapLabel(gap),
      choice: 'exclude',
      workKeys,
    } as const;
  });
  await saveChoices(tx, choices);
  await tx`UPDATE gaps SET state = 'excluded' WHERE key = ANY(${[...keys]})`;
}
