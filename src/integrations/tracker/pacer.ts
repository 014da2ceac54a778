import { randomUUID } from 'node:crypto';
import type { PacingStore } from './pacing-store.ts';
import type { Answered, Pacer, RequestKind } from './site.ts';
import type { PacerOptions } from './pacer-options.ts';
import { createTurns } from './turns.ts';
import { createUnwritten } from './unwritten.ts';

/** What politeness has cost so far in this process. */
export interface PacingCost {
  readonly requests: number;
  readonly waitedMs: number;
}

/** A pacer whose costs can be read. */
export interface MeasuredPacer extends Pacer {
  cost(): PacingCost;
}

/** How much later than we heard of it an answer counts as ended: we err on the side of waiting. */
const MARGIN_MS = 5;

/**
 * Spaces requests to one host. Order within the process is kept by a chain, order among processes
 * by the store. Never makes a request that it could not write down first, nor one before what it learned
 * from the last is written: with the store away, nothing goes out.
 */
export function createPacer(store: PacingStore, options: PacerOptions): MeasuredPacer {
  const unwritten = createUnwritten();
  const turns = createTurns({ store, options, unwritten });
  let last: Promise<unknown> = Promise.resolve();
  let requests = 0;
  let waitedMs = 0;

  async function oneRequest<T>(
    kind: RequestKind,
    request: (answered: Answered) => Promise<T>,
  ): Promise<T> {
    const id = randomUUID();
    waitedMs += await turns.take(kind, id);
    requests += 1;
    let answeredAt: number | null = null;
    let isGood = false;
    try {
      const answer = await request((at) => (answeredAt = at + MARGIN_MS));
      isGood = true;
      return answer;
    } finally {
      // Whatever was cut short may have gone on until now.
      const endedAt = (isGood ? answeredAt : null) ?? performance.now();
      const ofTerm = kind === 'term' || kind === 'page';
      turns.ended(endedAt, ofTerm);
      await unwritten.write(() => {
        const agoMs = Math.max(0, performance.now() - endedAt);
        return store.end({ id, ofTerm, agoMs, isGood });
      });
    }
  }

  return {
    run(kind, request) {
      const turn = last.then(() => oneRequest(kind, request));
      // The next in line goes on whatever becomes of this one; its caller gets the failure.
      last = turn.catch(() => undefined);
      return turn;
    },
    backOff(ms, reason) {
      const until = performance.now() + ms;
      return unwritten.write(() => store.backOff(Math.max(0, until - performance.now()), reason));
    },
    failed: (trouble) => unwritten.write(() => store.failed(trouble)),
    halt: (kind, reason) => unwritten.write(() => store.halt(kind, reason)),
    cost: () => ({ requests, waitedMs }),
  };
}
