import {
  ApplicationFailure,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import { findRun } from '../db/runs.ts';
import type { Progress } from '../workflows/dials.ts';
import type { OperationDependencies } from './dependencies.ts';
import { notOpen, OperationError } from './errors.ts';
import { unknownRun } from './find-run.ts';
import { asking } from './temporal-calls.ts';
import { workflowState } from './workflow-state.ts';

/** A run's workflow; the first execution's id keeps us off a later run of the same name. */
export interface RunHandle {
  readonly runId: string;
  readonly workflowId: string;
  readonly executionId?: string;
}

/**
 * Ends a run gently: what is under way is brought to its end and a report is written. Answers as
 * soon as the run knows.
 *
 * @throws {OperationError} `unknown-run`, `not-open`, `temporal-away`.
 */
export async function cancelRun(deps: OperationDependencies, runId: string): Promise<void> {
  await cancelWorkflow(deps.client, await openRun(deps, runId));
}

/** Stops a run before its next term. @throws {OperationError} also `refused`, with its reason. */
export async function pauseRun(deps: OperationDependencies, runId: string): Promise<Progress> {
  return turnSwitch(deps.client, await openRun(deps, runId), 'pause');
}

/** Lets a paused run go on. @throws {OperationError} also `refused`, with its reason. */
export async function resumeRun(deps: OperationDependencies, runId: string): Promise<Progress> {
  return turnSwitch(deps.client, await openRun(deps, runId), 'resume');
}

async function openRun(deps: OperationDependencies, runId: string): Promise<RunHandle> {
  const run = await findRun(deps.sql, runId);
  if (run === undefined) return notBegun(deps, runId);
  const { status, workflowId, executionId } = run;
  if (status !== 'running') throw notOpen(runId, `it ended as ${status}`);
  return { runId, workflowId, executionId };
}

/** Started, and not in our books yet: no worker has taken it up. */
async function notBegun(deps: OperationDependencies, runId: string): Promise<RunHandle> {
  const { state } = await workflowState(deps.client, { workflowId: runId });
  if (state !== 'open') throw await unknownRun(deps, runId);
  return { runId, workflowId: runId };
}

/** Asks a workflow to end. */
export async function cancelWorkflow(client: Client, run: RunHandle): Promise<void> {
  await ofOpenWorkflow(run, () => asking(client, () => handleOf(client, run).cancel()));
}

/** Turns one of a run's two switches. */
export async function turnSwitch(
  client: Client,
  run: RunHandle,
  name: 'pause' | 'resume',
): Promise<Progress> {
  try {
    return await ofOpenWorkflow(run, () =>
      asking(client, () => handleOf(client, run).executeUpdate<Progress, []>(name)),
    );
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError) throw refused(run.runId, name, error);
    if (isUnanswered(error)) throw noWorker(run.runId, name);
    throw error;
  }
}

function handleOf(client: Client, { workflowId, executionId }: RunHandle) {
  const options = executionId === undefined ? {} : { firstExecutionRunId: executionId };
  return client.workflow.getHandle(workflowId, undefined, options);
}

async function ofOpenWorkflow<T>(run: RunHandle, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    throw notOpen(run.runId, 'Temporal has no open workflow of it, so it was ended from outside');
  }
}

/** The server is there, but nobody carried the update out in time. */
function isUnanswered(error: unknown): boolean {
  return (
    error instanceof OperationError &&
    error.cause instanceof WorkflowUpdateRPCTimeoutOrCancelledError
  );
}

function refused(runId: string, name: string, error: WorkflowUpdateFailedError): OperationError {
  const { cause } = error;
  // Our validator's own words; anything else stays in the error's cause.
  const why = cause instanceof ApplicationFailure ? cause.message : 'it gives no reason';
  return new OperationError(`run ${runId} can't ${name}: ${why}`, {
    kind: 'refused',
    remedy: `see how it stands with mamcrawler runs show ${runId}`,
    runId,
    cause: error,
  });
}

/** The server keeps the request for a while, so that it may still be carried out. */
function noWorker(runId: string, name: string): OperationError {
  return new OperationError(`run ${runId} did not answer to ${name} within ten seconds`, {
    kind: 'no-worker',
    remedy: `start a worker with npm start; the run may still ${name} then, see mamcrawler runs show ${runId}`,
    runId,
  });
}
