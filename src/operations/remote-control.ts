import { type Client, WorkflowFailedError, WorkflowNotFoundError } from '@temporalio/client';
import { loadConfig, type TemporalConfig } from '../config.ts';
import { Secret } from '../secret.ts';
import { readEndpoints } from '../temporal/endpoints.ts';
import { connectTemporal, type TemporalClient } from '../temporal/connect.ts';
import { isTemporalAway } from '../temporal/away.ts';
import type { Progress } from '../workflows/dials.ts';
import type { RunResult } from '../workflows/run-phases.ts';
import { cancelWorkflow, turnSwitch } from './control.ts';
import type { ReviewState, ReviewWord } from '../domain/review.ts';
import { askReview, sayOfOpen } from './review-words.ts';
import { alreadyRunning, nothingRuns, OperationError, temporalAway } from './errors.ts';
import { launchSearch, launchSync, type StartedRun } from './launch.ts';
import type { SearchRequest, SyncRequest } from './requests.ts';
import { asking } from './temporal-calls.ts';
import { stopOfFailure } from './workflow-state.ts';

/** Which Temporal server; what is left out comes from the settings, as the command line reads them. */
export interface ConnectOptions {
  /** `host:port`. Left out: `TEMPORAL_ADDRESS`, or the server that `npm start` brought. */
  readonly address?: string;
  readonly namespace?: string;
}

/** Runs, for another program. Every method throws `OperationError` with a remedy. */
export interface RemoteControl extends AsyncDisposable {
  startSync(request?: SyncRequest): Promise<StartedRun>;
  startSearch(request: SearchRequest): Promise<StartedRun>;
  /** Where the run stands: asks the run itself, so a worker must be up. */
  progress(runId: string): Promise<Progress>;
  pause(runId: string): Promise<Progress>;
  resume(runId: string): Promise<Progress>;
  cancel(runId: string): Promise<void>;
  /** Waits for the run's end, however long. Throws `run-ended` when it did not complete. */
  result(runId: string): Promise<RunResult>;
  /** How a review stands that waits for a word, or is being acted on. */
  review(reviewId: string): Promise<ReviewState>;
  /** Says a word of a review; answers as soon as it is written down. Throws `refused` when it can't. */
  decideReview(reviewId: string, word: ReviewWord): Promise<ReviewState>;
  close(): Promise<void>;
}

/** Connects to the server. @throws {OperationError} `temporal-away` when it does not answer. */
export async function connect(
  options: ConnectOptions,
  env: NodeJS.ProcessEnv,
): Promise<RemoteControl> {
  const temporal = await open(options, env);
  const { client } = temporal;
  const close = () => temporal.close();
  const launch = { client, now: () => new Date() };
  const of = (runId: string) => ({ runId, workflowId: runId });
  return {
    async startSync(request = {}) {
      const open = await openSync(client);
      if (open !== undefined) throw alreadyRunning(open);
      return launchSync(launch, request);
    },
    startSearch: (request) => launchSearch(launch, request),
    progress: (runId) => askProgress(client, runId),
    pause: (runId) => turnSwitch(client, of(runId), 'pause'),
    resume: (runId) => turnSwitch(client, of(runId), 'resume'),
    cancel: (runId) => cancelWorkflow(client, of(runId)),
    result: (runId) => awaitResult(client, runId),
    review: (reviewId) => askReview(client, reviewId),
    decideReview: (reviewId, word) => sayOfOpen(client, { reviewId, word }),
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function open(
  { address, namespace }: ConnectOptions,
  env: NodeJS.ProcessEnv,
): Promise<TemporalClient> {
  if (address !== undefined) return reach(settingsOf(address, namespace), null);
  const { config } = loadConfig(env);
  const left = (await readEndpoints(config.paths.data))?.temporalAddress ?? null;
  const { temporal } = config;
  if (temporal.address === null && !temporal.profile && left === null)
    throw nothingRuns('Temporal');
  const environment = new Map(temporal.environment);
  if (namespace !== undefined) environment.set('TEMPORAL_NAMESPACE', new Secret(namespace));
  return reach({ ...temporal, environment }, left);
}

async function reach(settings: TemporalConfig, left: string | null): Promise<TemporalClient> {
  try {
    return await connectTemporal(settings, left);
  } catch (error) {
    if (isTemporalAway(error) || isConnectTimeout(error)) throw temporalAway(error);
    throw error;
  }
}

/** The SDK's own words when a server never answered. */
function isConnectTimeout(error: unknown): boolean {
  return error instanceof Error && error.message.includes('Failed to connect before the deadline');
}

function settingsOf(address: string, namespace: string | undefined): TemporalConfig {
  const environment = new Map([['TEMPORAL_ADDRESS', new Secret(address)]]);
  if (namespace !== undefined) environment.set('TEMPORAL_NAMESPACE', new Secret(namespace));
  return { address, profile: false, environment };
}

/** The full sync that Temporal lists as running; its list may be a second behind. */
async function openSync(client: Client): Promise<string | undefined> {
  const query = `WorkflowType = 'fullSync' AND ExecutionStatus = 'Running'`;
  return asking(client, async () => {
    for await (const { workflowId } of client.workflow.list({ query, pageSize: 1 }))
      return workflowId;
    return undefined;
  });
}

async function askProgress(client: Client, runId: string): Promise<Progress> {
  return known(runId, () =>
    asking(client, () => client.workflow.getHandle(runId).query<Progress>('progress')),
  );
}

async function awaitResult(client: Client, runId: string): Promise<RunResult> {
  try {
    return await known(runId, () => client.workflow.result<() => Promise<RunResult>>(runId));
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error;
    const { what, remedy } = stopOfFailure(error);
    throw new OperationError(what, { kind: 'run-ended', remedy, runId, cause: error });
  }
}

async function known<T>(runId: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    throw new OperationError(`there is no run “${runId}”`, {
      kind: 'unknown-run',
      remedy: 'list the runs with mamcrawler runs',
      runId,
    });
  }
}
