import { knownRunIds } from '../db/progress.ts';
import { findRun, type RunRow } from '../db/runs.ts';
import type { OperationDependencies } from './dependencies.ts';
import { OperationError } from './errors.ts';
import { nameAnother, nearestOf } from './nearest.ts';

/**
 * The run of that id.
 *
 * @throws {OperationError} `unknown-run`, naming the ids that come nearest.
 */
export async function mustFindRun(
  deps: Pick<OperationDependencies, 'sql'>,
  runId: string,
): Promise<RunRow> {
  const run = await findRun(deps.sql, runId);
  if (run !== undefined) return run;
  throw await unknownRun(deps, runId);
}

/** There is no such run: names those that may have been meant. */
export async function unknownRun(
  deps: Pick<OperationDependencies, 'sql'>,
  runId: string,
): Promise<OperationError> {
  const near = nearestOf(runId, await knownRunIds(deps.sql));
  const remedy = nameAnother(near, 'mamcrawler runs');
  return new OperationError(`there is no run “${runId}”`, { kind: 'unknown-run', remedy, runId });
}
