import type { CarriedRun } from './carried.ts';
import { runPhases, type RunResult } from './run-phases.ts';

/** What a full sync can be asked; everything has a default, so that `{}` or nothing will do. */
export interface FullSyncInput {
  /** Do all but queue. */
  readonly dryRun?: boolean;
  /** Only this library, by name. */
  readonly library?: string;
  /** Search for gaps that rest, too: those that were searched in vain lately. */
  readonly all?: boolean;
  /** The task that asks, as `tasks` shall name it. */
  readonly task?: string;
}

/** Completes the library: analyse, make terms, crawl, queue, report. */
export async function fullSync(input?: FullSyncInput, carried?: CarriedRun): Promise<RunResult> {
  return runPhases({ kind: 'sync', input, carried, again: (next) => [input, next] });
}
