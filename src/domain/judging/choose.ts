import type { Decision, Reason } from '../decision.ts';
import type { Gap } from '../gap.ts';
import type { Case } from '../reasons/case.ts';
import { packArithmetic } from '../reasons/holding.ts';
import { turnDown } from './decide.ts';
import { byPreference, describe, preferredFor } from './preference.ts';
import { indistinctGaps, rankByGap, type RankedByGap } from './recordings.ts';

/** What has been chosen so far in one call. */
interface Chosen {
  /** The case that fills a gap, by the gap's key. */
  readonly byGap: Map<string, Case>;
  /** The case of a chosen work, by each of its keys. */
  readonly byWork: Map<string, Case>;
  readonly decisions: Map<string, Decision>;
  readonly rivals: RankedByGap;
  /** Gaps for which nobody can say which recording is wanted. */
  readonly indistinct: ReadonlyMap<string, readonly [Case, Case]>;
}

/** What {@link chooseAmong} answers. */
export interface Choice {
  readonly decisions: ReadonlyMap<string, Decision>;
  /** The case that fills each gap, by the gap's key. */
  readonly byGap: ReadonlyMap<string, Case>;
}

/**
 * Chooses among cases that have nothing against them: for each gap the best one. Gaps of works and
 * series come first, since a work that fills one is not needed for its author's sake as well.
 */
export function chooseAmong(cases: readonly Case[]): Choice {
  const ranked = [...cases].sort(byPreference);
  const rivals = rankByGap(ranked);
  const chosen: Chosen = {
    byGap: new Map(),
    byWork: new Map(),
    decisions: new Map(),
    rivals,
    indistinct: indistinctGaps(rivals),
  };
  for (const given of ranked) {
    if (given.aim.kind !== 'author') settle(given, chosen, fillGaps(given, chosen));
  }
  for (const given of ranked) {
    if (given.aim.kind === 'author') settle(given, chosen, fillAuthor(given, chosen));
  }
  return chosen;
}

function settle(given: Case, chosen: Chosen, decision: Decision): void {
  chosen.decisions.set(given.candidate.sourceId, decision);
  if (decision.verdict !== 'accept') return;
  for (const key of decision.gapKeys) chosen.byGap.set(key, given);
  for (const key of given.workKeys) {
    if (!chosen.byWork.has(key)) chosen.byWork.set(key, given);
  }
}

function fillGaps(given: Case, chosen: Chosen): Decision {
  const open = given.openGaps.filter((gap) => !chosen.byGap.has(gap.key));
  const doubt = indistinctFrom(given, chosen, open);
  if (doubt !== null) return turnDown(given, [doubt]);
  const left = open.filter((gap) => !chosen.indistinct.has(gap.key));
  const better = betterOne(given, chosen, left);
  if (better !== null) return turnDown(given, [betterCandidate(given, better)]);
  const [first, ...rest] = left.map((gap) => gap.key);
  if (first === undefined) throw new Error('a case without an open gap has no better one');
  return { verdict: 'accept', gapKeys: [first, ...rest], because: whyChosen(given, left, chosen) };
}

/** All that it would fill is in doubt between two recordings: a person has to say. */
function indistinctFrom(given: Case, chosen: Chosen, open: readonly Gap[]): Reason | null {
  const pairs = open.flatMap((gap) => chosen.indistinct.get(gap.key) ?? []);
  const isAllInDoubt = open.length > 0 && open.every((gap) => chosen.indistinct.has(gap.key));
  const other = pairs.find((one) => one !== given);
  if (!isAllInDoubt || other === undefined) return null;
  return { name: 'indistinct', got: recordingOf(given), want: recordingOf(other) };
}

function recordingOf({ candidate, narrators, runtimeMinutes }: Case): string {
  const by = narrators.join(', ') || 'an unknown narrator';
  const plays = runtimeMinutes === null ? '' : `, ${Math.round(runtimeMinutes)} minutes`;
  return `“${candidate.title}” read by ${by}${plays}`;
}

/** The case that makes this one needless, or null. */
function betterOne(given: Case, chosen: Chosen, left: readonly Gap[]): Case | null {
  const taken = given.openGaps.flatMap((gap) => chosen.byGap.get(gap.key) ?? []);
  const [winner] = taken;
  if (left.length === 0 && winner !== undefined) return winner;
  // What was just chosen would be fetched again with the pack.
  const isWasteful = given.isPack && left.length <= given.repeats + taken.length;
  if (isWasteful && winner !== undefined) return winner;
  return given.isPack ? null : sameWork(given, chosen);
}

function sameWork(given: Case, chosen: Chosen): Case | null {
  for (const key of given.workKeys) {
    const other = chosen.byWork.get(key);
    if (other !== undefined) return other;
  }
  return null;
}

function fillAuthor(given: Case, chosen: Chosen): Decision {
  const same = sameWork(given, chosen);
  if (same !== null) return turnDown(given, [betterCandidate(given, same)]);
  for (const gap of given.openGaps) {
    const first = chosen.byGap.get(gap.key);
    if (first !== undefined) return turnDown(given, [oneWorkPerAuthor(first.candidate.title, gap)]);
  }
  const [first, ...rest] = given.openGaps.map((gap) => gap.key);
  if (first === undefined) throw new Error('a case that aims at an author has an open gap');
  const author = given.openGaps[0]?.authors[0] ?? 'its author';
  const because = `Chosen as the best work by ${author} that the library lacks.`;
  return { verdict: 'accept', gapKeys: [first, ...rest], because };
}

function whyChosen(given: Case, left: readonly Gap[], { rivals }: Chosen): string {
  const many = `Fills ${left.length} gaps at once (${packArithmetic(given)}); chosen`;
  const fills = left.length > 1 ? many : 'Chosen';
  for (const gap of left) {
    const other = rivals.get(gap.key)?.find((rival) => rival !== given);
    if (other === undefined) continue;
    const over = `“${other.candidate.title}” (${describe(other)})`;
    return `${fills} over ${over} because ${preferredFor(given, other)}.`;
  }
  return `${fills} as the only one that fits.`;
}

/** The reason that refuses what another torrent makes needless. */
export function betterCandidate(given: Case, better: Case): Reason {
  return {
    name: 'better-candidate',
    got: describe(given),
    want: `“${better.candidate.title}” (${describe(better)})`,
  };
}

/** The reason that defers a work because its author has had one in this run. */
export function oneWorkPerAuthor(title: string, gap: Gap): Reason {
  return {
    name: 'one-work-per-author',
    got: `after ${title}`,
    want: `one by ${gap.authors[0] ?? '?'} a run`,
  };
}
