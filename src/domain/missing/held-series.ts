import { readPlace } from '../matching/reading.ts';
import { addAt, byText, Tally } from '../order.ts';
import { contradicts, isGiven, wholeVolumes, type PositionSet } from '../positions.ts';
import type { PersonForms } from '../authors.ts';
import { eachInSteps, type Steps } from '../steps.ts';
import { isWholeSet } from '../title-noise.ts';
import type { Cluster } from './clusters.ts';
import { circlesInSteps, groupId, keyOf } from './series-circles.ts';
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
  const circles = yield* circlesInSteps(owned, clusters);
  const knownKeys = new Set<string>();
  for (const { places } of clusters) for (const key of places.keys()) knownKeys.add(key);
  const members = new Map<string, Member[]>();
  yield* eachInSteps(owned, (one) => {
    for (const key of seriesOf(one, knownKeys)) {
      const id = groupId(circles, key, personsOf(one));
      if (id !== null) addAt(members, id, memberOf(one, key));
    }
  });
  const works = new Map<string, Cluster[]>();
  yield* eachInSteps(clusters, (cluster) => {
    for (const key of cluster.places.keys()) {
      const id = groupId(circles, key, cluster.rows[0]?.reading.persons);
      if (id !== null && members.has(id)) addAt(works, id, cluster);
    }
  });
  const sorted = [...members].sort(([a], [b]) => byText(a, b));
  const held: HeldSeries[] = [];
  yield* eachInSteps(sorted, ([id, list]) => {
    held.push(toHeld(keyOf(id), list, works.get(id) ?? []));
  });
  return held;
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
function areForms(one: string, other: string): boolean {
  const [a, b] = [` ${one} `, ` ${other} `];
  return a.includes(b) || b.includes(a);
}

function memberOf(owned: OwnedItem, key: string): Member {
  const numbers = new Set(volumesHeld(owned, key));
  const placedAt = new Set<number>();
  const own = owned.reading.places.get(key);
  let agreement: Member['agreement'] = 'none';
  let isMisnumbered = false;
  for (const { places, rows } of owned.works) {
    const believed = places.get(key)?.positions;
    if ([...places.keys()].some((one) => areForms(one, key))) agreement = 'agrees';
    if (believed === undefined) continue;
    const placed = own !== undefined && isSaidToo(rows, key, own) ? own : believed;
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
function isSaidToo(rows: Cluster['rows'], key: string, own: PositionSet): boolean {
  return rows.some(({ reading }) => {
    const said = reading.places.get(key);
    return said !== undefined && isGiven(said) && isGiven(own) && !contradicts(own, said);
  });
}

function toHeld(key: string, members: readonly Member[], works: readonly Cluster[]): HeldSeries {
  const numbers = new Set(members.flatMap((member) => member.numbers));
  const [authors, narrators, languages] = [new Tally(), new Tally(), new Tally()];
  const names = new Tally();
  for (const { owned } of members) {
    for (const author of owned.item.authors) authors.add(author.trim());
    for (const narrator of owned.item.narrators) narrators.add(narrator.trim());
    if (owned.language !== null) languages.add(owned.language);
    for (const place of owned.item.series) {
      if (readPlace(place).key === key) names.add(place.name.trim());
    }
  }
  const placed = works[0]?.places.get(key)?.name;
  return {
    key,
    name: names.top() ?? placed ?? key,
    numbers,
    highest: Math.max(0, ...numbers),
    isWhole: members.some(isWholeSeries),
    held: members.length,
    authors: authors.ranked(),
    narrators: narrators.ranked(),
    language: languages.top(),
    agreeing: members.filter(({ agreement }) => agreement === 'agrees').length,
    numbering: isMostlyNumbered(key, works) ? 'numbered' : 'unnumbered',
    works,
  };
}

/** An omnibus of nothing but the series; `The Bone Collection` is a book. */
function isWholeSeries({ owned, numbers }: Member): boolean {
  if (!owned.isPack || numbers.length > 0 || owned.works.length > 0) return false;
  const { title, written } = owned.reading;
  return title.pieces.length === 0 || isWholeSet(written.title);
}

function isMostlyNumbered(key: string, works: readonly Cluster[]): boolean {
  const singles = works.filter((work) => !work.isPack);
  const numbered = singles.filter(
    (work) => (work.places.get(key)?.positions.spans.length ?? 0) > 0,
  );
  return numbered.length * 2 >= singles.length;
}
