import type { Candidate } from './candidate.ts';
import type { Decision, Reasons } from './decision.ts';
import type { Gap } from './gap.ts';
import type { LibraryItem } from './item.ts';
import { chooseAmong, oneWorkPerAuthor } from './judging/choose.ts';
import { atLeastOne, turnDown } from './judging/decide.ts';
import { GapIndex } from './judging/gap-index.ts';
import { OwnedIndex } from './judging/owned-index.ts';
import { readCase, type Ground, type Ledger } from './judging/read-case.ts';
import type { Case } from './reasons/case.ts';
import { reasonsAgainst } from './reasons/every.ts';
import { runToEnd, type Steps } from './steps.ts';
import { identify, workKeys } from './works.ts';

export type { Ledger } from './judging/read-case.ts';

/** What the user is willing to take. */
export interface Policy {
  /** Fewest seeders that a torrent must have. */
  readonly minSeeders: number;
}

/** What changes from term to term. */
export interface Circumstances {
  /** What was chosen before, in this run and in earlier ones. */
  readonly ledger: Ledger;
  /** The account's class as the source names it (`User`, `VIP`), or null when unknown. */
  readonly account: { readonly userClass: string | null };
  readonly policy: Policy;
}

/** What stays for a whole run. */
export interface RunGround {
  readonly gaps: readonly Gap[];
  readonly items: readonly LibraryItem[];
}

/** All that judging depends on, besides the candidates. */
export interface JudgeInput extends RunGround, Circumstances {}

/** Judges the candidates of one term at a time. */
export interface Judge {
  /**
   * One decision a candidate, by its source id. It does not depend on the candidates' order;
   * their source ids must be different.
   */
  judge(candidates: readonly Candidate[]): ReadonlyMap<string, Decision>;
}

/** Makes judges over the same gaps and library, which are indexed once. */
export interface Court {
  withCircumstances(circumstances: Circumstances): Judge;
}

/** Indexes gaps and library, once for all terms of a run. Linear in both. */
export function openCourt(ground: RunGround): Court {
  return runToEnd(openCourtInSteps(ground));
}

/** As {@link openCourt}, in steps of a few milliseconds: a large library takes seconds to index. */
export function* openCourtInSteps(ground: RunGround): Steps<Court> {
  const gaps = yield* GapIndex.inSteps(ground.gaps);
  const owned = yield* OwnedIndex.inSteps(ground.items);
  return {
    withCircumstances({ ledger, account, policy }) {
      const { userClass } = account;
      const { minSeeders } = policy;
      return judgeOn({ gaps, owned, ledger, userClass, minSeeders });
    },
  };
}

/** Makes a judge for one term; for many terms over one library, {@link openCourt} indexes once. */
export function createJudge(input: JudgeInput): Judge {
  return openCourt(input).withCircumstances(input);
}

function judgeOn(ground: Ground): Judge {
  return {
    judge(candidates) {
      const decisions = new Map<string, Decision>();
      const fitting: Case[] = [];
      for (const candidate of candidates) {
        const given = readCase(candidate, ground);
        const reasons = atLeastOne([
          ...reasonsAgainst(given),
          ...turnReasons(given, ground.ledger),
        ]);
        if (reasons === null) fitting.push(given);
        else decisions.set(candidate.sourceId, turnDown(given, reasons));
      }
      for (const [sourceId, decision] of chooseAmong(fitting)) decisions.set(sourceId, decision);
      return decisions;
    },
  };
}

/** An author who was given a work earlier in the run has to wait for the next. */
function turnReasons({ aim }: Case, ledger: Ledger): Reasons | readonly [] {
  if (aim.kind !== 'author') return [];
  const taken = aim.gaps.find((gap) => ledger.gapKeys.has(gap.key));
  return taken === undefined ? [] : [oneWorkPerAuthor('another one', taken)];
}

/**
 * The identity of a candidate's work, as keys of which two torrents of the same work share at
 * least one: author and title, and author, series and volume (several for a pack). Two different
 * volumes never share one. Empty for a candidate without a real author.
 */
export function workKeysOf(candidate: Candidate): readonly string[] {
  return workKeys(identify(candidate));
}

/** What {@link applyCap} answers: every one that it was given is in one of the two. */
export interface Capped<T> {
  readonly within: readonly T[];
  /** Acceptances that found no slot, now deferred with the reason `run-cap`. */
  readonly beyond: readonly (Omit<T, 'decision'> & { readonly decision: Decision })[];
}

/**
 * Lets the first acceptances through and defers the others to the next run. Takes them in the
 * order in which they shall be served; what is not accepted takes no slot.
 */
export function applyCap<T extends { readonly decision: Decision }>(
  accepted: readonly T[],
  slotsLeft: number,
): Capped<T> {
  const within: T[] = [];
  const beyond: Capped<T>['beyond'][number][] = [];
  let slots = slotsLeft;
  for (const one of accepted) {
    const { decision } = one;
    if (decision.verdict !== 'accept') {
      within.push(one);
    } else if (slots > 0) {
      slots -= 1;
      within.push(one);
    } else {
      beyond.push({ ...one, decision: pastCap(decision.gapKeys) });
    }
  }
  return { within, beyond };
}

function pastCap(gapKeys: readonly string[]): Decision {
  const reasons: Reasons = [{ name: 'run-cap', got: 'no slot left', want: 'a slot of this run' }];
  return { verdict: 'defer', gapKeys, reasons, nearMiss: true };
}
