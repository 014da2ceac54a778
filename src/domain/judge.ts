import { NO_LIMIT, type Budget } from './budget.ts';
import type { Candidate } from './candidate.ts';
import type { Decision, Reasons } from './decision.ts';
import type { Gap } from './gap.ts';
import type { LibraryItem } from './item.ts';
import { betterCandidate, chooseAmong, oneWorkPerAuthor, type Choice } from './judging/choose.ts';
import { atLeastOne, turnDown, verdictOf } from './judging/decide.ts';
import { GapIndex } from './judging/gap-index.ts';
import { OwnedIndex } from './judging/owned-index.ts';
import type { Ground, Ledger, Listing } from './judging/ground.ts';
import { readCases, readListing } from './judging/read-case.ts';
import { OverrideIndex } from './overrides.ts';
import { completePolicy, type PolicyParts } from './policy.ts';
import type { Case } from './reasons/case.ts';
import { reasonsAgainst } from './reasons/every.ts';
import { repeatsTooMuch } from './reasons/holding.ts';
import { runToEnd, type Steps } from './steps.ts';
import { identify, workKeys } from './works.ts';

export { readListing } from './judging/read-case.ts';
export type { Ledger, Listing } from './judging/ground.ts';
export type { Policy } from './policy.ts';
export { applyCap, applyLimits } from './limits.ts';

/** What changes from term to term. */
export interface Circumstances {
  /** What was chosen before, in this run and in earlier ones. */
  readonly ledger: Ledger;
  /** The account's class as the source names it (`User`, `VIP`), or null when unknown. */
  readonly account: { readonly userClass: string | null };
  /** What is not said is as in {@link completePolicy}. */
  readonly policy: PolicyParts;
  /** Today as `2026-10-01`: what comes out later is not released. Absent: nobody asks. */
  readonly today?: string | null;
  /** What the account may still spend; absent: as much as it likes. */
  readonly budget?: Budget;
  /** Source ids of torrents that the owner has refused, for ever and for all gaps; absent: none. */
  readonly refusedBefore?: ReadonlySet<string>;
  /** Source ids of torrents that the owner removed, and whose gaps are open again; absent: none. */
  readonly removed?: ReadonlySet<string>;
  /** Keys ({@link workKeysOfGap}) of works that the owner does not want; absent: none. */
  readonly excludedWorks?: ReadonlySet<string>;
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
  /** The same for candidates that were read before, by {@link readListing}. */
  judgeListings(listings: readonly Listing[]): ReadonlyMap<string, Decision>;
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
    withCircumstances(given) {
      const { ledger, account, today, budget, refusedBefore, removed, excludedWorks } = given;
      const policy = completePolicy(given.policy);
      return judgeOn({
        gaps,
        owned,
        ledger,
        userClass: account.userClass,
        policy,
        overrides: new OverrideIndex(policy),
        today: today ?? null,
        budget: budget ?? NO_LIMIT,
        refusedBefore: refusedBefore ?? NONE,
        removed: removed ?? NONE,
        excludedWorks: excludedWorks ?? NONE,
      });
    },
  };
}

const NONE: ReadonlySet<string> = new Set();

/** Makes a judge for one term; for many terms over one library, {@link openCourt} indexes once. */
export function createJudge(input: JudgeInput): Judge {
  return openCourt(input).withCircumstances(input);
}

function judgeOn(ground: Ground): Judge {
  return {
    judge: (candidates) => judgeListings(candidates.map(readListing), ground),
    judgeListings: (listings) => judgeListings(listings, ground),
  };
}

