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

/** Which known works stand where in a series. */
type Volumes = ReadonlyMap<number, ReadonlySet<Cluster>>;

/** So many works at one number in two series make them one, whatever they are called. */
const TELLING_WORKS = 2;

/**
 * Names of one series that have nothing in common (`Slough House`, `Jackson Lamb`), by the works
 * that stand at one number in both, an item's own word counted: at least two, none that stands
 * elsewhere in the other, and no number at which each has a work of its own. Each has to number
 * something that the other does not: of a trilogy within a longer series (`Farseer`, `Realm of the
 * Elderlings`) the longer one numbers all.
 * @returns for each other name its first; names without another are not among them.
 */
export function otherNames(
  owned: readonly OwnedItem[],
  clusters: readonly Cluster[],
): ReadonlyMap<string, string> {
  const pairs = new Map<string, Pair>();
  const volumes = new Map<string, Map<number, Set<Cluster>>>();
  const note = (places: ReadonlyMap<string, PositionSet>, work: Cluster | undefined) => {
    const numbered = [...places].filter(([, { spans }]) => spans.length > 0);
    for (const [key, positions] of numbered) {
      const there = volumes.get(key) ?? new Map<number, Set<Cluster>>();
      volumes.set(key, there);
      for (const n of wholeVolumes(positions)) {
        const works = there.get(n) ?? new Set<Cluster>();
        there.set(n, work === undefined ? works : works.add(work));
      }
    }
    for (const [index, one] of numbered.entries()) {
      for (const two of numbered.slice(index + 1)) notePair(pairs, one, two);
    }
  };
  for (const cluster of clusters) note(new Map(placed(cluster.places)), cluster);
  for (const item of owned) {
    const [work] = item.works;
    const known = work === undefined || !item.isSure ? [] : placed(work.places);
    note(new Map([...known, ...item.reading.places]), item.isSure ? work : undefined);
  }
  return rootsOf([...pairs.values()].filter((pair) => isOneSeries(pair, volumes)));
}

function placed(places: Cluster['places']): readonly (readonly [string, PositionSet])[] {
  return [...places].map(([key, { positions }]) => [key, positions]);
}

type Place = readonly [string, PositionSet];

function notePair(pairs: Map<string, Pair>, one: Place, two: Place): void {
  const [[a, at], [b, there]] = byText(one[0], two[0]) < 0 ? [one, two] : [two, one];
  const pair = pairs.get(`${a}|${b}`) ?? { keys: [a, b] as const, same: 0, other: 0 };
  pairs.set(`${a}|${b}`, pair);
  if (contradicts(at, there)) pair.other += 1;
  else if (wholeVolumes(at).length === 1) pair.same += 1;
}

const NONE: Volumes = new Map();

function isOneSeries(
  { keys: [a, b], same, other }: Pair,
  volumes: ReadonlyMap<string, Volumes>,
): boolean {
  if (same < TELLING_WORKS || other > 0) return false;
  const [one, two] = [volumes.get(a) ?? NONE, volumes.get(b) ?? NONE];
  const isClash = [...one].some(([n, works]) => {
    const there = two.get(n);
    // An item that nobody knows may be either.
    const isKnown = works.size > 0 && there !== undefined && there.size > 0;
    return isKnown && ![...works].some((work) => there.has(work));
  });
  return !isClash && hasMore(one, two) && hasMore(two, one);
}

function hasMore(one: Volumes, two: Volumes): boolean {
  return [...one.keys()].some((n) => !two.has(n));
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
