import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseAway } from '../db/connect.ts';
import type { OperationDependencies } from './dependencies.ts';
import type { FollowItem } from './follow-item.ts';
import { createLook, type Look } from './look.ts';

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
  const books = { areAway: false };
  for (;;) {
    if (signal?.aborted === true) return;
    yield* attempt(look, books);
    if (look.isOver()) return;
    await wait(pollMs, signal);
  }
}

/** One look, or the word that the books can't be read now. */
async function* attempt(
  look: Look,
  books: { areAway: boolean },
): AsyncGenerator<FollowItem, void, void> {
  try {
    for await (const item of look.items()) {
      if (books.areAway) yield { kind: 'notice', notice: 'database-back' };
      books.areAway = false;
      yield item;
    }
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    if (!books.areAway) yield { kind: 'notice', notice: 'database-away' };
    books.areAway = true;
  }
}

async function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(ms, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    if (signal?.aborted !== true) throw error;
  }
}
