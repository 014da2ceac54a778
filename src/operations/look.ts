import { listEvents } from '../db/events.ts';
import { findRun, type RunRow } from '../db/runs.ts';
import type { OperationDependencies } from './dependencies.ts';
import { OperationError } from './errors.ts';
import { unknownRun } from './find-run.ts';
import type { FollowItem, RunEnd } from './follow-item.ts';
import { progressOf } from './progress.ts';
import { workflowState, type WorkflowState } from './workflow-state.ts';

const PROGRESS_EVERY_MS = 1_000;
/** Temporal is only asked whether the workflow is still there. */
const CHECK_EVERY_MS = 3_000;
/** A run that nobody has taken up after this time lacks a worker. */
const PATIENCE_MS = 3_000;
/** The event `finished` is written just after the run's end, unless the worker dies there. */
const LAST_WORDS_MS = 2_000;

/** What was told already, so that nothing is told twice. */
interface Told {
  lastEvent: number;
  progress: string;
  progressAt: number;
  finished: boolean;
  notBegun: boolean;
  temporalAway: boolean;
  checkedAt: number;
  endedAt: number | null;
  over: boolean;
}

/** Looks at one run, again and again. */
export interface Look {
  /** What is new since the last look. */
  items(): AsyncGenerator<FollowItem, void, void>;
  /** The end was told: there will be nothing new. */
  isOver(): boolean;
}

/** Begins to look at a run; nothing is told twice. */
export function createLook(deps: OperationDependencies, runId: string): Look {
  const since = performance.now();
  const told: Told = {
    lastEvent: 0,
    progress: '',
    progressAt: -Infinity,
    finished: false,
    notBegun: false,
    temporalAway: false,
    checkedAt: -Infinity,
    endedAt: null,
    over: false,
  };
  return {
    async *items() {
      const run = await findRun(deps.sql, runId);
      if (run === undefined) {
        yield* beforeBegin(deps, { runId, told, since });
        return;
      }
      yield* newEvents(deps, runId, told);
      yield* newProgress(deps, run, told);
      if (run.status === 'running') yield* checkWorkflow(deps, run, told);
      else yield* theEnd(run, told);
    },
    isOver: () => told.over,
  };
}

async function* newEvents(deps: OperationDependencies, runId: string, told: Told) {
  // They come in portions: a run that is over may have thousands.
  for (;;) {
    const events = await listEvents(deps.sql, runId, told.lastEvent);
    if (events.length === 0) return;
    told.progressAt = -Infinity;
    for (const event of events) {
      told.lastEvent = event.id;
      if (event.kind === 'finished') told.finished = true;
      yield { kind: 'event', event } as const;
    }
  }
}

/** After each event, at the end, and every second between: counting costs more than looking. */
async function* newProgress(deps: OperationDependencies, run: RunRow, told: Told) {
  const isSoon = performance.now() - told.progressAt < PROGRESS_EVERY_MS;
  if (isSoon && run.status === 'running') return;
  const progress = await progressOf(deps, run);
  told.progressAt = performance.now();
  const text = JSON.stringify(progress);
  if (text === told.progress) return;
  told.progress = text;
  yield { kind: 'progress', progress } as const;
}

/** Ends when the last word was said, or nobody is left to say it. */
function* theEnd(run: RunRow, told: Told): Generator<FollowItem, void, void> {
  if (run.status === 'running') return;
  told.endedAt ??= performance.now();
  if (!told.finished && performance.now() - told.endedAt < LAST_WORDS_MS) return;
  const { id, status, stop, reportPath } = run;
  told.over = true;
  yield { kind: 'end', end: { runId: id, status, stop, reportPath } };
}

/** A workflow that is gone can't close our books: the follower has to be told by us. */
async function* checkWorkflow(
  deps: OperationDependencies,
  run: RunRow,
  told: Told,
): AsyncGenerator<FollowItem, void, void> {
  const state = yield* askTemporal(deps, run, told);
  if (state === null || state.state === 'open') return;
  // Between reading the books and asking Temporal the run may have come to its own end.
  const now = await findRun(deps.sql, run.id);
  if (now?.status !== 'running') return;
  const end = state.state === 'closed' ? endOf(run.id, state) : forgotten(run.id);
  told.over = true;
  yield { kind: 'end', end: { ...end, reportPath: run.reportPath } };
}

/** Between its start and its first line in our books a run exists in Temporal alone. */
async function* beforeBegin(
  deps: OperationDependencies,
  about: { readonly runId: string; readonly told: Told; readonly since: number },
): AsyncGenerator<FollowItem, void, void> {
  const { runId, told, since } = about;
  const state = yield* askTemporal(deps, { workflowId: runId }, told);
  if (state?.state === 'unknown') throw await unknownRun(deps, runId);
  if (state?.state === 'closed' && (await findRun(deps.sql, runId)) === undefined) {
    told.over = true;
    yield { kind: 'end', end: endOf(runId, state) };
    return;
  }
  if (told.notBegun || performance.now() - since < PATIENCE_MS) return;
  told.notBegun = true;
  yield { kind: 'notice', notice: 'not-begun' };
}

/** Answers null when it is not time to ask again, or Temporal is away: which it tells once. */
async function* askTemporal(
  deps: OperationDependencies,
  run: { readonly workflowId: string; readonly executionId?: string },
  told: Told,
): AsyncGenerator<FollowItem, WorkflowState | null, void> {
  if (performance.now() - told.checkedAt < CHECK_EVERY_MS) return null;
  try {
    const state = await workflowState(deps.client, run);
    if (told.temporalAway) yield { kind: 'notice', notice: 'temporal-back' };
    told.temporalAway = false;
    return state;
  } catch (error) {
    if (!(error instanceof OperationError) || error.kind !== 'temporal-away') throw error;
    if (!told.temporalAway) yield { kind: 'notice', notice: 'temporal-away' };
    told.temporalAway = true;
    return null;
  } finally {
    told.checkedAt = performance.now();
  }
}

function endOf(runId: string, state: WorkflowState & { readonly state: 'closed' }): RunEnd {
  // A run that completed has closed our books; one that has not was cut off from them.
  const status = state.status === 'completed' ? 'terminated' : state.status;
  return { runId, status, stop: state.stop, reportPath: null };
}

function forgotten(runId: string): RunEnd {
  const stop = {
    name: 'run/terminated',
    what: 'Temporal has no open workflow of this run any more',
    remedy: 'start a new run; what was queued is in the ledger and is not queued again',
  };
  return { runId, status: 'terminated', stop, reportPath: null };
}
