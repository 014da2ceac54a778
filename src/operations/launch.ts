import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { TASK_QUEUES, WORKFLOW_TYPES, workflowId } from '../temporal/names.ts';
import { searchAttributesOf } from '../temporal/search-attributes.ts';
import type { FullSyncInput } from '../workflows/full-sync.ts';
import type { SearchInput } from '../workflows/search.ts';
import { alreadyRunning } from './errors.ts';
import { readRequest, SearchRequest, SyncRequest } from './requests.ts';
import { asking } from './temporal-calls.ts';

/** A run that was started; it goes on whoever watches. */
export interface StartedRun {
  /** The run's id, and its workflow's. */
  readonly runId: string;
}

/** Where to start a run, and the time that its name is made of. */
export interface Launch {
  readonly client: Client;
  readonly now: () => Date;
}

const BEFORE = { phase: 'begin', termsDone: 0, termsTotal: 0, queued: 0 } as const;

/** Starts a full sync without looking whether one is under way: the run itself refuses that. */
export async function launchSync(launch: Launch, request: SyncRequest = {}): Promise<StartedRun> {
  const { dryRun, library, all } = readRequest(SyncRequest, request);
  const input: FullSyncInput = {
    ...(dryRun === undefined ? {} : { dryRun }),
    ...(library === undefined ? {} : { library }),
    ...(all === undefined ? {} : { all }),
  };
  const id = workflowId('full-sync', launch.now());
  const summary = `Full sync${suffixOf(input)}`;
  const isNew = await start(launch.client, { id, type: WORKFLOW_TYPES.fullSync, input, summary });
  if (!isNew) throw alreadyRunning(id);
  return { runId: id };
}

/** Starts a person's own search. */
export async function launchSearch(launch: Launch, request: SearchRequest): Promise<StartedRun> {
  const { text, dryRun, library } = readRequest(SearchRequest, request);
  const input: SearchInput = {
    text,
    ...(dryRun === undefined ? {} : { dryRun }),
    ...(library === undefined ? {} : { library }),
  };
  const stem = workflowId('search', launch.now());
  const summary = `Search for “${text}”${suffixOf(input)}`;
  // Several searches may be asked for in one second, and ids tell seconds apart.
  for (let nth = 1; ; nth += 1) {
    const id = nth === 1 ? stem : `${stem}-${nth}`;
    const isNew = await start(launch.client, { id, type: WORKFLOW_TYPES.search, input, summary });
    if (isNew) return { runId: id };
  }
}

/** Answers false when the id is taken. */
async function start(
  client: Client,
  run: {
    readonly id: string;
    readonly type: string;
    readonly input: FullSyncInput | SearchInput;
    readonly summary: string;
  },
): Promise<boolean> {
  try {
    await asking(client, () =>
      client.workflow.start(run.type, {
        workflowId: run.id,
        taskQueue: TASK_QUEUES.main,
        args: [run.input],
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        staticSummary: run.summary,
        staticDetails: `Follow it in a terminal: \`mamcrawler runs follow ${run.id}\``,
        typedSearchAttributes: new TypedSearchAttributes().updateCopy(searchAttributesOf(BEFORE)),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

function suffixOf(input: FullSyncInput): string {
  const library = input.library === undefined ? '' : ` of “${input.library}”`;
  return `${library}${input.dryRun === true ? ' (dry run)' : ''}`;
}
