import {
  ActivityFailure,
  ApplicationFailure,
  type Client,
  WorkflowFailedError,
  WorkflowNotFoundError,
} from '@temporalio/client';
import type { RunStop } from '../domain/run.ts';
import { WORKFLOW_TYPES } from '../temporal/names.ts';
import { asking } from './temporal-calls.ts';

/** A run's workflow as Temporal has it; `unknown`: it never was, or is forgotten. */
export type WorkflowState =
  | { readonly state: 'open' | 'unknown' }
  | { readonly state: 'closed'; readonly status: ClosedStatus; readonly stop: RunStop };

/** How a workflow closed, in our words. `terminated`: by hand, or by running out of time. */
export type ClosedStatus = 'completed' | 'failed' | 'cancelled' | 'terminated';

/** Other programs may have workflows on the same server: theirs are none of our runs. */
const OUR_TYPES: ReadonlySet<string> = new Set(Object.values(WORKFLOW_TYPES));

/** A follower wants to go on looking at the books meanwhile. */
const DEADLINE_MS = 2_000;

/** Asks Temporal for the state of a run's workflow. @throws {OperationError} `temporal-away`. */
export async function workflowState(
  client: Client,
  run: { readonly workflowId: string; readonly executionId?: string },
): Promise<WorkflowState> {
  try {
    return await asking(client, () => askForState(client, run), DEADLINE_MS);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { state: 'unknown' };
    throw error;
  }
}

async function askForState(
  client: Client,
  run: { readonly workflowId: string; readonly executionId?: string },
): Promise<WorkflowState> {
  const handle = client.workflow.getHandle(run.workflowId);
  const { status, raw, type } = await handle.describe();
  if (!OUR_TYPES.has(type)) return { state: 'unknown' };
  const first = raw.workflowExecutionInfo?.firstRunId;
  // The name was used again: of the chain that we mean nothing is open any more.
  if (run.executionId !== undefined && first !== run.executionId) return { state: 'unknown' };
  switch (status.name) {
    case 'RUNNING':
    case 'PAUSED':
    case 'CONTINUED_AS_NEW':
      return { state: 'open' };
    case 'COMPLETED':
      return closed('completed', stopNamed('completed', 'its workflow completed'));
    case 'CANCELLED':
      return closed('cancelled', stopNamed('cancelled', 'the run was cancelled'));
    case 'FAILED':
      return closed('failed', await failureOf(() => handle.result()));
    case 'TERMINATED':
    case 'TIMED_OUT':
    case 'UNSPECIFIED':
    case 'UNKNOWN':
      return closed('terminated', stopNamed('terminated', 'its workflow was ended from outside'));
    default:
      return status.name satisfies never;
  }
}

function closed(status: ClosedStatus, stop: RunStop): WorkflowState {
  return { state: 'closed', status, stop };
}

function stopNamed(how: ClosedStatus, what: string): RunStop {
  const remedy = 'start a new run; what was queued is in the ledger and is not queued again';
  return { name: `run/${how}`, what, remedy };
}

/** The words of the failure that a workflow ended with. */
async function failureOf(result: () => Promise<unknown>): Promise<RunStop> {
  try {
    await result();
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error;
    return stopOfFailure(error);
  }
  return stopNamed('completed', 'its workflow completed');
}

/** What a failed workflow says of itself, as a stop. */
export function stopOfFailure(error: WorkflowFailedError): RunStop {
  const cause = error.cause instanceof ActivityFailure ? error.cause.cause : error.cause;
  if (!(cause instanceof ApplicationFailure)) return stopNamed('failed', 'its workflow failed');
  const remedy = 'correct what it names and start a new run; the log has the details';
  return { name: cause.type ?? 'unknown', what: cause.message, remedy };
}
