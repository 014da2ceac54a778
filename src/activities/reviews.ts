import type { ReviewState, ReviewWord } from '../domain/review.ts';
import { isAuthorKey } from '../domain/gap-label.ts';
import { gapLabels, openGapKeys, whySuperseded } from '../domain/review.ts';
import { getAcquisition, lockLedger } from '../db/acquisitions.ts';
import { addBlock } from '../db/blocks.ts';
import type { Transaction } from '../db/connect.ts';
import { gapsOfKeys } from '../db/review-list.ts';
import {
  endReview,
  enterApproved,
  excludeGaps,
  fillingsOf,
  holdReview,
  noteWaiting,
  withdraw,
} from '../db/review-words.ts';
import { findReview, type ReviewRow } from '../db/reviews.ts';
import type { Dependencies } from './dependencies.ts';
import { refuse } from './failures.ts';
import { settleReviews, startWaiting } from './settle-reviews.ts';

/** How a review stands, with what its workflow shows and goes on with. */
export interface ReviewCase extends ReviewState {
  readonly title: string;
  readonly author: string;
  /** The gaps, as a person knows them. */
  readonly wanted: string;
  /** Its line of the ledger, once approved. */
  readonly acquisitionId: string | null;
}

/** What they work with. */
type ReviewDependencies = Pick<Dependencies, 'sql' | 'logger' | 'reviews'>;

/** Recording what a person says of reviews, and what becomes of it. */
export function reviewActivities(deps: ReviewDependencies) {
  const { sql } = deps;
  return {
    /** Settles what needs no word any more, and starts a workflow for each review that has none. */
    async openReviews(_: { runId: string }): Promise<{ opened: number }> {
      await settleReviews(deps);
      return { opened: await startWaiting(deps) };
    },

    /** How a review stands. */
    async readReview(input: { reviewId: string }): Promise<ReviewCase> {
      return caseOf(deps, await mustFind(deps, input.reviewId));
    },

    /**
     * Writes a person's word down, with all that follows from it in our books: once, however often
     * it is asked for. Answers how the review stands then, also when that is not what was said.
     */
    async decideReview(input: { reviewId: string; word: ReviewWord }): Promise<ReviewCase> {
      const { reviewId, word } = input;
      await mustFind(deps, reviewId);
      await sql.begin(async (tx) => {
        await lockLedger(tx);
        const review = await holdReview(tx, reviewId);
        if (review !== undefined) await decide(tx, review, word);
      });
      const review = await mustFind(deps, reviewId);
      const { status, title } = review;
      deps.logger.info({ review: reviewId, word, status, title }, 'a review was decided');
      if (word === 'exclude') await settleReviews(deps);
      return caseOf(deps, review);
    },

    /** Says why an approved review waits. */
    async noteReview(input: { reviewId: string; note: string }): Promise<ReviewCase> {
      await noteWaiting(sql, input.reviewId, input.note);
      return caseOf(deps, await mustFind(deps, input.reviewId));
    },

    /** Ends an approved review as its torrent ended, and those that asked for the same. */
    async finishReview(input: { reviewId: string }): Promise<ReviewCase> {
      const { id, status, acquisitionId } = await mustFind(deps, input.reviewId);
      if (status === 'approved' && acquisitionId !== null) {
        const line = await getAcquisition(sql, acquisitionId);
        const end = endOf(line.status);
        if (end === null)
          throw new Error(`acquisition ${line.id} is ${line.status}: not at its end`);
        const note = line.failure?.what ?? null;
        await endReview(sql, id, { status: end, note, isTold: true });
      }
      await settleReviews(deps);
      return caseOf(deps, await mustFind(deps, input.reviewId));
    },
  };
}

function endOf(status: string): 'queued' | 'already-there' | 'failed' | null {
  if (status === 'removed') return 'queued';
  return status === 'queued' || status === 'already-there' || status === 'failed' ? status : null;
}

async function decide(tx: Transaction, review: ReviewRow, word: ReviewWord): Promise<void> {
  const { id, status } = review;
  if (status !== 'open' && status !== 'approved') return;
  if (word === 'approve') {
    if (status === 'open') await approve(tx, review);
    return;
  }
  if (status === 'approved' && !(await withdraw(tx, review))) return;
  if (word === 'block') {
    await addBlock(tx, { kind: 'torrent', value: review.sourceId, label: review.title });
  }
  if (word === 'exclude') return exclude(tx, review);
  const ends = { refuse: 'refused', block: 'blocked' } as const;
  await endReview(tx, id, { status: ends[word], note: null, isTold: true });
}

/**
 * Excludes its gaps, but for those of authors: a word on one torrent is none on all that its author
 * has written. Where there is no other, the torrent alone is refused.
 */
async function exclude(tx: Transaction, { id, gapKeys }: ReviewRow): Promise<void> {
  const keys = gapKeys.filter((key) => !isAuthorKey(key));
  if (keys.length === 0) {
    const note = 'more by its author stays wanted: this torrent alone is refused';
    await endReview(tx, id, { status: 'refused', note, isTold: true });
    return;
  }
  await excludeGaps(tx, keys);
  await endReview(tx, id, { status: 'excluded', note: null, isTold: true });
}

/** Enters it into the ledger, unless what it would fill was filled meanwhile. */
async function approve(tx: Transaction, review: ReviewRow): Promise<void> {
  const fillings = await fillingsOf(tx, review.id);
  const note = whySuperseded(review.gapKeys, fillings);
  if (note === null) {
    await enterApproved(tx, review, openGapKeys(review.gapKeys, fillings));
    return;
  }
  await endReview(tx, review.id, { status: 'superseded', note, isTold: true });
}

async function mustFind(deps: ReviewDependencies, id: string): Promise<ReviewRow> {
  const review = /^\d{1,18}$/.test(id) ? await findReview(deps.sql, id) : undefined;
  if (review === undefined) throw refuse('review/unknown', `there is no review ${id}`);
  return review;
}

async function caseOf(deps: ReviewDependencies, review: ReviewRow): Promise<ReviewCase> {
  const { id: reviewId, status, note, title, author, gapKeys, acquisitionId } = review;
  const wanted = gapLabels(await gapsOfKeys(deps.sql, gapKeys)).join('; ');
  return { reviewId, status, note, title, author, wanted, acquisitionId };
}
