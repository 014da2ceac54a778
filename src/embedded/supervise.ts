import { setTimeout as delay } from 'node:timers/promises';
import type { Server } from './server.ts';

/** Where a supervisor reports to; pino's shape, so that the program's logger fits. */
export type SupervisorLog = {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

/** What to keep running, and how. */
export type Supervision<S extends Server> = {
  /** For the log: `PostgreSQL`, `Temporal`. */
  readonly name: string;
  /** Starts it. From the second time on it gets what ran before, to start on the same port. */
  readonly start: (previous: S | undefined) => Promise<S>;
  readonly log: SupervisorLog;
  /** First and longest pause between attempts, in milliseconds; 200 and 5,000 unless given. */
  readonly backoff?: { readonly firstMs: number; readonly longestMs: number };
};

/** A server under supervision. */
export type Supervised<S extends Server> = {
  /** The server as it runs now (its pid changes, its port doesn't). */
  current(): S;
  /** How often it has been brought back. */
  restarts(): number;
  /** Ends the supervision, then the server. */
  stop(): Promise<void>;
};

const BACKOFF = { firstMs: 200, longestMs: 5_000 };

/** How long it must have run for the next fault to count as a new one. */
const STEADY_MS = 30_000;

/**
 * Keeps a server running: when its process ends without our asking, it is started again at the same
 * place, after a pause that grows from attempt to attempt. The first start is the caller's to see
 * fail: it throws. Later ones are logged and tried again until `stop`.
 */
export async function supervise<S extends Server>(plan: Supervision<S>): Promise<Supervised<S>> {
  const state = { current: await plan.start(undefined), restarts: 0 };
  const stopping = new AbortController();
  const watching = watch(plan, state, stopping.signal);
  return {
    current: () => state.current,
    restarts: () => state.restarts,
    stop: async () => {
      stopping.abort();
      await watching;
      await state.current.stop();
    },
  };
}

async function watch<S extends Server>(
  plan: Supervision<S>,
  state: { current: S; restarts: number },
  stopping: AbortSignal,
): Promise<void> {
  const { firstMs, longestMs } = plan.backoff ?? BACKOFF;
  let pauseMs = firstMs;
  while (!stopping.aborted) {
    const since = performance.now();
    await Promise.race([state.current.exited, aborted(stopping)]);
    if (stopping.aborted) return;
    if (performance.now() - since > STEADY_MS) pauseMs = firstMs;
    plan.log.warn({ pid: state.current.pid, pauseMs }, `${plan.name} ended; starting it again`);
    pauseMs = await bringBack(plan, state, { stopping, pauseMs, longestMs });
  }
}

async function bringBack<S extends Server>(
  plan: Supervision<S>,
  state: { current: S; restarts: number },
  pace: { readonly stopping: AbortSignal; readonly pauseMs: number; readonly longestMs: number },
): Promise<number> {
  let { pauseMs } = pace;
  while (!pace.stopping.aborted) {
    await Promise.race([delay(pauseMs), aborted(pace.stopping)]);
    if (pace.stopping.aborted) break;
    pauseMs = Math.min(pauseMs * 2, pace.longestMs);
    try {
      state.current = await plan.start(state.current);
      state.restarts += 1;
      return pauseMs;
    } catch (err) {
      plan.log.error({ err, pauseMs }, `${plan.name} could not be started again`);
    }
  }
  return pauseMs;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
