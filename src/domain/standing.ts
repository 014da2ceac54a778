import type { Gap, GapOutcome } from './gap.ts';

/** How a gap stands in the list that is kept between runs. */
export const GAP_STATES = ['open', 'upcoming', 'question', 'excluded', 'gone'] as const;

/**
 * `open`: wanted; `upcoming`: not out yet; `question`: a doubtful claim, for a person to say;
 * `excluded`: a person does not want it; `gone`: owned, or nothing says it is lacking any more.
 */
export type GapState = (typeof GAP_STATES)[number];

/** Who says that something is lacking (`library`: its own numbers), and when that was learned. */
export interface Knowledge {
  readonly source: string;
  /** ISO 8601; null when it is as old as the run. */
  readonly asOf: string | null;
}

/** A gap of the standing list, as an analysis finds it. */
export interface StandingGap {
  readonly gap: Gap;
  readonly state: Exclude<GapState, 'gone'>;
  readonly sources: readonly Knowledge[];
  readonly releaseDate: string | null;
}

/** What is kept of a gap's searches. */
export interface Tries {
  /** Searches in vain, since anything was queued for it. */
  readonly tries: number;
  readonly nextTryAt: Date | null;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Days of rest after the 1st, 2nd, 3rd try in vain; after each later one the last of them. */
const REST_DAYS = [1, 3, 7, 30] as const;

/** Days until a gap is searched again that waits for a person's word, which may come any day. */
const DAYS_BESIDE_A_REVIEW = 7;

/** What came of a gap in a run. */
export interface Came {
  readonly outcome: GapOutcome;
  /** Something fits, or may, and waits for a later run: the search was not in vain. */
  readonly mayFit?: boolean;
}

/** How long a gap rests after its nth try in vain (1, 2, …), in days. */
export function restDays(tries: number): number {
  return REST_DAYS[Math.min(Math.max(tries, 1), REST_DAYS.length) - 1] ?? 30;
}

/**
 * When a gap is searched next, by what came of it in a run that ends now. A null `nextTryAt` means
 * at the next run.
 */
export function afterOutcome(before: Tries, { outcome, mayFit }: Came, now: Date): Tries {
  switch (outcome) {
    case 'not-found':
    case 'refused': {
      if (mayFit === true) return { tries: before.tries, nextTryAt: null };
      const tries = before.tries + 1;
      return { tries, nextTryAt: inDays(restDays(tries), now) };
    }
    case 'to-review': {
      const nextTryAt = mayFit === true ? null : inDays(DAYS_BESIDE_A_REVIEW, now);
      return { tries: before.tries, nextTryAt };
    }
    case 'queued':
      return { tries: 0, nextTryAt: null };
    case 'resting':
      return before;
    case 'would-queue':
    case 'already-queued':
    case 'deferred':
    case 'not-searched':
    case 'failed':
      return { tries: before.tries, nextTryAt: null };
    default:
      return outcome satisfies never;
  }
}

function inDays(days: number, now: Date): Date {
  return new Date(now.getTime() + days * DAY_MS);
}

/** True for outcomes of a search that was made to its end: the others leave no trace of a try. */
export function wasTried(outcome: GapOutcome): boolean {
  return outcome !== 'resting' && outcome !== 'not-searched' && outcome !== 'already-queued';
}
