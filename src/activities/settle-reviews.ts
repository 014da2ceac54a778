import { whySuperseded } from '../domain/review.ts';
import { lockLedger } from '../db/acquisitions.ts';
import { endReview } from '../db/review-words.ts';
import {
  findFillings,
  noteTold,
  noteWorkflow,
  openOnes,
  undecidedReviews,
  untoldReviews,
} from '../db/reviews.ts';
import type { Dependencies } from './dependencies.ts';

/** What these work with. */
type ReviewDependencies = Pick<Dependencies, 'sql' | 'reviews'>;

/** Starts a workflow for each review that waits and has none. Answers how many had none. */
export async function startWaiting({ sql, reviews }: ReviewDependencies): Promise<number> {
  const waiting = await undecidedReviews(sql, { withoutWorkflow: true });
  for (const review of waiting) {
    await reviews.start(review);
    await noteWorkflow(sql, review.id);
  }
  return waiting.length;
}

/**
 * Ends every open review all of whose gaps were filled otherwise, are gone, or were excluded, and
 * tells its workflow. What a crash left untold is told the next time.
 */
export async function settleReviews(deps: ReviewDependencies): Promise<void> {
  const { sql } = deps;
  await sql.begin(async (tx) => {
    await lockLedger(tx);
    const fillings = await findFillings(tx, { reviewId: null, from: 'queued' });
    if (fillings.length === 0) return;
    const byReview = Map.groupBy(fillings, (filling) => filling.reviewId);
    for (const { id, gapKeys } of await openOnes(tx)) {
      const note = whySuperseded(gapKeys, byReview.get(id) ?? []);
      if (note !== null) await endReview(tx, id, { status: 'superseded', note, isTold: false });
    }
  });
  for (const id of await untoldReviews(sql)) {
    await deps.reviews.supersede(id);
    await noteTold(sql, id);
  }
}
