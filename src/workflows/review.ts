import {
  allHandlersFinished,
  condition,
  continueAsNew,
  isCancellation,
  setCurrentDetails,
  workflowInfo,
} from '@temporalio/workflow';
import type { ReviewCase } from '../activities/reviews.ts';
import type { ReviewState } from '../domain/review.ts';
import { PRIORITIES } from '../temporal/names.ts';
import { patient, site } from './activities.ts';
import { createDesk, stateOf, type ReviewDesk } from './review-desk.ts';
import { reviewDetails } from './review-details.ts';
import { stopOf } from './stop.ts';

/** A review to wait for. */
export interface ReviewInput {
  readonly reviewId: string;
}

/** An approved torrent that can't be had now is tried again after this; a word may come before. */
const TRY_AGAIN = '1 hour';

/**
 * Waits for a person's word, for weeks if need be, and acts on it at once. What was said and what
 * became of it is in our books: a workflow that is started anew goes on where they stand.
 */
export async function review({ reviewId }: ReviewInput): Promise<ReviewState> {
  const desk = createDesk(reviewId);
  let now = await patient.readReview({ reviewId });
  show(desk, now);
  while (now.status === 'open' || now.status === 'approved') {
    if (now.status === 'open') await desk.untilTold();
    else now = await act(desk, now);
    now = await takeWord(desk, now);
    show(desk, now);
    if (mayStartAnew(desk)) await continueAsNew<typeof review>({ reviewId });
  }
  desk.answerAll();
  await condition(allHandlersFinished);
  return stateOf(now);
}

function show(desk: ReviewDesk, now: ReviewCase): void {
  desk.show(stateOf(now));
  setCurrentDetails(reviewDetails(now));
}

/** Records what was said, or reads what made the question needless. */
async function takeWord(desk: ReviewDesk, now: ReviewCase): Promise<ReviewCase> {
  const { reviewId } = now;
  const word = desk.nextWord();
  if (word === null) return desk.takeSupersede() ? patient.readReview({ reviewId }) : now;
  try {
    const next = await patient.decideReview({ reviewId, word });
    desk.answer(stateOf(next));
    return next;
  } catch (error) {
    if (isCancellation(error)) throw error;
    desk.answer({ fault: stopOf(error)?.what ?? 'a fault of our own' });
    return now;
  }
}

/** Fetches and queues what was approved; what can't be had now is waited for. */
async function act(desk: ReviewDesk, now: ReviewCase): Promise<ReviewCase> {
  const { reviewId } = now;
  desk.show(stateOf(now), { isActing: true });
  const trouble = await fetchAndQueue(now);
  if (trouble === null) return patient.finishReview({ reviewId });
  // Nothing is being done from here on: whoever reads the note may say another word at once.
  desk.show(stateOf(now));
  const noted = await patient.noteReview({ reviewId, note: trouble });
  show(desk, noted);
  await desk.untilTold(TRY_AGAIN);
  return noted;
}

/** Answers why it could not be done now, or null when it came to an end. */
async function fetchAndQueue({ title, acquisitionId }: ReviewCase): Promise<string | null> {
  if (acquisitionId === null) return 'its line of the ledger is lacking; please report it';
  const asked = { acquisitionId };
  const priority = { priorityKey: PRIORITIES.person };
  try {
    const fetched = await site.fetchTorrent.executeWithOptions({ summary: title, priority }, [
      asked,
    ]);
    if (fetched.status === 'ready') {
      await patient.queueTorrent.executeWithOptions({ summary: title }, [asked]);
    }
    return null;
  } catch (error) {
    const stop = isCancellation(error) ? undefined : stopOf(error);
    if (stop === undefined) throw error;
    return `it waits: ${stop.what} (${stop.remedy}); it is tried again every hour`;
  }
}

/** An hour's try costs a few events, and weeks have many hours. */
function mayStartAnew(desk: ReviewDesk): boolean {
  return workflowInfo().continueAsNewSuggested && desk.isIdle() && allHandlersFinished();
}
