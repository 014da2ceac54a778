/*
 * What other programs import from 'mamcrawler': a typed client of runs and reviews. It needs nothing but the
 * Temporal server; the workers do the rest.
 */
import type { StartedRun } from './operations/launch.ts';
import {
  connect as connectWith,
  type ConnectOptions,
  type RemoteControl,
} from './operations/remote-control.ts';
import type { SearchRequest, SyncRequest } from './operations/requests.ts';

export type { ConnectOptions, RemoteControl } from './operations/remote-control.ts';
export { OperationError, type OperationErrorKind } from './operations/errors.ts';
export type { StartedRun } from './operations/launch.ts';
export type { SearchRequest, SyncRequest } from './operations/requests.ts';
export type { ReviewState, ReviewStatus, ReviewWord } from './domain/review.ts';
export type { Progress } from './workflows/dials.ts';
export type { RunResult } from './workflows/run-phases.ts';

/**
 * Connects to the Temporal server that the options name, or else the environment and `.env`, or
 * else the one that `npm start` brought. Close it when done (`await using` does).
 *
 * @throws {OperationError} `temporal-away`. @throws {ConfigError} when the settings are wrong.
 */
export async function connect(options: ConnectOptions = {}): Promise<RemoteControl> {
  return connectWith(options, process.env);
}

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
