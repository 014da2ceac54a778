import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Steps } from '../domain/steps.ts';

/** Work goes on for this long before others get the thread: heartbeats, the site's lease. */
const SLICE_MS = 25;

/** Drives a judgement that takes seconds, and lets the rest of the process live meanwhile. */
export async function stepwise<T>(steps: Steps<T>): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < SLICE_MS) continue;
    await nextTurn();
    since = performance.now();
  }
}
