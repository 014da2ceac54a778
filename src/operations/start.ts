import { openSyncs } from '../db/progress.ts';
import { isExecutionOpen } from '../temporal/executions.ts';
import type { OperationDependencies } from './dependencies.ts';
import { alreadyRunning } from './errors.ts';
import { launchSearch, launchSync, type StartedRun } from './launch.ts';
import { mustBeLibrary } from './named-library.ts';
import { readRequest, SearchRequest, SyncRequest } from './requests.ts';
import { asking } from './temporal-calls.ts';

/**
 * Starts a full sync.
 *
 * @throws {OperationError} `already-running`, naming the run, while one is under way; `invalid`;
 * `unknown-library`.
 */
export async function startSync(
  deps: OperationDependencies,
  request: SyncRequest = {},
): Promise<StartedRun> {
  const { sql, client, config } = deps;
  const { library } = readRequest(SyncRequest, request);
  for (const run of await openSyncs(sql)) {
    // Our books may be behind: a workflow that was ended from outside could not close them.
    const isOpen = await asking(client, () =>
      isExecutionOpen(client, run.workflowId, run.executionId),
    );
    if (isOpen) throw alreadyRunning(run.id);
  }
  await mustBeLibrary(config, library);
  return launchSync(deps, request);
}

/**
 * Starts a person's own search: one term, which overtakes a crawl that is under way.
 *
 * @throws {OperationError} `invalid` when the text is shorter than 2 or longer than 200 characters;
 * `unknown-library`.
 */
export async function startSearch(
  deps: OperationDependencies,
  request: SearchRequest,
): Promise<StartedRun> {
  await mustBeLibrary(deps.config, readRequest(SearchRequest, request).library);
  return launchSearch(deps, request);
}
