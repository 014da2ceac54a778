import type { CarriedRun } from './carried.ts';
import { runPhases, type RunResult } from './run-phases.ts';

/** A person's own search. */
export interface SearchInput {
  /** What to search for: an author, a series, a title. */
  readonly text: string;
  readonly dryRun?: boolean;
  readonly library?: string;
}

/** One term through the same phases as a full sync; it overtakes a crawl that is under way. */
export async function search(input: SearchInput, carried?: CarriedRun): Promise<RunResult> {
  return runPhases({ kind: 'search', input, carried, again: (next) => [input, next] });
}
