import type { PersonForms } from '../authors.ts';
import { Circles } from '../circles.ts';
import { addAt } from '../order.ts';
import type { WorkReading } from '../matching/reading.ts';
import { isGiven, wholeVolumes, type PositionSet } from '../positions.ts';
import { eachInSteps, type Steps } from '../steps.ts';
import type { Cluster } from './clusters.ts';
import type { OwnedItem } from './owned.ts';

/** Who writes each series: authors joined by a common work, by series key. */
export type SeriesCircles = ReadonlyMap<string, Circles>;

/** Who writes each series, and where that is not sure. */
export interface SeriesWriters {
  readonly circles: SeriesCircles;
  /** Keys of series that somebody else goes on with, and of which nothing of theirs is held. */
  readonly continued: ReadonlySet<string>;
}

/**
 * Joins the authors of each series, of what is owned and of what is known: under the first of the
 * names that it goes by. Linear in both.
 */
export function* circlesInSteps(
  owned: readonly OwnedItem[],
  clusters: readonly Cluster[],
  rootOf: (key: string) => string,
): Steps<SeriesWriters> {
  const circles = new Map<string, Circles>();
  yield* eachInSteps(clusters, ({ rows, places }) => {
    for (const key of places.keys()) {
      for (const { reading } of rows) joinIn(circles, rootOf(key), reading.persons);
    }
  });
  yield* eachInSteps(owned, ({ reading }) => {
    for (const key of reading.places.keys()) joinIn(circles, rootOf(key), reading.persons);
  });
  const continued = joinSharedSeries(circles, numbersOf(owned, clusters, { circles, rootOf }));
  yield;
  return { circles, continued };
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
  const circle = circles.get(key);
  const forms = persons === undefined ? [] : formsOf(persons);
  const form = forms.find((one) => circle?.has(one) === true) ?? forms[0];
  return form === undefined || circle === undefined ? null : `${key}|${circle.rootOf(form)}`;
}

/** The series key of what {@link groupId} gives. */
export function keyOf(id: string): string {
  return id.slice(0, id.indexOf('|'));
}

/** From so many circles on, who hardly ever share a number, a series is written by turns. */
const MANY_WRITERS = 3;
/** Two series that share a name share more of their numbers than this; lists slip now and then. */
const SHARED_NUMBERS = 0.2;

/**
 * A series that many authors write (`Horus Heresy`): hardly a number is told of two of them, and
 * the library holds volumes of several, or several volumes where a catalogue knows many writers.
 * Two series that merely share a name share numbers.
 * @returns the series that one author alone began, and others go on with: theirs, or namesakes.
 */
function joinSharedSeries(
  circles: SeriesCircles,
  { held, writers }: SeriesNumbers,
): ReadonlySet<string> {
  const continued = new Set<string>();
  for (const [key, ids] of held) {
    const numbers = writers.get(key) ?? new Map<string, Set<number>>();
    if (areNamesakes(numbers)) continue;
    const isByTurns = numbers.size >= MANY_WRITERS && ids.some((id) => hasHoles(numbers.get(id)));
    const areSeveral = ids.length > 1 && (isByTurns || new Set(ids).size > 1);
    const isContinued = !areSeveral && key.includes(' ') && goOn(numbers);
    if (isContinued) continued.add(key);
    if (areSeveral || isContinued) circles.get(key)?.joinAll();
  }
  return continued;
}

/** True when one circle alone does not count from 1 on: others wrote what lies between. */
function hasHoles(numbers: ReadonlySet<number> | undefined): boolean {
  return numbers !== undefined && Math.max(0, ...numbers) > numbers.size;
}

/** True when one circle alone has a first volume, and every other goes on behind a known one. */
function goOn(numbers: NumbersByWriter): boolean {
  const all = [...numbers.values()];
  const [first, more] = all.filter((one) => one.has(1));
  if (first === undefined || more !== undefined || all.length < 2) return false;
  const known = new Set(all.flatMap((one) => [...one]));
  return all.every((one) => one === first || [...one].some((n) => known.has(n - 1)));
}

function areNamesakes(numbers: NumbersByWriter): boolean {
  const writersAt = new Map<number, number>();
  for (const one of numbers.values()) {
    for (const n of one) writersAt.set(n, (writersAt.get(n) ?? 0) + 1);
  }
  const shared = [...writersAt.values()].filter((count) => count > 1).length;
  return shared > 0 && shared >= writersAt.size * SHARED_NUMBERS;
}

type NumbersByWriter = ReadonlyMap<string, ReadonlySet<number>>;

/** What is told of the series' numbers. */
interface SeriesNumbers {
  /** For each series the circles of its numbered items. */
  readonly held: ReadonlyMap<string, readonly string[]>;
  /** The circles that write each series, with their numbers: as listed, not as titles claim. */
  readonly writers: ReadonlyMap<string, NumbersByWriter>;
}

function numbersOf(
  owned: readonly OwnedItem[],
  clusters: readonly Cluster[],
  {
    circles,
    rootOf,
  }: { readonly circles: SeriesCircles; readonly rootOf: (key: string) => string },
): SeriesNumbers {
  const held = new Map<string, string[]>();
  const writers = new Map<string, Map<string, Set<number>>>();
  const note = ({ called, persons }: WorkReading, key: string, positions: PositionSet) => {
    const id = called.has(key) ? groupId(circles, rootOf(key), persons) : null;
    if (id === null) return;
    const numbers = numbersAt(writers, rootOf(key), id);
    for (const n of wholeVolumes(positions)) numbers.add(n);
  };
  for (const { reading } of owned) {
    for (const [key, positions] of reading.places) {
      note(reading, key, positions);
      const id = groupId(circles, rootOf(key), reading.persons);
      if (id !== null && isGiven(positions)) addAt(held, rootOf(key), id);
    }
  }
  for (const { places, rows } of clusters) {
    for (const { reading } of rows) {
      for (const [key, { positions }] of places) note(reading, key, positions);
    }
  }
  return { held, writers };
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
