import { areForms, seriesKey } from '../names.ts';
import { addAt, byText, Tally } from '../order.ts';
import { contradicts, isGiven, wholeVolumes, type PositionSet } from '../positions.ts';
import type { PersonForms } from '../authors.ts';
import { eachInSteps, type Steps } from '../steps.ts';
import { isWholeSet } from '../title-noise.ts';
import type { Cluster } from './clusters.ts';
import { otherNames } from './other-names.ts';
import { volumesHeld, type OwnedItem } from './owned.ts';
import { circlesInSteps, groupId, keyOf } from './series-circles.ts';
import type { Placement } from './trust.ts';

/** A series by one circle of authors, of which the library holds something. */
export interface HeldSeries {
  readonly key: string;
  /** All keys that it goes by, its first among them. */
  readonly keys: readonly string[];
  readonly name: string;
  /** What the library's items call it. */
  readonly names: readonly string[];
  /** Whole volumes owned. */
  readonly numbers: ReadonlySet<number>;
  /** The highest of them; 0 for none. */
  readonly highest: number;
  /** An omnibus of all of it is owned: nothing is lacking. */
  readonly isWhole: boolean;
  readonly held: number;
  readonly authors: readonly string[];
  readonly narrators: readonly string[];
  readonly language: string | null;
  /** Items that a catalogue places in it too: their title, or something at their number. */
  readonly agreeing: number;
  readonly numbering: 'numbered' | 'unnumbered';
  /** Forms of who wrote what is held, where somebody else goes on; null: all of it is theirs. */
  readonly begunBy: ReadonlySet<string> | null;
  /** Works that catalogues place in it. */
  readonly works: readonly Cluster[];
}

/** What a held series is called besides its name, by the library, by catalogues and as a key. */
export function alsoCalled({ name, names, keys }: HeldSeries): readonly string[] {
  const known = new Set([seriesKey(name)]);
  return [...names, ...keys].filter((one) => {
    const key = seriesKey(one);
    return known.size < known.add(key).size;
  });
}

/** Where a work stands in a held series, by whichever of its names; undefined: nowhere. */
export function placeIn(
  { places }: Pick<Cluster, 'places'>,
  { keys }: Pick<HeldSeries, 'keys'>,
): Placement | undefined {
  let found: Placement | undefined;
  for (const key of keys) {
    const place = places.get(key);
    if (found === undefined || !isGiven(found.positions)) found = place ?? found;
  }
  return found;
}

/** One item in one series. */
interface Member {
  readonly owned: OwnedItem;
  readonly numbers: readonly number[];
  readonly agreement: 'agrees' | 'none';
}

/** Sorts what is owned and what is known by series. Linear in both. */
export function* heldSeriesInSteps(
  owned: readonly OwnedItem[],
  clusters: readonly Cluster[],
): Steps<readonly HeldSeries[]> {
  const roots = otherNames(owned, clusters);
  const rootOf = (key: string) => roots.get(key) ?? key;
  const { circles, continued } = yield* circlesInSteps(owned, clusters, rootOf);
  const knownKeys = new Set<string>();
  for (const { places } of clusters) for (const key of places.keys()) knownKeys.add(key);
  const members = new Map<string, Map<OwnedItem, string[]>>();
  yield* eachInSteps(owned, (one) => {
    for (const key of seriesOf(one, knownKeys)) {
      const id = groupId(circles, rootOf(key), personsOf(one));
      if (id === null) continue;
      const there = members.get(id) ?? new Map<OwnedItem, string[]>();
      members.set(id, there);
      addAt(there, one, key);
    }
  });
  const works = new Map<string, Set<Cluster>>();
  yield* eachInSteps(clusters, (cluster) => {
    for (const key of cluster.places.keys()) {
      const id = groupId(circles, rootOf(key), cluster.rows[0]?.reading.persons);
      if (id === null || !members.has(id)) continue;
      const there = works.get(id) ?? new Set<Cluster>();
      works.set(id, there.add(cluster));
    }
  });
  const named = new Map<string, string[]>();
  for (const key of [...roots.keys()].sort(byText)) addAt(named, rootOf(key), key);
  const sorted = [...members].sort(([a], [b]) => byText(a, b));
  const held: HeldSeries[] = [];
  yield* eachInSteps(sorted, ([id, list]) => {
    const key = keyOf(id);
    const keys = [key, ...(named.get(key) ?? [])];
    const all = [...list].map(([one, own]) => memberOf(one, [...new Set([...own, ...keys])]));
    const begunBy = continued.has(key) ? formsOf(all) : null;
    held.push({ ...toHeld(keys, all, [...(works.get(id) ?? [])]), begunBy });
  });
  return held;
}

function formsOf(members: readonly Member[]): ReadonlySet<string> {
  return new Set(members.flatMap(({ owned }) => [...owned.reading.persons.sure]));
}

