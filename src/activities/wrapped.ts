import { ApplicationFailure, Context } from '@temporalio/activity';
import { addEvent } from '../db/events.ts';
import { RemoteError } from '../integrations/errors.ts';
import type { Dependencies } from './dependencies.ts';
import { asFailure } from './failures.ts';

const HEARTBEAT_MS = 1_000;

type Activity = (input: never) => Promise<unknown>;

/**
 * Puts the activities' common edge around each: a heartbeat while it works (so that a killed
 * worker is noticed, and a cancellation arrives), one log line for a failure, a word to those who
 * follow the run when it has to wait, and the failure itself in the form that Temporal acts on.
 */
export function wrapped<T extends Record<string, Activity>>(activities: T, deps: Dependencies): T {
  const edges: Record<string, Activity> = {};
  for (const [name, activity] of Object.entries(activities)) {
    edges[name] = (input) => atTheEdge(deps, { name, input }, () => activity(input));
  }
  // Object.assign keeps the type: same names, same signatures, only the edge is new.
  return Object.assign({ ...activities }, edges);
}

interface Call {
  readonly name: string;
  readonly input: unknown;
}

async function atTheEdge<R>(deps: Dependencies, call: Call, work: () => Promise<R>): Promise<R> {
  const context = Context.current();
  const beat = setInterval(() => context.heartbeat(), HEARTBEAT_MS);
  try {
    return await work();
  } catch (error) {
    const { attempt, workflowExecution } = context.info;
    const told = { activity: call.name, attempt, workflow: workflowExecution?.workflowId, error };
    // A back-off of half an hour is asked for again and again: it is news once.
    if (attempt === 1) deps.logger.warn(told, 'activity failed');
    else deps.logger.info(told, 'activity failed again');
    const failure = asFailure(error, attempt);
    // In Temporal's UI a stack tells where we are installed, and nothing that the log has not.
    failure.stack = `${failure.name}: ${failure.message}`;
    if (error instanceof RemoteError && attempt === 1)
      await tellFollowers(deps, { call, error, failure });
    throw failure;
  } finally {
    clearInterval(beat);
  }
}

/** A run that waits for a remote says so, once. */
async function tellFollowers(
  deps: Dependencies,
  failed: { readonly call: Call; readonly error: RemoteError; readonly failure: Error },
): Promise<void> {
  const { call, error, failure } = failed;
  if (failure instanceof ApplicationFailure && failure.nonRetryable === true) return;
  const runId = runOf(call.input);
  if (runId === undefined) return;
  const { message: what, remedy } = error;
  const name = `${error.remote}/${error.kind}`;
  await addEvent(deps.sql, runId, { kind: 'waiting', name, what, remedy }).catch(
    (fault: unknown) => {
      // The failure itself matters more than the word about it.
      deps.logger.warn(
        { run: runId, error: fault },
        'could not tell the followers that the run waits',
      );
    },
  );
}

function runOf(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null || !('runId' in input)) return undefined;
  return String(input.runId);
}
