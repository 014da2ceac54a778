import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { TASK_QUEUES } from '../temporal/names.ts';

/** Waits between attempts grow to half a minute; a retryable fault is waited out for a day. */
const retry = {
  initialInterval: '1 second',
  backoffCoefficient: 2,
  maximumInterval: '30 seconds',
} as const;

/** Reading, writing down, reporting: safe to repeat. */
export const read = proxyActivities<Activities>({
  startToCloseTimeout: '30 minutes',
  scheduleToCloseTimeout: '24 hours',
  heartbeatTimeout: '10 seconds',
  retry,
});

/**
 * Everything that touches the tracker: one slot on a queue of its own. The times
 * leave room for a term's pages at the slowest pace that can be configured; a dead worker is
 * noticed by the heartbeat long before.
 */
export const site = proxyActivities<Activities>({
  taskQueue: TASK_QUEUES.site,
  startToCloseTimeout: '24 hours',
  scheduleToCloseTimeout: '48 hours',
  heartbeatTimeout: '5 seconds',
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
  retry,
});

/** Changes: keyed by the ledger, so that a repeat finds what is done. */
export const change = proxyActivities<Activities>({
  startToCloseTimeout: '10 minutes',
  scheduleToCloseTimeout: '24 hours',
  heartbeatTimeout: '5 seconds',
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
  retry,
});

/** What a review does, which waits for days or weeks anyway: never given up for its time. */
export const patient = proxyActivities<Activities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '5 seconds',
  retry,
});
