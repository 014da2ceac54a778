import { beyondRatio, beyondUnsatisfied, costOf, NO_LIMIT, type Budget } from './budget.ts';
import type { Candidate } from './candidate.ts';
import type { Decision, Reason, Reasons } from './decision.ts';

/** What a run does with what it accepts: a dry run only looks. */
export type RunAct = 'queue' | 'propose' | 'look';

/** What a decision says that is beyond the run's slots, by what the run does with them. */
export const NO_SLOT: Readonly<Record<RunAct, string>> = {
  queue: 'no slot left',
  propose: 'no slot left to propose it',
  look: 'no slot left in the dry run',
};

/** What is left for a term's acceptances. */
export interface Limits {
  /** How many more torrents the run may queue. */
  readonly slotsLeft: number;
  /** Absent: `queue`. */
  readonly act?: RunAct;
  readonly budget?: Budget;
  readonly account?: { readonly userClass: string | null };
}

/** What {@link applyLimits} answers: every one that it was given is in one of the two. */
export interface Limited<T> {
  readonly within: readonly T[];
  /** Acceptances beyond a limit, now deferred with a reason for each limit that they are beyond. */
  readonly beyond: readonly (Omit<T, 'decision'> & { readonly decision: Decision })[];
}

/**
 * Serves acceptances in their order, each from what those before it left, and defers those that
 * are beyond a limit to a later run: never refused. What is not accepted takes nothing. A smaller
 * one may fit behind one that did not.
 */
export function applyLimits<
  T extends { readonly decision: Decision; readonly candidate: Candidate },
>(accepted: readonly T[], limits: Limits): Limited<T> {
  const { slotsLeft, act = 'queue', budget = NO_LIMIT, account } = limits;
  const userClass = account?.userClass ?? null;
  let slots = slotsLeft;
  let { bytesLeft, unsatisfiedLeft } = budget;
  return serve(accepted, ({ candidate }) => {
    const against = [
      beyondCap(slots, act),
      beyondRatio(candidate, bytesLeft, userClass),
      beyondUnsatisfied(unsatisfiedLeft),
    ].filter((reason) => reason !== null);
    if (against.length > 0) return against;
    slots -= 1;
    if (bytesLeft !== null) bytesLeft -= costOf(candidate, userClass);
    if (unsatisfiedLeft !== null) unsatisfiedLeft -= 1;
    return [];
  });
}

/** As {@link applyLimits}, where the run's slots are the only limit. */
export function applyCap<T extends { readonly decision: Decision }>(
  accepted: readonly T[],
  slotsLeft: number,
): Limited<T> {
  let slots = slotsLeft;
  return serve(accepted, () => {
    const reason = beyondCap(slots, 'queue');
    slots -= 1;
    return reason === null ? [] : [reason];
  });
}

function serve<T extends { readonly decision: Decision }>(
  accepted: readonly T[],
  take: (one: T) => readonly Reason[],
): Limited<T> {
  const within: T[] = [];
  const beyond: Limited<T>['beyond'][number][] = [];
  for (const one of accepted) {
    const [first, ...rest] = one.decision.verdict === 'accept' ? take(one) : [];
    if (first === undefined) within.push(one);
    else beyond.push({ ...one, decision: putOff(one.decision.gapKeys, [first, ...rest]) });
  }
  return { within, beyond };
}

function beyondCap(slotsLeft: number, act: RunAct): Reason | null {
  if (slotsLeft > 0) return null;
  return { name: 'run-cap', got: NO_SLOT[act], want: 'a slot of this run' };
}

function putOff(gapKeys: readonly string[], reasons: Reasons): Decision {
  return { verdict: 'defer', gapKeys, reasons, nearMiss: reasons.length === 1 };
}
