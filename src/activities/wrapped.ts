import { Context } from '@temporalio/activity';
import type { Logger } from '../logger.ts';
import { asFailure } from './failures.ts';

const HEARTBEAT_MS = 1_000;

/**
 * Puts the activities' common edge around each: a heartbeat while it works (so that a killed
 * worker is noticed, and a cancellation arrives), one log line for a failure, and the failure
 * itself in the form that Temporal acts on.
 */
export function wrapped<T extends Record<string, (input: never) => Promise<unknown>>>(
  activities: T,
  logger: Logger,
): T {
  const edges: Record<string, (input: never) => Promise<unknown>> = {};
  for (const [name, activity] of Object.entries(activities)) {
    edges[name] = (input) => atTheEdge(name, logger, () => activity(input));
  }
  return edges as T;
}

async function atTheEdge<R>(name: string, logger: Logger, work: () => Promise<R>): Promise<R> {
  const context = Context.current();
  const beat = setInterval(() => context.heartbeat(), HEARTBEAT_MS);
  try {
    return await work();
  } catch (error) {
    const failure = asFailure(error);
    const attempt = context.info.attempt;
    logger.warn({ activity: name, attempt, workflow: context.info.workflowExecution.workflowId, error }, 'activity failed');
    throw failure;
  } finally {
    clearInterval(beat);
  }
}
