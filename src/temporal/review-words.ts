import type { ReviewStatus, ReviewWord } from '../domain/review.ts';

/** What a person can say of a review; each is an update of its workflow. */
export const REVIEW_WORDS = [
  'approve',
  'refuse',
  'block',
  'exclude',
] as const satisfies readonly ReviewWord[];

/** How a review may stand after a word: to say the word again then is no contradiction. */
const STANDS: Readonly<Record<ReviewWord, readonly ReviewStatus[]>> = {
  approve: ['approved', 'queued', 'already-there', 'failed', 'superseded'],
  refuse: ['refused', 'superseded'],
  block: ['blocked', 'superseded'],
  // Of what would fill an author's gap alone, the torrent is refused.
  exclude: ['excluded', 'refused', 'superseded'],
};

/** Whether a review stands as the word wants it, or was superseded before it was said. */
export function isAsSaid(word: ReviewWord, status: ReviewStatus): boolean {
  return STANDS[word].includes(status);
}
