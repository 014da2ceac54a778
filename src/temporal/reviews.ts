import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { reviewWorkflowId, TASK_QUEUES, WORKFLOW_TYPES } from './names.ts';

/** A review to wait for: its id, and its torrent's title for a person to see. */
export interface WaitingReview {
  readonly id: string;
  readonly title: string;
}

/** The workflows in which reviews wait. */
export interface ReviewWorkflows {
  /** Starts a review's workflow; one that is running already is fine. */
  start(review: WaitingReview): Promise<void>;
  /** Tells it that there is nothing left to ask; one that is gone is fine. */
  supersede(reviewId: string): Promise<void>;
}

/** How a review's workflow is started, wherever that is done. */
export function reviewStart({ id, title }: WaitingReview) {
  return {
    workflowId: reviewWorkflowId(id),
    taskQueue: TASK_QUEUES.main,
    args: [{ reviewId: id }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    // One that was ended from outside while the review is open is started anew.
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    staticSummary: title,
    staticDetails: `Decide it in a terminal: \`mamcrawler review approve ${id}\`, or \`refuse\`, \`block\`, \`exclude\``,
  } as const;
}

/** Over a client of the Temporal server. */
export function reviewWorkflows(client: Client): ReviewWorkflows {
  return {
    async start(review) {
      await client.workflow.start(WORKFLOW_TYPES.review, reviewStart(review));
    },
    async supersede(reviewId) {
      try {
        await client.workflow.getHandle(reviewWorkflowId(reviewId)).signal('supersede');
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    },
  };
}
