import { Circles } from '../circles.ts';
import { languageCode } from '../languages.ts';
import { seriesKey } from '../names.ts';
import { byText, listAt, Tally } from '../order.ts';
import { contradicts, isGiven, wholeVolumes } from '../positions.ts';
import type { PersonForms } from '../authors.ts';
import { eachInSteps, type Steps } from '../steps.ts';
import type { Cluster } from './clusters.ts';
import { volumesHeld, type OwnedItem } from './owned.ts';

/** A series by one circle of authors, of which the library holds something. */
export interface HeldSeries {
  readonly key: string;
  readonly name: string;
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
  /** Works that catalogues place in it. */
  readonly works: readonly Cluster[];
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
  const circles = new Map<string, Circles>();
  const knownKeys = new Set<string>();
  yield* eachInSteps(clusters, ({ rows, places }) => {
    for (const key of places.keys()) {
      knownKeys.add(key);
      for (const { reading } of rows) joinIn(circles, key, reading.persons);
    }
  });
  yield* eachInSteps(owned, ({ reading }) => {
    for (const key of reading.places.keys()) joinIn(circles, key, reading.persons);
  });
  joinSharedSeries(circles, owned, clusters);
  yield;
  const members = new Map<string, Member[]>();
  yield* eachInSteps(owned, (one) => {
    for (const key of seriesOf(one, knownKeys)) {
      const id = groupId(circles, key, personsOf(one));
      if (id !== null) listAt(members, id).push(memberOf(one, key));
    }
  });
  const works = new Map<string, Cluster[]>();
  yield* eachInSteps(clusters, (cluster) => {
    for (const key of cluster.places.keys()) {
      const id = groupId(circles, key, cluster.rows[0]?.reading.persons);
      if (id !== null && members.has(id)) listAt(works, id).push(cluster);
    }
  });
  const sorted = [...members].sort(([a], [b]) => byText(a, b));
  const held: HeldSeries[] = [];
  yield* eachInSteps(sorted, ([id, list]) => {
    held.push(toHeld(keyOf(id), list, works.get(id) ?? []));
  });
  return held;
}

/**
 * A series that many authors write (`Horus Heresy`): the library holds volumes of several, and no
 * number is told of two of them. Two series that merely share a name do share numbers.
 */
function joinSharedSeries(
  circles: ReadonlyMap<string, Circles>,
  owned: readonly OwnedItem[],
  clusters: readonly Cluster[],
): void {
  const held = new Map<string, Set<string>>();
  for (const { reading } of owned) {
    for (const [key, positions] of reading.places) {
      const id = groupId(circles, key, reading.persons);
      if (id !== null && isGiven(positions)) setAt(held, key).add(id);
    }
  }
  const writers = new Map<string, Set<string>>();
  for (const { places, rows } of clusters) {
    for (const [key, { positions }] of places) {
      const id = groupId(circles, key, rows[0]?.reading.persons);
      if ((held.get(key)?.size ?? 0) < 2 || id === null) continue;
      for (const n of wholeVolumes(positions)) setAt(writers, `${key}|${n}`).add(id);
    }
  }
  const torn = new Set<string>();
  for (const [number, ids] of writers) if (ids.size > 1) torn.add(keyOf(number));
  for (const [key, ids] of held) {
    if (ids.size < 2 || torn.has(key)) continue;
    circles.get(key)?.joinAll();
  }
}

function setAt(sets: Map<string, Set<string>>, key: string): Set<string> {
  const known = sets.get(key) ?? new Set<string>();
  sets.set(key, known);
  return known;
}

function joinIn(circles: Map<string, Circles>, key: string, persons: PersonForms): void {
  const circle = circles.get(key) ?? new Circles();
  circles.set(key, circle);
  circle.join(formsOf(persons));
}

/** Names with initials are joined to those that are written out. */
function formsOf(persons: PersonForms): readonly string[] {
  const initials = [...persons.initials, ...persons.short].map((form) => `.${form}`);
  return [...persons.sure, ...initials];
}

function personsOf({ reading, works }: OwnedItem): PersonForms | undefined {
  if (reading.persons.sure.size > 0) return reading.persons;
  return works[0]?.rows[0]?.reading.persons;
}

function groupId(
  circles: ReadonlyMap<string, Circles>,
  key: string,
  persons: PersonForms | undefined,
): string | null {
  const [form] = persons === undefined ? [] : formsOf(persons);
  const circle = circles.get(key);
  return form === undefined || circle === undefined ? null : `${key}|${circle.rootOf(form)}`;
}

function keyOf(id: string): string {
  return id.slice(0, id.indexOf('|'));
}

/**
 * The series in which an item is held: its own, where a catalogue knows one of them; an item that
 * names none, or only such as nobody knows, is held where its work is placed first.
 */
function seriesOf({ reading, works }: OwnedItem, known: ReadonlySet<string>): readonly string[] {
  const own = [...reading.places.keys()];
  if (own.some((key) => known.has(key))) return own;
  const placed = works.flatMap(({ places }) => [...places.keys()].slice(0, 1));
  return [...new Set([...own, ...placed])];
}

function memberOf(owned: OwnedItem, key: string): Member {
  const numbers = new Set(volumesHeld(owned, key));
  const placedAt = new Set<number>();
  const own = owned.reading.places.get(key);
  let agreement: Member['agreement'] = 'none';
  let isMisnumbered = false;
  for (const { places } of owned.works) {
    const placed = places.get(key)?.positions;
    if (placed === undefined) continue;
    for (const n of wholeVolumes(placed)) placedAt.add(n);
    agreement = 'agrees';
    if (!owned.isSure) continue;
    if (own !== undefined && isGiven(own) && contradicts(own, placed)) isMisnumbered = true;
  }
  // By title it is another volume than its own number says: the work's number counts.
  if (isMisnumbered && own !== undefined) for (const n of wholeVolumes(own)) numbers.delete(n);
  for (const n of placedAt) numbers.add(n);
  return { owned, numbers: [...numbers], agreement };
}

function toHeld(key: string, members: readonly Member[], works: readonly Cluster[]): HeldSeries {
  const numbers = new Set(members.flatMap((member) => member.numbers));
  const [authors, narrators, languages] = [new Tally(), new Tally(), new Tally()];
  const names = new Tally();
  for (const { owned } of members) {
    for (const author of owned.item.authors) authors.add(author.trim());
    for (const narrator of owned.item.narrators) narrators.add(narrator.trim());
    const language = languageCode(owned.item.language);
    if (language !== null) languages.add(language);
    for (const { name } of owned.item.series) if (seriesKey(name) === key) names.add(name.trim());
  }
  const placed = works[0]?.places.get(key)?.name;
  return {
    key,
    name: names.top() ?? placed ?? key,
    numbers,
    highest: Math.max(0, ...numbers),
    isWhole: members.some(
      ({ owned, numbers: own }) => owned.isPack && own.length === 0 && owned.works.length === 0,
    ),
    held: members.length,
    authors: authors.ranked(),
    narrators: narrators.ranked(),
    language: languages.top(),
    agreeing: members.filter(({ agreement }) => agreement === 'agrees').length,
    numbering: isMostlyNumbered(key, works) ? 'numbered' : 'unnumbered',
    works,
  };
}

function isMostlyNumbered(key: string, works: readonly Cluster[]): boolean {
  const singles = works.filter((work) => !work.isPack);
  const numbered = singles.filter(
    (work) => (work.places.get(key)?.positions.spans.length ?? 0) > 0,
  );
  return numbered.length * 2 >= singles.length;
}
