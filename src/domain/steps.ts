/** How many things are looked at in one step: a few milliseconds' work on a slow machine. */
const STEP = 500;

/**
 * Work that can be left between two steps, so that whoever drives it can let others have the
 * thread: each `next()` is one step; the last one returns the result.
 */
export type Steps<T> = Generator<void, T>;

/** Visits a list in order, a few hundred entries a step. */
export function* eachInSteps<T>(list: Iterable<T>, visit: (one: T) => void): Steps<void> {
  let left = STEP;
  for (const one of list) {
    visit(one);
    left -= 1;
    if (left > 0) continue;
    left = STEP;
    yield;
  }
}

/** Takes all steps at once. */
export function runToEnd<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
