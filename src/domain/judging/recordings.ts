import { comparePersons, personForms } from '../authors.ts';
import { timeApart } from '../lengths.ts';
import type { Case } from '../reasons/case.ts';
import { evidenceFor } from './preference.ts';

/**
 * Of the cases that would fill a gap, best first: one that holds another recording than the best
 * one, about which just as much is known. Nobody can tell which of the two is wanted. Null: none.
 */
export function rivalRecording(ranked: readonly Case[]): Case | null {
  const [best, ...others] = ranked;
  if (best === undefined || best.aim.kind !== 'work' || best.isPack) return null;
  const evidence = evidenceFor(best);
  const rival = others.find(
    (other) =>
      other.aim.kind === 'work' &&
      !other.isPack &&
      evidenceFor(other) === evidence &&
      differ(best, other),
  );
  return rival ?? null;
}

/** True when the two are known to be different recordings. */
function differ(one: Case, other: Case): boolean {
  const narrators = comparePersons(personForms(one.narrators), personForms(other.narrators));
  if (narrators === 'same' || narrators === 'likely') return false;
  if (narrators === 'different') return true;
  const [a, b] = [one.runtimeMinutes, other.runtimeMinutes];
  return a !== null && b !== null && timeApart(a, b) >= one.policy.runtime.other;
}

/** The cases of each gap that no other one fills better, best first. */
export type RankedByGap = ReadonlyMap<string, readonly Case[]>;

/** Keys of gaps whose best two can't be told apart, with the case that rivals the best one. */
export function indistinctGaps(byGap: RankedByGap): ReadonlyMap<string, readonly [Case, Case]> {
  const found = new Map<string, readonly [Case, Case]>();
  for (const [key, ranked] of byGap) {
    const [best] = ranked;
    const rival = rivalRecording(ranked);
    if (best !== undefined && rival !== null) found.set(key, [best, rival]);
  }
  return found;
}

/** The cases that would fill each gap, in the order given. */
export function rankByGap(ranked: readonly Case[]): RankedByGap {
  const byGap = new Map<string, Case[]>();
  for (const given of ranked) {
    for (const { key } of given.openGaps) {
      const known = byGap.get(key) ?? [];
      byGap.set(key, known);
      known.push(given);
    }
  }
  return byGap;
}
