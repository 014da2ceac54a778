import type { Candidate } from '../domain/candidate.ts';
import type { Decision } from '../domain/decision.ts';
import { workKeysOf } from '../domain/judge.ts';
import type { ReviewWhy } from '../domain/review.ts';
import type { Transaction } from '../db/connect.ts';
import { addEvent } from '../db/events.ts';
import { openReviews, type NewReview } from '../db/reviews.ts';
import type { RunRow } from '../db/runs.ts';

/** A candidate, judged and stored. */
export interface StoredDecision {
  readonly id: string;
  readonly candidate: Candidate;
  readonly decision: Decision;
}

/** A torrent as the ledger and a review know it. */
export function torrentOf({ id, candidate, decision }: StoredDecision) {
  return {
    candidateId: id,
    source: candidate.source,
    sourceId: candidate.sourceId,
    title: candidate.title,
    author: candidate.authors[0] ?? '',
    gapKeys: decision.gapKeys,
    workKeys: workKeysOf(candidate),
  };
}

/**
 * Opens a review for all that a person has to say, and tells the run's followers. Answers how many
 * are new: about a torrent that waits already nobody is asked twice.
 */
export async function openFor(
  tx: Transaction,
  run: RunRow,
  asked: readonly (StoredDecision & { readonly why: ReviewWhy })[],
): Promise<number> {
  const wanted: NewReview[] = asked.map((one) => ({ ...torrentOf(one), why: one.why }));
  const opened = await openReviews(tx, run.id, wanted);
  for (const { id: reviewId, title, why } of opened) {
    await addEvent(tx, run.id, { kind: 'review-opened', reviewId, title, why });
  }
  return opened.length;
}
