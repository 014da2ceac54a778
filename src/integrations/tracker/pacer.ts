import { setTimeout as sleep } from 'node:timers/promises';
import { RemoteError, type RemoteName } from '../errors.ts';
import type { Answered, Pacer, RequestKind } from './site.ts';

/** What the pacer needs of the store that outlives the process (see `db/sites.ts`). */
export interface PacingStore {
  /**
   * Asks for a turn. One that is due within `leadMs` is given (and marked as under way) at once,
   * to be taken up at `dueAt`, by `performance.now()`.
   */
  begin(ask: {
    readonly gapMs: number;
    readonly termGapMs: number;
    readonly leadMs: number;
  }): Promise<
    | { readonly go: true; readonly dueAt: number }
    | { readonly go: false; readonly why: 'early'; readonly waitMs: number }
    | {
        readonly go: false;
        readonly why: 'blocked';
        readonly waitMs: number;
        readonly reason: string;
      }
    | { readonly go: false; readonly why: 'halted'; readonly reason: string }
    | { readonly go: false; readonly why: 'lease-lost' }
  >;
  /** Records that an answer ended `agoMs` ago; `ofTerm`: it was a page of a term. */
  end(ended: { readonly ofTerm: boolean; readonly agoMs: number }): Promise<void>;
  backOff(ms: number, reason: string): Promise<void>;
  halt(reason: string): Promise<void>;
}

/** Settings of {@link createPacer}; all times in milliseconds. */
export interface PacerOptions {
  readonly remote: RemoteName;
  /** Between the end of one answer and the start of the next request: drawn between the two. */
  readonly minMs: number;
  readonly maxMs: number;
  /** Between the end of a term's last page and the start of the next term. */
  readonly termMs: number;
  /** A number in [0, 1): where in the range the next pause lies. */
  readonly random: () => number;
  /** Cancels a wait: the run was cancelled, or the process is going down. */
  readonly signal: () => AbortSignal | undefined;
}

/** What politeness has cost so far in this process. */
export interface PacingCost {
  readonly requests: number;
  readonly waitedMs: number;
}

/** A pacer whose costs can be read. */
export interface MeasuredPacer extends Pacer {
  cost(): PacingCost;
}

/** How long before its time a turn is asked for: longer than the store takes to write it down. */
const LEAD_MS = 50;

/** How much later than we heard of it an answer counts as ended: we err on the side of waiting. */
const MARGIN_MS = 5;

/**
 * Spaces requests to one host. Order within the process is kept by a chain, order among processes
 * by the store, whose clock is the only one that counts. Never makes a request that it could not
 * write down first: with the store away, nothing goes out.
 */
export function createPacer(store: PacingStore, options: PacerOptions): MeasuredPacer {
  let last: Promise<unknown> = Promise.resolve();
  let requests = 0;
  let waitedMs = 0;

  async function waitForTurn(kind: RequestKind): Promise<void> {
    const gapMs = options.minMs + options.random() * (options.maxMs - options.minMs);
    const termGapMs = kind === 'term' ? options.termMs : 0;
    const from = performance.now();
    for (;;) {
      const answer = await store.begin({ gapMs, termGapMs, leadMs: LEAD_MS });
      if (answer.go) {
        await untilDue(answer.dueAt);
        break;
      }
      if (answer.why !== 'early') throw refusal(options.remote, answer);
      // A millisecond more than asked for: timers may fire early, and the store decides anyway.
      const waitMs = Math.max(0, answer.waitMs - LEAD_MS) + 1;
      await sleep(waitMs, undefined, { signal: options.signal() });
    }
    waitedMs += performance.now() - from;
    requests += 1;
  }

  async function oneRequest<T>(
    kind: RequestKind,
    request: (answered: Answered) => Promise<T>,
  ): Promise<T> {
    await waitForTurn(kind);
    let endedAt: number | null = null;
    try {
      const answer = await request((at) => (endedAt = at + MARGIN_MS));
      return answer;
    } catch (error) {
      // Whatever was cut short may have gone on until now.
      endedAt = null;
      throw error;
    } finally {
      const agoMs = endedAt === null ? 0 : Math.max(0, performance.now() - endedAt);
      await store.end({ ofTerm: kind === 'term' || kind === 'page', agoMs });
    }
  }

  return {
    run(kind, request) {
      const turn = last.then(() => oneRequest(kind, request));
      // The next in line goes on whatever becomes of this one; its caller gets the failure.
      last = turn.catch(() => undefined);
      return turn;
    },
    backOff: (ms, reason) => store.backOff(ms, reason),
    halt: (reason) => store.halt(reason),
    cost: () => ({ requests, waitedMs }),
  };
}

/** Timers may fire early; this wait is too short to be worth cancelling. */
async function untilDue(dueAt: number): Promise<void> {
  for (let left = dueAt - performance.now(); left > 0; left = dueAt - performance.now()) {
    await sleep(Math.ceil(left));
  }
}

function refusal(
  remote: RemoteName,
  answer:
    | { readonly why: 'blocked'; readonly waitMs: number; readonly reason: string }
    | { readonly why: 'halted'; readonly reason: string }
    | { readonly why: 'lease-lost' },
): RemoteError {
  switch (answer.why) {
    case 'blocked':
      return new RemoteError(
        `no request was made: the ${remote} is left alone for ${Math.ceil(answer.waitMs / 1000)} s more (${answer.reason})`,
        {
          remote,
          kind: 'rate-limited',
          retryAfterMs: answer.waitMs,
          remedy: 'nothing to do: the run goes on by itself when the time is over',
        },
      );
    case 'halted':
      return new RemoteError(
        `no request was made: all work on the ${remote} is halted (${answer.reason})`,
        {
          remote,
          kind: answer.reason.includes('captcha') ? 'captcha' : 'login-locked',
          remedy:
            'sign in by hand in your own browser, mend what it asks for, then: mamcrawler site resume',
        },
      );
    case 'lease-lost':
      return new RemoteError(`no request was made: another process holds the ${remote}'s lease`, {
        remote,
        kind: 'unavailable',
        retryAfterMs: 2_000,
        remedy: 'nothing to do when the other process is meant to run; else stop one of the two',
      });
    default:
      return answer satisfies never;
  }
}
