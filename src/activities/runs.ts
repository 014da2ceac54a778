import { activityInfo } from '@temporalio/activity';
import { z } from 'zod';
import { listAcquisitions } from '../db/acquisitions.ts';
import { cleanForSearch, isSearchable } from '../domain/terms.ts';
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

/** What a run is asked to do; the shape that `temporal workflow start --input` takes. */
export const RunRequest = z.strictObject({
  kind: z.enum(['sync', 'search']),
  /** Name of the task that asks, as the user knows it. */
  task: z.string().min(1).max(100),
  dryRun: z.boolean(),
  /** A library's name; null for all. */
  library: z.string().min(1).max(200).nullable(),
  /** A person's own words, for a search. */
  text: z.string().trim().min(2).max(200).nullable(),
});
export type RunRequest = z.infer<typeof RunRequest>;

/** Recording a run's beginning, and which phase it is in. */
export function runActivities(deps: Dependencies) {
  const { sql } = deps;
  return {
    /**
     * Records the run and answers its id. Refuses a bad request by naming the field, and a second
     * full sync while one is under way.
     */
    async beginRun(request: RunRequest): Promise<{ runId: string }> {
      const parsed = RunRequest.safeParse(request);
      if (!parsed.success) throw badRequest(parsed.error);
      const { kind, task, dryRun, library, text } = parsed.data;
      if (kind === 'search' && text === null) {
        throw refuse('input/invalid', 'text is missing: say what to search for, e.g. an author');
      }
      if (kind === 'search' && text !== null && !isSearchable(cleanForSearch(text))) {
        throw refuse(
          'input/invalid',
          `text: "${text}" leaves nothing that the tracker can search for`,
        );
      }
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
      });
      await lookAtOtherRuns(deps, { runId, kind });
      return { runId };
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

/**
 * Looks a last time for what this run queued: a torrent client that is killed may forget what it
 * added just before. We don't add it again (its owner may have removed it), we say so.
 */
async function vanished(deps: Dependencies, runId: string): Promise<readonly string[]> {
  const notes: string[] = [];
  for (const line of await listAcquisitions(deps.sql, runId)) {
    if (line.status !== 'queued') continue;
    const hashes = { v1: line.infoHashV1, v2: line.infoHashV2 };
    if ((await deps.torrents.find(hashes)) !== null) continue;
    notes.push(
      `"${line.title}" was queued in this run and is not in qBittorrent any more: removed by hand, ` +
        'or lost when qBittorrent was killed; it is not queued again by itself',
    );
  }
  return notes;
}

/** Enters a phase and tells the followers, once however often it is asked for. */
export async function entering(
  deps: Dependencies,
  runId: string,
  phase: Parameters<typeof enterPhase>[2],
): Promise<void> {
  if (!(await enterPhase(deps.sql, runId, phase))) return;
  await addEvent(deps.sql, runId, { kind: 'phase', phase });
}

function badRequest(error: z.ZodError): Error {
  const problems = error.issues.map(
    (issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`,
  );
  return refuse('input/invalid', `the run's input is wrong: ${problems.join('; ')}`);
}

/**
 * Refuses a second full sync: two would search every term twice. A run whose workflow was ended
 * from outside is closed in our books, so that what it had begun can be taken over.
 */
async function lookAtOtherRuns(
  deps: Dependencies,
  own: { readonly runId: string; readonly kind: 'sync' | 'search' },
): Promise<void> {
  for (const other of await otherRunningRuns(deps.sql, own.runId)) {
    const isOpen = await deps.isOpen(other.workflowId, other.executionId);
    if (!isOpen) {
      await finishRun(deps.sql, other.id, { status: 'failed', stop: TERMINATED, reportPath: null });
      continue;
    }
    if (own.kind !== 'sync' || other.kind !== 'sync') continue;
    const what = `${other.id} is under way; follow it: mamcrawler runs follow ${other.id}`;
    const stop = { name: 'run/already-under-way', what, remedy: 'wait for it, or cancel it first' };
    await finishRun(deps.sql, own.runId, { status: 'failed', stop, reportPath: null });
    throw refuse(stop.name, what);
  }
}

const TERMINATED = {
  name: 'run/terminated',
  what: 'its workflow was ended from outside',
  remedy: 'start a new run; what was queued is in the ledger and is not queued again',
} as const;
