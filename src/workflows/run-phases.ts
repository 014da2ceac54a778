import { CancellationScope, CancelledFailure, isCancellation, patched } from '@temporalio/workflow';
import { read } from './activities.ts';
import type { CarriedRun } from './carried.ts';
import { crawl, type Again } from './crawl.ts';
import { createDials, type Dials } from './dials.ts';
import type { Counts } from './progress.ts';
import { stopOf } from './stop.ts';

/** How a run that completed came out. The report has the rest. */
export interface RunResult extends Counts {
  readonly runId: string;
  readonly status: 'completed';
  readonly reportPath: string;
}

/** A run to carry out. */
export interface PhasesInput {
  readonly kind: 'sync' | 'search';
  /** The workflow's input as it came: checked where the run is recorded. */
  readonly input: unknown;
  readonly carried: CarriedRun | undefined;
  readonly again: Again;
}

/** The five phases, in order. Whatever happens a report is written, and a stop is no success. */
export async function runPhases(input: PhasesInput): Promise<RunResult> {
  const { kind, carried, again } = input;
  const dials = createDials(carried);
  const runId = carried?.runId ?? (await begin(input, dials));
  try {
    const state = carried?.crawl ?? (await prepare(runId, dials));
    await crawl({ runId, kind, state, dials, again });
    await read.countTorrents({ runId, when: 'after' });
  } catch (error) {
    if (stopOf(error) === undefined) throw error;
    // A request that fails while the run is being cancelled is not why it ends.
    const end = CancellationScope.current().consideredCancelled ? cancellation(error) : error;
    const stop = stopOf(end);
    if (stop === undefined) throw end;
    // Cancelled or stopped: what was done so far is reported, and the failure stays a failure.
    await CancellationScope.nonCancellable(() => read.writeReport({ runId, stop }));
    throw end;
  }
  dials.enter('report');
  const { reportPath } = await read.writeReport({ runId, stop: null });
  dials.enter('done');
  return { runId, status: 'completed', ...dials.counts(), reportPath };
}

function cancellation(error: unknown): unknown {
  return isCancellation(error) ? error : new CancelledFailure('the run was cancelled');
}

async function begin({ kind, input }: PhasesInput, dials: Dials): Promise<string> {
  const { runId } = await read.beginRun({ kind, input });
  dials.show({ runId });
  return runId;
}

/** Phases 1 and 2: what is lacking, and the fewest searches for it. */
async function prepare(runId: string, dials: Dials): Promise<CarriedRun['crawl']> {
  dials.enter('analyse');
  await read.countTorrents({ runId, when: 'before' });
  await analyse(runId);
  dials.enter('terms');
  const { total, next, termsPerExecution } = await read.generateTerms({ runId });
  dials.show({ termsTotal: total });
  const { left } = await read.takeOver({ runId });
  return { next, left, termsPerExecution };
}

async function analyse(runId: string): Promise<void> {
  // Runs that began before reading and judging were two steps go on with the one they know.
  if (!patched('judgement')) {
    await read.analyseLibrary({ runId });
    return;
  }
  await read.readLibrary({ runId });
  for (;;) if ((await read.learn({ runId })).isDone) break;
  await read.findGaps({ runId });
}