function personsOf({ reading, works }: OwnedItem): PersonForms | undefined {
  if (reading.persons.sure.size > 0) return reading.persons;
  return works[0]?.rows[0]?.reading.persons;
}

/**
 * The series in which an item is held: its own, where a catalogue knows one of them; an item that
 * names none, or only such as nobody knows, is held where its work is placed first.
 */
function seriesOf({ reading, works }: OwnedItem, known: ReadonlySet<string>): readonly string[] {
  const own = [...reading.places.keys()];
  const isKnown = own.some((key) => known.has(key));
  const placed = works.flatMap(({ places }) => {
    const keys = [...places.keys()];
    // `Reacher` and `Jack Reacher`: one series may go by two names in one catalogue.
    return isKnown ? keys.filter((key) => own.some((one) => areForms(one, key))) : keys.slice(0, 1);
  });
  return [...new Set([...own, ...placed])];
}

/** True when the one name holds all words of the other in a row. */
function memberOf(owned: OwnedItem, keys: readonly string[]): Member {
  const numbers = new Set(keys.flatMap((key) => volumesHeld(owned, key)));
  const placedAt = new Set<number>();
  const own = keys.map((key) => owned.reading.places.get(key)).find((at) => at !== undefined);
  let agreement: Member['agreement'] = 'none';
  let isMisnumbered = false;
  for (const { places, rows, isPack } of owned.works) {
    const believed = placeIn({ places }, { keys })?.positions;
    const isThere = (one: string) => keys.some((key) => areForms(one, key));
    if ([...places.keys()].some(isThere)) agreement = 'agrees';
    if (believed === undefined) continue;
    // Of an omnibus the item's number says which one it is, not what it holds.
    const isOwnWord = own !== undefined && !isPack && isSaidToo(rows, keys, own);
    const placed = isOwnWord ? own : believed;
    for (const n of wholeVolumes(placed)) placedAt.add(n);
    if (!owned.isSure) continue;
    if (own !== undefined && isGiven(own) && contradicts(own, placed)) isMisnumbered = true;
  }
  // By title it is another volume than its own number says: the work's number counts.
  if (isMisnumbered && own !== undefined) for (const n of wholeVolumes(own)) numbers.delete(n);
  for (const n of placedAt) numbers.add(n);
  return { owned, numbers: [...numbers], agreement };
}

/** Where rows disagree, the library's own word decides between them. */
function isSaidToo(rows: Cluster['rows'], keys: readonly string[], own: PositionSet): boolean {
  const saysSo = (said: PositionSet | undefined) =>
    said !== undefined && isGiven(said) && isGiven(own) && !contradicts(own, said);
  return rows.some(({ reading }) => keys.some((key) => saysSo(reading.places.get(key))));
}

function toHeld(
  keys: readonly string[],
  members: readonly Member[],
  works: readonly Cluster[],
): Omit<HeldSeries, 'begunBy'> {
  const [key = ''] = keys;
  const numbers = new Set(members.flatMap((member) => member.numbers));
  const [authors, narrators, languages] = [new Tally(), new Tally(), new Tally()];
  const names = new Tally();
  for (const { owned } of members) {
    for (const author of owned.item.authors) authors.add(author.trim());
    for (const narrator of owned.item.narrators) narrators.add(narrator.trim());
    if (owned.language !== null) languages.add(owned.language);
    for (const name of keys.flatMap((one) => owned.reading.called.get(one) ?? [])) names.add(name);
  }
  const placed = works.flatMap((work) => placeIn(work, { keys })?.name ?? []);
  return {
    key,
    keys,
    name: names.top() ?? placed[0] ?? key,
    names: [...new Set([...names.ranked(), ...placed])],
    numbers,
    highest: Math.max(0, ...numbers),
    isWhole: members.some(isWholeSeries),
    held: members.length,
    authors: authors.ranked(),
    narrators: narrators.ranked(),
    language: languages.top(),
    agreeing: members.filter(({ agreement }) => agreement === 'agrees').length,
    numbering: isMostlyNumbered(keys, works) ? 'numbered' : 'unnumbered',
    works,
  };
}

/** An omnibus of nothing but the series; `The Bone Collection` is a book. */
function isWholeSeries({ owned, numbers }: Member): boolean {
  if (!owned.isPack || numbers.length > 0 || owned.works.length > 0) return false;
  const { title, written } = owned.reading;
  return title.pieces.length === 0 || isWholeSet(written.title);
}

function isMostlyNumbered(keys: readonly string[], works: readonly Cluster[]): boolean {
  const singles = works.filter((work) => !work.isPack);
  const numbered = singles.filter(
    (work) => (placeIn(work, { keys })?.positions.spans.length ?? 0) > 0,
  );
  return numbered.length * 2 >= singles.length;
}
