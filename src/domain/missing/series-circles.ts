import type { PersonForms } from '../authors.ts';
import { Circles } from '../circles.ts';
import { addAt } from '../order.ts';
import { isGiven, wholeVolumes } from '../positions.ts';
import { eachInSteps, type Steps } from '../steps.ts';
import type { Cluster } from './clusters.ts';
import type { OwnedItem } from './owned.ts';

/** Who writes each series: authors joined by a common work, by series key. */
export type SeriesCircles = ReadonlyMap<string, Circles>;

/** Joins the authors of each series, of what is owned and of what is known. Linear in both. */
export function* circlesInSteps(
  owned: readonly OwnedItem[],
  clusters: readonly Cluster[],
): Steps<SeriesCircles> {
  const circles = new Map<string, Circles>();
  yield* eachInSteps(clusters, ({ rows, places }) => {
    for (const key of places.keys()) {
      for (const { reading } of rows) joinIn(circles, key, reading.persons);
    }
  });
  yield* eachInSteps(owned, ({ reading }) => {
    for (const key of reading.places.keys()) joinIn(circles, key, reading.persons);
  });
  joinSharedSeries(circles, owned, clusters);
  yield;
  return circles;
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

/** The series of one circle of authors: `<series key>|<author>`; null where nobody is named. */
export function groupId(
  circles: ReadonlyMap<string, Circles>,
  key: string,
  persons: PersonForms | undefined,
): string | null {
  const [form] = persons === undefined ? [] : formsOf(persons);
  const circle = circles.get(key);
  return form === undefined || circle === undefined ? null : `${key}|${circle.rootOf(form)}`;
}

/** The series key of what {@link groupId} gives. */
export function keyOf(id: string): string {
  return id.slice(0, id.indexOf('|'));
}

/** From so many circles on, who never share a number, a series is written by turns. */
const MANY_WRITERS = 3;

/**
 * A series that many authors write (`Horus Heresy`): no number is told of two of them, and the
 * library holds volumes of several, or several volumes where a catalogue knows many writers. Two
 * series that merely share a name do share numbers.
 */
function joinSharedSeries(
  circles: SeriesCircles,
  owned: readonly OwnedItem[],
  clusters: readonly Cluster[],
): void {
  const held = new Map<string, string[]>();
  for (const { reading } of owned) {
    for (const [key, positions] of reading.places) {
      const id = groupId(circles, key, reading.persons);
      if (id !== null && isGiven(positions)) addAt(held, key, id);
    }
  }
  const { writers, torn } = writersOf(clusters, circles, held);
  for (const [key, ids] of held) {
    if (ids.length < 2 || torn.has(key)) continue;
    const numbers = writers.get(key) ?? new Map<string, Set<number>>();
    const isByTurns = numbers.size >= MANY_WRITERS && ids.some((id) => hasHoles(numbers.get(id)));
    if (isByTurns || new Set(ids).size > 1) circles.get(key)?.joinAll();
  }
}

/** True when one circle alone does not count from 1 on: others wrote what lies between. */
function hasHoles(numbers: ReadonlySet<number> | undefined): boolean {
  return numbers !== undefined && Math.max(0, ...numbers) > numbers.size;
}

type NumbersByWriter = ReadonlyMap<string, ReadonlySet<number>>;

/** The circles that write each held series, with their numbers, and the series with a number of two. */
function writersOf(
  clusters: readonly Cluster[],
  circles: SeriesCircles,
  held: ReadonlyMap<string, unknown>,
): { readonly writers: ReadonlyMap<string, NumbersByWriter>; readonly torn: ReadonlySet<string> } {
  const writers = new Map<string, Map<string, Set<number>>>();
  const byNumber = new Map<string, string>();
  const torn = new Set<string>();
  for (const { places, rows } of clusters) {
    for (const [key, { positions }] of places) {
      const id = groupId(circles, key, rows[0]?.reading.persons);
      if (id === null || !held.has(key)) continue;
      const numbers = wholeVolumes(positions);
      for (const n of numbers) numbersAt(writers, key, id).add(n);
      if (numbers.some((n) => firstAt(byNumber, `${key}|${n}`, id) !== id)) torn.add(key);
    }
  }
  return { writers, torn };
}

/** The one who came first at a number. */
function firstAt(byNumber: Map<string, string>, number: string, id: string): string {
  const first = byNumber.get(number) ?? id;
  byNumber.set(number, first);
  return first;
}

function numbersAt(
  writers: Map<string, Map<string, Set<number>>>,
  key: string,
  id: string,
): Set<number> {
  const ofSeries = writers.get(key) ?? new Map<string, Set<number>>();
  writers.set(key, ofSeries);
  const numbers = ofSeries.get(id) ?? new Set<number>();
  ofSeries.set(id, numbers);
  return numbers;
}
