import { errors } from 'playwright';

/** The end of the time that one request may take. */
export interface Deadline {
  /** Milliseconds left, at least 1 (Playwright takes 0 for "for ever"). */
  left(): number;
  isOver(): boolean;
}

/** Starts the time of one request. */
export function startDeadline(timeoutMs: number): Deadline {
  const end = performance.now() + timeoutMs;
  return {
    left: () => Math.max(1, Math.ceil(end - performance.now())),
    isOver: () => performance.now() >= end,
  };
}

/**
 * Bounds what Playwright leaves unbounded: reading a page whose script hangs never ends.
 * @throws Playwright's `TimeoutError` after `ms`.
 */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new errors.TimeoutError('the browser did not answer')), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
