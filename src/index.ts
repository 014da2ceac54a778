/*
 * What other programs import from 'mamcrawler': a typed client of runs. It needs nothing but the
 * Temporal server; the workers do the rest.
 */
import { type ConnectOptions, connect } from './operations/remote-control.ts';
import type { StartedRun } from './operations/launch.ts';
import type { SearchRequest, SyncRequest } from './operations/requests.ts';

export { connect, type ConnectOptions, type RemoteControl } from './operations/remote-control.ts';
export { OperationError, type OperationErrorKind } from './operations/errors.ts';
export type { StartedRun } from './operations/launch.ts';
export type { SearchRequest, SyncRequest } from './operations/requests.ts';
export type { Progress } from './workflows/dials.ts';
export type { RunResult } from './workflows/run-phases.ts';

/**
 * Starts a full sync and lets go of it: it goes on in the workers.
 *
 * @throws {OperationError} `invalid`, `already-running`, `temporal-away`.
 */
export async function startSync(
  request: SyncRequest = {},
  options: ConnectOptions = {},
): Promise<StartedRun> {
  await using control = await connect(options);
  return await control.startSync(request);
}

/**
 * Starts a search for an author, a series or a title and lets go of it.
 *
 * @throws {OperationError} `invalid`, `temporal-away`.
 */
export async function startSearch(
  request: SearchRequest,
  options: ConnectOptions = {},
): Promise<StartedRun> {
  await using control = await connect(options);
  return await control.startSearch(request);
}
