import { byText } from '../order.ts';
import { contradicts, wholeVolumes, type PositionSet } from '../positions.ts';
import type { Cluster } from './cluster.ts';
import type { OwnedItem } from './owned.ts';

/** What is told of two keys by the works that stand in both. */
interface Pair {
  readonly keys: readonly [string, string];
  same: number;
  other: number;
}

/** So many works at one number in two series make them one, whatever they are called. */
const TELLING_WORKS = 2;

/**
 * Names of one series that have nothing in common (`Slough House`, `Jackson Lamb`), by the works
 * that stand at one number in both, an item's own word counted: at least two, and none that stands
 * elsewhere. Each has to number something that the other does not: of a trilogy within a longer
 * series (`Farseer`, `Realm of the Elderlings`) the longer one numbers all.
 * @returns for each other name its first; names without another are not among them.
 */
export function otherNames(
  owned: readonly OwnedItem[],
  clusters: readonly Cluster[],
): ReadonlyMap<string, string> {
  const pairs = new Map<string, Pair>();
  const numbers = new Map<string, Set<number>>();
  const note = (places: ReadonlyMap<string, PositionSet>) => {
    const numbered = [...places].filter(([, { spans }]) => spans.length > 0);
    for (const [key, positions] of numbered) noteNumbers(numbers, key, positions);
    for (const [index, one] of numbered.entries()) {
      for (const two of numbered.slice(index + 1)) notePair(pairs, one, two);
    }
  };
  for (const { places } of clusters) note(new Map(placed(places)));
  for (const { reading, works, isSure } of owned) {
    const [work] = works;
    const known = work === undefined || !isSure ? [] : placed(work.places);
    note(new Map([...known, ...reading.places]));
  }
  return rootsOf([...pairs.values()].filter((pair) => isOneSeries(pair, numbers)));
}

function placed(places: Cluster['places']): readonly (readonly [string, PositionSet])[] {
  return [...places].map(([key, { positions }]) => [key, positions]);
}

function noteNumbers(numbers: Map<string, Set<number>>, key: string, at: PositionSet): void {
  const known = numbers.get(key) ?? new Set<number>();
  numbers.set(key, known);
  for (const n of wholeVolumes(at)) known.add(n);
}

type Place = readonly [string, PositionSet];

function notePair(pairs: Map<string, Pair>, one: Place, two: Place): void {
  const [[a, at], [b, there]] = byText(one[0], two[0]) < 0 ? [one, two] : [two, one];
  const pair = pairs.get(`${a}|${b}`) ?? { keys: [a, b] as const, same: 0, other: 0 };
  pairs.set(`${a}|${b}`, pair);
  if (contradicts(at, there)) pair.other += 1;
  else if (wholeVolumes(at).length === 1) pair.same += 1;
}

function isOneSeries(
  { keys: [a, b], same, other }: Pair,
  numbers: ReadonlyMap<string, ReadonlySet<number>>,
): boolean {
  if (same < TELLING_WORKS || other > 0) return false;
  const [one, two] = [numbers.get(a) ?? new Set<number>(), numbers.get(b) ?? new Set<number>()];
  return [...one].some((n) => !two.has(n)) && [...two].some((n) => !one.has(n));
}

function rootsOf(pairs: readonly Pair[]): ReadonlyMap<string, string> {
  const roots = new Map<string, string>();
  const rootOf = (key: string): string => {
    const above = roots.get(key);
    return above === undefined ? key : rootOf(above);
  };
  for (const { keys } of [...pairs].sort((x, y) => byText(x.keys.join('|'), y.keys.join('|')))) {
    const [first, second] = keys.map(rootOf);
    if (first !== undefined && second !== undefined && first !== second) roots.set(second, first);
  }
  return new Map([...roots.keys()].map((key) => [key, rootOf(key)]));
}
