import {
  ApplicationFailure,
  type Client,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import type { ReviewState, ReviewWord } from '../domain/review.ts';
import { reviewWorkflowId, WORKFLOW_TYPES } from '../temporal/names.ts';
import { reviewStart } from '../temporal/reviews.ts';
import { OperationError } from './errors.ts';
import { asking } from './temporal-calls.ts';

type ReviewWorkflow = (input: { reviewId: string }) => Promise<ReviewState>;

/** A word to be said of a review. */
export interface ReviewSaying {
  readonly reviewId: string;
  readonly word: ReviewWord;
}

/**
 * Says a word of a review, and starts its workflow where it has none (Temporal's data was lost, or
 * somebody ended it). Answers as soon as the word is written down.
 *
 * @throws {OperationError} `refused` with its reason, `no-worker`, `temporal-away`.
 */
export async function sayOf(
  client: Client,
  saying: ReviewSaying,
  title: string,
): Promise<ReviewState> {
  const { reviewId, word } = saying;
  const start = reviewStart({ id: reviewId, title });
  return told(saying, () =>
    asking(client, () =>
      client.workflow.executeUpdateWithStart<ReviewWorkflow, ReviewState, []>(word, {
        startWorkflowOperation: new WithStartWorkflowOperation(WORKFLOW_TYPES.review, {
          ...start,
          args: [...start.args],
        }),
      }),
    ),
  );
}

/** The same where nothing but Temporal is known. @throws {OperationError} also `unknown-review`. */
export async function sayOfOpen(client: Client, saying: ReviewSaying): Promise<ReviewState> {
  const handle = client.workflow.getHandle(reviewWorkflowId(saying.reviewId));
  return told(saying, () =>
    asking(client, () => handle.executeUpdate<ReviewState, []>(saying.word)),
  );
}

/** How a review stands, by its own workflow. @throws {OperationError} `unknown-review`. */
export async function askReview(client: Client, reviewId: string): Promise<ReviewState> {
  const handle = client.workflow.getHandle(reviewWorkflowId(reviewId));
  return known(reviewId, () => asking(client, () => handle.query<ReviewState>('review')));
}

async function told({ reviewId, word }: ReviewSaying, say: () => Promise<ReviewState>) {
  try {
    return await known(reviewId, say);
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError) throw refused(reviewId, word, error);
    if (!isUnanswered(error)) throw error;
    throw new OperationError(`review ${reviewId} did not answer to ${word} within ten seconds`, {
      kind: 'no-worker',
      remedy: `start a worker with npm start, and look how it stands: mamcrawler review --all`,
      list: 'reviews',
    });
  }
}

async function known<T>(reviewId: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    throw new OperationError(`no review ${reviewId} waits for a word`, {
      kind: 'unknown-review',
      remedy: 'list them with mamcrawler review --all',
      list: 'reviews',
    });
  }
}

/** The server is there, but nobody carried the update out in time. */
function isUnanswered(error: unknown): boolean {
  return (
    error instanceof OperationError &&
    error.cause instanceof WorkflowUpdateRPCTimeoutOrCancelledError
  );
}

function refused(reviewId: string, word: ReviewWord, error: WorkflowUpdateFailedError) {
  const { cause } = error;
  // Our own workflow's words; anything else stays in the error's cause.
  const why = cause instanceof ApplicationFailure ? cause.message : 'it gives no reason';
  return new OperationError(`review ${reviewId} takes no ${word}: ${why}`, {
    kind: 'refused',
    remedy: 'see how it stands with mamcrawler review --all',
    list: 'reviews',
    cause: error,
  });
}
