import { Circles } from '../circles.ts';
import { languageCode } from '../languages.ts';
import { seriesKey } from '../names.ts';
import { byText, listAt, Tally } from '../order.ts';
import { contradicts, isGiven, wholeVolumes } from '../positions.ts';
import type { PersonForms } from '../authors.ts';
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
  /** Items whose own word and the catalogue's agree, by title and by number. */
  readonly agreeing: number;
  readonly disagreeing: number;
  /** Works that catalogues place in it. */
  readonly works: readonly Cluster[];
}

/** One item in one series. */
interface Member {
  readonly owned: OwnedItem;
  readonly numbers: readonly number[];
  readonly agreement: 'agrees' | 'disagrees' | 'none';
}

/** Sorts what is owned and what is known by series. Linear in both. */
export function heldSeries(
  owned: readonly OwnedItem[],
  clusters: readonly Cluster[],
): readonly HeldSeries[] {
  const circles = new Map<string, Circles>();
  const knownKeys = new Set<string>();
  for (const { rows, places } of clusters) {
    for (const key of places.keys()) {
      knownKeys.add(key);
      for (const { reading } of rows) joinIn(circles, key, reading.persons);
    }
  }
  for (const { reading } of owned) {
    for (const key of reading.places.keys()) joinIn(circles, key, reading.persons);
  }
  const members = new Map<string, Member[]>();
  for (const one of owned) {
    for (const key of seriesOf(one, knownKeys)) {
      const id = groupId(circles, key, personsOf(one));
      if (id !== null) listAt(members, id).push(memberOf(one, key));
    }
  }
  const works = new Map<string, Cluster[]>();
  for (const cluster of clusters) {
    for (const key of cluster.places.keys()) {
      const id = groupId(circles, key, cluster.rows[0]?.reading.persons);
      if (id !== null && members.has(id)) listAt(works, id).push(cluster);
    }
  }
  return [...members]
    .sort(([a], [b]) => byText(a, b))
    .map(([id, list]) => toHeld(keyOf(id), list, works.get(id) ?? []));
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
  const own = owned.reading.places.get(key);
  let agreement: Member['agreement'] = 'none';
  for (const { places } of owned.works) {
    const placed = places.get(key)?.positions;
    if (placed === undefined) continue;
    for (const n of wholeVolumes(placed)) numbers.add(n);
    if (!owned.isSure) continue;
    const isOther = own !== undefined && isGiven(own) && contradicts(own, placed);
    agreement = isOther ? 'disagrees' : 'agrees';
  }
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
    isWhole: members.some(({ owned, numbers: own }) => owned.isPack && own.length === 0),
    held: members.length,
    authors: authors.ranked(),
    narrators: narrators.ranked(),
    language: languages.top(),
    agreeing: members.filter(({ agreement }) => agreement === 'agrees').length,
    disagreeing: members.filter(({ agreement }) => agreement === 'disagrees').length,
    works,
  };
}
