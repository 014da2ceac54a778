import { setTimeout as sleep } from 'node:timers/promises';
import { isOwn, type LoggedRequest } from '../../src/sandbox/request-log.ts';
import type { World } from '../../src/sandbox/world/types.ts';
import { TASK_QUEUES, WORKFLOW_TYPES } from '../../src/temporal/names.ts';
import { startStack, type Stack, type WorkerProcess } from '../../test/support/stack.ts';
import { say } from './bench.ts';

/** The whole program on real servers, Temporal file-backed as in earnest, and its worker. */
export interface Program {
  readonly stack: Stack;
  worker(): WorkerProcess;
  restartWorker(): Promise<void>;
  stop(): Promise<void>;
}

/** Settings that make the program search as many terms at this spacing. */
export function settingsFor(ask: {
  readonly terms: number;
  readonly spacingS: number;
  readonly downloads?: number;
}): Readonly<Record<string, string>> {
  return {
    CRAWL_MAX_TERMS: String(ask.terms),
    MAM_RATE_LIMIT_MIN: String(ask.spacingS),
    MAM_RATE_LIMIT_MAX: String(ask.spacingS),
    MAM_SEARCH_INTERVAL: String(ask.spacingS),
    ...(ask.downloads === undefined ? {} : { GAP_MAX_DOWNLOADS_PER_RUN: String(ask.downloads) }),
  };
}

/** Starts the program against a world. */
export async function startProgram(
  world: Pick<World, 'libraries' | 'items' | 'torrents'>,
  settings: Readonly<Record<string, string>>,
): Promise<Program> {
  say('starting PostgreSQL, Temporal (file-backed), the sandbox and the worker');
  const stack = await startStack({
    world,
    settings,
    qbittorrent: '5.1',
    temporalInMemory: false,
  });
  try {
    let worker = await stack.startWorker();
    return {
      stack,
      worker: () => worker,
      async restartWorker() {
        worker = await stack.startWorker();
      },
      stop: () => stack.stop(),
    };
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

/** A full sync under way. */
export interface SyncUnderWay {
  readonly workflowId: string;
  /** Resolves when it completed; rejects when it failed, or is not done `withinMs` after its start. */
  readonly done: Promise<void>;
}

/** Starts a full sync, whose end is waited for no longer than `withinMs`. */
export async function startSync(
  stack: Stack,
  ask: { readonly withinMs: number },
): Promise<SyncUnderWay> {
  const workflowId = `bench-${Date.now()}`;
  const options = { taskQueue: TASK_QUEUES.main, workflowId, args: [{}] };
  const handle = await stack.client.workflow.start(WORKFLOW_TYPES.fullSync, options);
  const late = sleep(ask.withinMs, 'late' as const, { ref: false });
  const result = handle.result().then(() => 'done' as const);
  const done = Promise.race([result, late]).then((first) => {
    if (first === 'late') throw new Error(`the sync was not done in ${ask.withinMs} ms`);
  });
  done.catch(() => undefined);
  return { workflowId, done };
}

/** All own requests that the tracker's stand-in has seen, in order. */
export function ownRequests(stack: Stack): readonly LoggedRequest[] {
  return stack.sandbox.tracker.log.entries.filter((entry) => isOwn(entry));
}
