import { activityInfo, ApplicationFailure } from '@temporalio/activity';
import { addEvent } from '../db/events.ts';
import {
  addNotes,
  enterPhase,
  finishRun,
  insertRun,
  noteRun,
  otherRunningRuns,
} from '../db/runs.ts';
import type { Dependencies } from './dependencies.ts';
import { refuse } from './failures.ts';
import { vanished } from './lost-torrents.ts';
import { parseRequest } from './requests.ts';

/** A run to begin: the input of its workflow as it came. */
export interface RunToBegin {
  readonly kind: 'sync' | 'search';
  readonly input: unknown;
}

/** Recording a run's beginning, and which phase it is in. */
export function runActivities(deps: Dependencies) {
  const { sql } = deps;
  return {
    /**
     * Records the run and answers its id. Refuses a bad request by naming the field, and a second
     * full sync while one is under way.
     */
    async beginRun(asked: RunToBegin): Promise<{ runId: string; dryRun: boolean }> {
      const { kind, task, dryRun, library, all, text } = parseRequest(asked.kind, asked.input);
      const { workflowExecution } = activityInfo();
      if (workflowExecution === undefined)
        throw refuse('input/invalid', 'a run belongs to a workflow');
      const runId = await insertRun(sql, {
        workflowId: workflowExecution.workflowId,
        executionId: workflowExecution.runId,
        kind,
        taskName: task,
        dryRun,
        library,
        searchText: text,
        searchAll: all,
      });
      await lookAtOtherRuns(deps, { runId, kind, isScheduled: task !== 'full_sync' });
      return { runId, dryRun };
    },

    /** Notes how many torrents the client holds, before anything is queued and at the end. */
    async countTorrents(input: {
      runId: string;
      when: 'before' | 'after';
    }): Promise<{ count: number }> {
      if (input.when === 'after') await entering(deps, input.runId, 'queue');
      const count = await deps.torrents.countTorrents();
      if (input.when === 'before') {
        const danger = await deps.torrents.shareLimitDanger();
        await noteRun(sql, input.runId, { torrentsBefore: count });
        await addNotes(sql, input.runId, danger === null ? [] : [danger]);
      } else {
        await noteRun(sql, input.runId, { torrentsAfter: count });
        await addNotes(sql, input.runId, await vanished(deps, input.runId));
      }
      return { count };
    },

    /** Tells those who follow the run that it waits for a person, or goes on. */
    async notePause(input: { runId: string; paused: boolean }): Promise<void> {
      await addEvent(sql, input.runId, { kind: input.paused ? 'paused' : 'resumed' });
    },
  };
}

/** Enters a phase and tells the followers, once however often it is asked for. */
export async function entering(
  deps: Dependencies,
  runId: string,
  phase: Parameters<typeof enterPhase>[2],
): Promise<void> {
  if (!(await enterPhase(deps.sql, runId, phase))) return;
  deps.logger.info({ run: runId, phase }, 'a run entered a phase');
  await addEvent(deps.sql, runId, { kind: 'phase', phase });
}

/**
 * Refuses a second full sync: two would search every term twice, and the one that began first goes
 * on. A scheduled one waits for its turn instead of being lost for a week. A run whose workflow was
 * ended from outside is closed in our books, so that what it had begun can be taken over.
 */
async function lookAtOtherRuns(
  deps: Dependencies,
  own: { readonly runId: string; readonly kind: 'sync' | 'search'; readonly isScheduled: boolean },
): Promise<void> {
  for (const other of await otherRunningRuns(deps.sql, own.runId)) {
    const isOpen = await deps.isOpen(other.workflowId, other.executionId);
    if (!isOpen) {
      await closeTerminated(deps, other.id);
      continue;
    }
    if (own.kind !== 'sync' || other.kind !== 'sync') continue;
    const what = `${other.id} is under way; follow it: mamcrawler runs follow ${other.id}`;
    if (own.isScheduled) throw waitForTurn(what);
    const stop = { name: 'run/already-under-way', what, remedy: 'wait for it, or cancel it first' };
    await finishRun(deps.sql, own.runId, { status: 'failed', stop, reportPath: null });
    throw refuse(stop.name, what);
  }
}

/** Nobody is at hand to start a scheduled run again: it looks every minute, for up to a day. */
function waitForTurn(what: string): ApplicationFailure {
  const nextRetryDelay = '1 minute';
  return ApplicationFailure.create({
    type: 'run/waits-for-its-turn',
    message: what,
    nextRetryDelay,
  });
}

async function closeTerminated(deps: Dependencies, runId: string): Promise<void> {
  await finishRun(deps.sql, runId, { status: 'failed', stop: TERMINATED, reportPath: null });
  const { what } = TERMINATED;
  await addEvent(deps.sql, runId, { kind: 'finished', status: 'failed', what, reportPath: null });
}

const TERMINATED = {
  name: 'run/terminated',
  what: 'its workflow was ended from outside',
  remedy: 'start a new run; what was queued is in the ledger and is not queued again',
} as const;
