import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseAway } from '../db/connect.ts';
import type { OperationDependencies } from './dependencies.ts';
import type { FollowItem } from './follow-item.ts';
import { createLook } from './look.ts';

/** Settings of {@link followRun}. */
export interface FollowOptions {
  /** Lets go of the run, which goes on; the iteration then just ends. */
  readonly signal?: AbortSignal;
  /** Time between two looks, in milliseconds. */
  readonly pollMs?: number;
}

const POLL_MS = 300;

/**
 * Tells what happens in a run, from its beginning to its end: events once each and in order, and
 * where it stands whenever that changed. While the database or Temporal is away it keeps trying,
 * and says so once.
 *
 * @throws {OperationError} `unknown-run`.
 */
export async function* followRun(
  deps: OperationDependencies,
  runId: string,
  options: FollowOptions = {},
): AsyncGenerator<FollowItem, void, void> {
  const { signal, pollMs = POLL_MS } = options;
  const look = createLook(deps, runId);
  let isAway = false;
  while (signal?.aborted !== true) {
    try {
      for await (const item of look()) {
        if (isAway) yield { kind: 'notice', notice: 'database-back' };
        isAway = false;
        yield item;
        if (item.kind === 'end') return;
      }
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      if (!isAway) yield { kind: 'notice', notice: 'database-away' };
      isAway = true;
    }
    await wait(pollMs, signal);
  }
}

async function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(ms, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    if (signal?.aborted !== true) throw error;
  }
}
