import { CancellationScope } from '@temporalio/workflow';
import type { RunRequest } from '../activities/runs.ts';
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
  readonly request: RunRequest;
  readonly carried: CarriedRun | undefined;
  readonly again: Again;
}

/** The five phases, in order. Whatever happens a report is written, and a stop is no success. */
export async function runPhases(input: PhasesInput): Promise<RunResult> {
  const dials = createDials(input.carried);
  const runId = input.carried?.runId ?? (await begin(input.request, dials));
  try {
    const state = input.carried?.crawl ?? (await prepare(runId, dials));
    await crawl({ runId, kind: input.request.kind, state, dials, again: input.again });
    await read.countTorrents({ runId, when: 'after' });
  } catch (error) {
    const stop = stopOf(error);
    if (stop === undefined) throw error;
    // Cancelled or stopped: what was done so far is reported, and the failure stays a failure.
    await CancellationScope.nonCancellable(() => read.writeReport({ runId, stop }));
    throw error;
  }
  dials.enter('report');
  const { reportPath } = await read.writeReport({ runId, stop: null });
  dials.enter('done');
  return { runId, status: 'completed', ...dials.counts(), reportPath };
}

async function begin(request: RunRequest, dials: Dials): Promise<string> {
  const { runId } = await read.beginRun(request);
  dials.show({ runId });
  return runId;
}

/** Phases 1 and 2: what is lacking, and the fewest searches for it. */
async function prepare(runId: string, dials: Dials): Promise<CarriedRun['crawl']> {
  dials.enter('analyse');
  await read.countTorrents({ runId, when: 'before' });
  await read.analyseLibrary({ runId });
  dials.enter('terms');
  const { total, next, termsPerExecution } = await read.generateTerms({ runId });
  dials.show({ termsTotal: total });
  const { left } = await read.unfinishedTorrents({ runId });
  return { next, left, termsPerExecution };
}
