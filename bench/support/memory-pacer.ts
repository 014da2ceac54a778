import { setTimeout as sleep } from 'node:timers/promises';
import type { Pacer, SessionVault } from '../../src/integrations/tracker/site.ts';
import type { Pace } from './politeness.ts';

/** A pacer as the plain alternative has it: in memory, gone with the process. */
export interface MemoryPacer extends Pacer {
  /** When each request counted as ended, in ms since the epoch. */
  readonly ends: readonly number[];
}

/** Spaces requests by this process's own clock. */
export function memoryPacer(pace: Pace): MemoryPacer {
  const ends: number[] = [];
  let lastEnd = Number.NEGATIVE_INFINITY;
  let lastTermEnd = Number.NEGATIVE_INFINITY;
  return {
    ends,
    async run(kind, request) {
      const due = Math.max(
        lastEnd + pace.gapMs,
        kind === 'term' ? lastTermEnd + pace.termMs : Number.NEGATIVE_INFINITY,
      );
      for (let left = due - now(); left > 0; left = due - now()) await sleep(Math.ceil(left));
      let answeredAt: number | undefined;
      try {
        return await request((at) => (answeredAt = at));
      } finally {
        lastEnd = performance.timeOrigin + (answeredAt ?? performance.now());
        if (kind === 'term' || kind === 'page') lastTermEnd = lastEnd;
        ends.push(lastEnd);
      }
    },
    backOff: (_, reason) => Promise.reject(new Error(`the stand-in asked to back off: ${reason}`)),
    failed: ({ kind }) => Promise.reject(new Error(`the stand-in failed: ${kind}`)),
    halt: (_, reason) => Promise.reject(new Error(`the stand-in made us halt: ${reason}`)),
  };
}

/** A vault in memory: one login a process. */
export function memoryVault(): SessionVault {
  let stored: string | null = null;
  return {
    load: () => Promise.resolve(stored),
    save(state) {
      stored = state;
      return Promise.resolve();
    },
    clear() {
      stored = null;
      return Promise.resolve();
    },
    checkLogin: () => Promise.resolve(),
    recordLogin: () => Promise.resolve(),
    credentialsRefused: () => Promise.reject(new Error('the stand-in refused its own password')),
  };
}

function now(): number {
  return performance.timeOrigin + performance.now();
}