function judgeListings(
  listings: readonly Listing[],
  ground: Ground,
): ReadonlyMap<string, Decision> {
  const decisions = new Map<string, Decision>();
  const fitting: Case[] = [];
  const asking: Verdictless[] = [];
  for (const listing of listings) {
    const judged = readCases(listing, ground).map((given) => weigh(given, ground.ledger));
    const outcome = bringTogether(judged);
    if (outcome.reasons === null) fitting.push(outcome.given);
    else if (verdictOf(outcome.reasons) === 'ask') asking.push(outcome);
    else decisions.set(listing.candidate.sourceId, turnDown(outcome.given, outcome.reasons));
  }
  const choice = chooseAmong(fitting);
  for (const [sourceId, decision] of choice.decisions) decisions.set(sourceId, decision);
  for (const { given, reasons } of asking) {
    if (reasons === null) continue;
    decisions.set(given.candidate.sourceId, askUnlessFilled(given, reasons, choice));
  }
  return decisions;
}

/** A case and what speaks against it; null when nothing does. */
interface Verdictless {
  readonly given: Case;
  readonly reasons: Reasons | null;
}

function weigh(given: Case, ledger: Ledger): Verdictless {
  const reasons = [...reasonsAgainst(given), ...turnReasons(given, ledger)];
  return { given, reasons: atLeastOne(reasons) };
}

/** One outcome of all cases of a candidate: what fits, else what may, else what comes nearest. */
function bringTogether(judged: readonly Verdictless[]): Verdictless {
  const fits = forItself(judged.filter(({ reasons }) => reasons === null));
  const [first, ...rest] = fits;
  if (first !== undefined) {
    const gaps = new Map(fits.flatMap(({ openGaps }) => openGaps.map((gap) => [gap.key, gap])));
    const given = rest.length === 0 ? first : { ...first, openGaps: [...gaps.values()] };
    const reason = given.aim.kind === 'work' ? repeatsTooMuch(given) : null;
    return { given, reasons: reason === null ? null : [reason] };
  }
  const [nearest] = [...judged].sort((a, b) => farness(a) - farness(b));
  if (nearest === undefined) throw new Error('a candidate has at least one case');
  return nearest;
}

/** What fills a gap of its own is not needed for its author's sake as well. */
function forItself(fitting: readonly Verdictless[]): readonly Case[] {
  const cases = fitting.map(({ given }) => given);
  const own = cases.filter(({ aim }) => aim.kind !== 'author');
  return own.length > 0 ? own : cases;
}

/** Asking before refusing; then the better match; then fewer reasons. */
function farness({ given, reasons }: Verdictless): number {
  const isAsking = reasons !== null && verdictOf(reasons) !== 'refuse';
  const score = given.aim.kind === 'work' ? given.aim.match.score : 50;
  return (isAsking ? 0 : 1_000_000) + (100 - score) * 100 + (reasons?.length ?? 0);
}

/** Where another torrent fills all of its gaps, nobody has to be asked. */
function askUnlessFilled(given: Case, reasons: Reasons, { byGap }: Choice): Decision {
  const winners = given.openGaps.map((gap) => byGap.get(gap.key));
  const [winner] = winners;
  const isFilled = winner !== undefined && winners.every((one) => one !== undefined);
  return turnDown(given, isFilled ? [...reasons, betterCandidate(given, winner)] : reasons);
}

/** An author who was given a work earlier in the run has to wait for the next. */
function turnReasons({ aim }: Case, ledger: Ledger): Reasons | readonly [] {
  if (aim.kind !== 'author') return [];
  const taken = aim.gaps.find((gap) => ledger.gapKeys.has(gap.key));
  return taken === undefined ? [] : [oneWorkPerAuthor('another one', taken)];
}

/**
 * The same for the work that a gap is about, so that a torrent of it can be known elsewhere; empty
 * for an author's gap.
 */
export function workKeysOfGap({ series, position, authors, work }: Gap): readonly string[] {
  if (work != null) return workKeys(identify({ ...work, authors }));
  if (series === null || position === null) return [];
  const places = [{ name: series, position: String(position) }];
  return workKeys(identify({ title: '', authors, series: places }));
}

/**
 * The identity of a candidate's work, as keys of which two torrents of the same work share at
 * least one: author and title, and author, series and volume (several for a pack). Two different
 * volumes never share one. Empty for a candidate without a real author.
 */
export function workKeysOf(candidate: Candidate): readonly string[] {
  return workKeys(identify(candidate));
}
