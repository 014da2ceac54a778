import type { Decision, Reason } from '../decision.ts';
import type { Gap } from '../gap.ts';
import type { Case } from '../reasons/case.ts';
import { turnDown } from './decide.ts';
import { byPreference, describe, preferredFor } from './preference.ts';

/** What has been chosen so far in one call. */
interface Chosen {
  /** The case that fills a gap, by the gap's key. */
  readonly byGap: Map<string, Case>;
  /** The case of a chosen work, by each of its keys. */
  readonly byWork: Map<string, Case>;
  readonly decisions: Map<string, Decision>;
}

/**
 * Chooses among cases that have nothing against them: for each gap the best one. Gaps of series
 * come first, since a work that fills one is not needed for its author's sake as well.
 */
export function chooseAmong(cases: readonly Case[]): ReadonlyMap<string, Decision> {
  const chosen: Chosen = { byGap: new Map(), byWork: new Map(), decisions: new Map() };
  const ranked = [...cases].sort(byPreference);
  const rivals = countRivals(ranked);
  for (const given of ranked) {
    if (given.aim.kind === 'series') settle(given, chosen, fillSeries(given, chosen, rivals));
  }
  for (const given of ranked) {
    if (given.aim.kind === 'author') settle(given, chosen, fillAuthor(given, chosen));
  }
  return chosen.decisions;
}

/** For each gap, the cases that would fill it, best first. */
function countRivals(ranked: readonly Case[]): ReadonlyMap<string, readonly Case[]> {
  const rivals = new Map<string, Case[]>();
  for (const given of ranked) {
    for (const gap of given.openGaps) {
      const known = rivals.get(gap.key) ?? [];
      rivals.set(gap.key, known);
      // The first two are all that a sentence needs.
      if (known.length < 2) known.push(given);
    }
  }
  return rivals;
}

function settle(given: Case, chosen: Chosen, decision: Decision): void {
  chosen.decisions.set(given.candidate.sourceId, decision);
  if (decision.verdict !== 'accept') return;
  for (const key of decision.gapKeys) chosen.byGap.set(key, given);
  for (const key of given.workKeys) {
    if (!chosen.byWork.has(key)) chosen.byWork.set(key, given);
  }
}

function fillSeries(
  given: Case,
  chosen: Chosen,
  rivals: ReadonlyMap<string, readonly Case[]>,
): Decision {
  const left = given.openGaps.filter((gap) => !chosen.byGap.has(gap.key));
  const better = betterOne(given, chosen, left);
  if (better !== null) return turnDown(given, [betterCandidate(given, better)]);
  const [first, ...rest] = left.map((gap) => gap.key);
  if (first === undefined) throw new Error('a case without an open gap has no better one');
  return { verdict: 'accept', gapKeys: [first, ...rest], because: whyChosen(given, left, rivals) };
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

function whyChosen(
  given: Case,
  left: readonly Gap[],
  rivals: ReadonlyMap<string, readonly Case[]>,
): string {
  const fills = left.length > 1 ? `Fills ${left.length} gaps at once; chosen` : 'Chosen';
  for (const gap of left) {
    const other = rivals.get(gap.key)?.find((rival) => rival !== given);
    if (other === undefined) continue;
    const over = `“${other.candidate.title}” (${describe(other)})`;
    return `${fills} over ${over} because ${preferredFor(given, other)}.`;
  }
  return `${fills} as the only one that fits.`;
}

function betterCandidate(given: Case, better: Case): Reason {
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
