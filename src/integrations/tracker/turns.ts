import { setTimeout as sleep } from 'node:timers/promises';
import type { PacerOptions } from './pacer-options.ts';
import type { PacingStore } from './pacing-store.ts';
import { refusal } from './refusal.ts';
import type { RequestKind } from './site.ts';
import type { Unwritten } from './unwritten.ts';

/** Turns on the site, as this process gets them. */
export interface Turns {
  /**
   * Waits until the request `id` is due, and marks it as under way; answers how long that took, in
   * milliseconds.
   * @throws {RemoteError} when the site must be left alone.
   */
  take(kind: RequestKind, id: string): Promise<number>;
  /** An answer ended at `at`, by `performance.now()`. */
  ended(at: number, ofTerm: boolean): void;
}

/** How long before its time a turn is asked for: longer than the store takes to write it down. */
const LEAD_MS = 50;

/**
 * The store's clock counts, which all processes share; this process's own is a second floor, since
 * the store's may be set forward.
 */
export function createTurns(given: {
  readonly store: PacingStore;
  readonly options: PacerOptions;
  readonly unwritten: Unwritten;
}): Turns {
  const { store, options, unwritten } = given;
  let lastEnd = Number.NEGATIVE_INFINITY;
  let lastTermEnd = Number.NEGATIVE_INFINITY;

  async function take(kind: RequestKind, id: string): Promise<number> {
    const gapMs = options.minMs + options.random() * (options.maxMs - options.minMs);
    const termGapMs = kind === 'term' ? options.termMs : 0;
    const floor = Math.max(lastEnd + gapMs, kind === 'term' ? lastTermEnd + termGapMs : 0);
    const from = performance.now();
    const pause = (ms: number) =>
      // A millisecond more than asked for: timers may fire early, and the store decides anyway.
      sleep(Math.max(0, ms - LEAD_MS) + 1, undefined, { signal: options.signal() });
    // Before the turn is taken: a request is not marked as under way while it waits.
    if (floor - performance.now() > LEAD_MS) await pause(floor - performance.now());
    for (;;) {
      await unwritten.flush();
      const answer = await begin({ id, gapMs, termGapMs, leadMs: LEAD_MS });
      if (answer.go) {
        await untilDue(Math.max(answer.dueAt, floor));
        break;
      }
      if (answer.why !== 'early') throw refusal(options.remote, answer);
      await pause(answer.waitMs);
    }
    return performance.now() - from;
  }

  async function begin(ask: Parameters<PacingStore['begin']>[0]): ReturnType<PacingStore['begin']> {
    try {
      return await store.begin(ask);
    } catch (error) {
      // It may have been marked all the same, with only the reply lost: nobody else can end it.
      await unwritten.write(() =>
        store.end({ id: ask.id, ofTerm: false, agoMs: 0, isGood: false }),
      );
      throw error;
    }
  }

  return {
    take,
    ended(at, ofTerm) {
      lastEnd = at;
      if (ofTerm) lastTermEnd = at;
    },
  };
}

/** Timers may fire early; this wait is too short to be worth cancelling. */
async function untilDue(dueAt: number): Promise<void> {
  for (let left = dueAt - performance.now(); left > 0; left = dueAt - performance.now()) {
    await sleep(Math.ceil(left));
  }
}
