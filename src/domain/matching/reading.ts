import { personForms, type PersonForms } from '../authors.ts';
import type { SeriesPlace } from '../item.ts';
import { areForms, textKey } from '../names.ts';
import { contradicts, formatPositions, isGiven, type PositionSet } from '../positions.ts';
import { readTitle, type SeriesNames, type TitleReading } from '../titles.ts';
import { readPlace, segmentsOf, type ReadPlace } from './listed-places.ts';

/** A work as anyone writes it: an item, a row of a catalogue, a candidate, what is wanted. */
export interface WrittenWork {
  readonly title: string;
  readonly subtitle?: string | null;
  readonly authors: readonly string[];
  readonly narrators?: readonly string[];
  readonly series: readonly SeriesPlace[];
}

/** A work, read once, to be compared with many. */
export interface WorkReading {
  readonly written: WrittenWork;
  readonly persons: PersonForms;
  /** By series key; with those that the title claims. */
  readonly places: ReadonlyMap<string, PositionSet>;
  /** What the work's list calls its series, by key. */
  readonly called: ReadonlyMap<string, string>;
  readonly title: TitleReading;
  /** Key of title and subtitle, as written. */
  readonly text: string;
  /** Words of title and series, to tell at once what has nothing in common. */
  readonly words: ReadonlySet<string>;
  /** Its title as it is read beside a work of these series: for many of one series, once. */
  besideSeries(series: WorkReading['places']): TitleReading;
}

/** What is told of a work seldom is made when it is asked for: of a library most is never asked. */
class Reading implements WorkReading {
  readonly written: WrittenWork;
  readonly persons: PersonForms;
  readonly places: ReadonlyMap<string, PositionSet>;
  readonly called: ReadonlyMap<string, string>;
  readonly title: TitleReading;
  #text: string | null = null;
  #words: ReadonlySet<string> | null = null;
  #beside: Map<string, TitleReading> | null = null;

  constructor(
    written: WrittenWork,
    read: Pick<WorkReading, 'persons' | 'places' | 'title' | 'called'>,
  ) {
    this.written = written;
    this.persons = read.persons;
    this.places = read.places;
    this.called = read.called;
    this.title = read.title;
  }

  get text(): string {
    this.#text ??= textKey(`${this.written.title} ${this.written.subtitle ?? ''}`);
    return this.#text;
  }

  get words(): ReadonlySet<string> {
    this.#words ??= wordsOf(this.written);
    return this.#words;
  }

  besideSeries(series: WorkReading['places']): TitleReading {
    const names = [...series.keys()].join('|');
    this.#beside ??= new Map();
    const known = this.#beside.get(names);
    if (known !== undefined) return known;
    const has = (key: string) => this.places.has(key) || series.has(key);
    const made = titleWith(this.written, this.persons, { has });
    this.#beside.set(names, made);
    return made;
  }
}

const SMALL_WORDS: ReadonlySet<string> = new Set(
  'a an the of and to in on at for with from by book volume vol part unabridged audiobook novel series litrpg adventure'.split(
    ' ',
  ),
);

/** What is known besides a work that is read. */
export interface Lore {
  /** Series of the persons of a work: their names in its title are no titles. */
  seriesOf(persons: PersonForms): SeriesNames;
  /** As {@link personForms}; of names that were asked for before, the same again. */
  personsOf(names: readonly string[]): PersonForms;
  /** As {@link readPlace}; names and positions that were read before are the same again. */
  placeOf(place: SeriesPlace): ReadPlace;
  /** The one key of a series that goes by several names, for a work of these persons. */
  canonical(key: string, persons: PersonForms): string;
}

const NO_LORE: Lore = {
  seriesOf: () => ({ has: () => false }),
  personsOf: personForms,
  placeOf: readPlace,
  canonical: (key) => key,
};

/** Reads a work; with lore, its title is read with what else is known of its author in mind. */
export function readWork(written: WrittenWork, lore: Lore = NO_LORE): WorkReading {
  const persons = lore.personsOf(written.authors);
  const places = new Map<string, PositionSet>();
  const called = new Map<string, string>();
  for (const place of written.series) {
    const { key: own, positions } = lore.placeOf(place);
    const key = lore.canonical(own, persons);
    if (!called.has(key)) called.set(key, place.name.trim());
    addListed(places, key, positions);
  }
  const known = lore.seriesOf(persons);
  const segments = lore === NO_LORE ? NONE : segmentsOf(written.series);
  const names = {
    has: (key: string) => places.has(key) || known.has(key) || segments.has(key),
  };
  const first = titleWith(written, persons, names);
  const isNew = first.claims.some(({ key }) => !names.has(key));
  const claims = first.claims.map((claim) => ({
    ...claim,
    key: lore.canonical(claim.key, persons),
  }));
  for (const { key, positions } of claims) {
    if (!segments.has(key)) addPlace(places, key, positions);
  }
  const title = isNew ? titleWith(written, persons, names) : first;
  nameNumbers(
    places,
    claims.filter(({ key }) => !called.has(key)),
  );
  const [place, more] = places.keys();
  if (place !== undefined && more === undefined) addPlace(places, place, title.positions);
  return new Reading(written, { persons, places, title, called });
}

const NONE: ReadonlySet<string> = new Set();

/** A listed series without a number has that of a claim by a shorter or longer name of it. */
function nameNumbers(places: Map<string, PositionSet>, claims: TitleReading['claims']): void {
  for (const [key, positions] of places) {
    if (isGiven(positions)) continue;
    const claim = claims.find((one) => isGiven(one.positions) && areForms(one.key, key));
    if (claim !== undefined) places.set(key, claim.positions);
  }
}

/** One series may be listed in two orders, each with its number: `#` occurs in no key. */
function addListed(places: Map<string, PositionSet>, key: string, positions: PositionSet): void {
  const known = places.get(key);
  const isOtherOrder = known !== undefined && contradicts(known, positions);
  addPlace(places, isOtherOrder ? `${key}#${formatPositions(positions)}` : key, positions);
}

function addPlace(places: Map<string, PositionSet>, key: string, positions: PositionSet): void {
  const known = places.get(key);
  if (key === '') return;
  if (known === undefined || !isGiven(known)) places.set(key, positions);
}

/** The title of a work, read with the series of another in mind as well. */
export function titleBeside(one: WorkReading, other: WorkReading): TitleReading {
  const isKnown = [...other.places.keys()].every(
    (key) => one.places.has(key) || !one.text.includes(key),
  );
  const isNameless = one.persons.sure.size === 0;
  if (isKnown && !isNameless) return one.title;
  if (!isNameless) return one.besideSeries(other.places);
  const has = (key: string) => one.places.has(key) || other.places.has(key);
  return titleWith(one.written, other.persons, { has });
}

function titleWith(
  { title, subtitle, narrators = [] }: WrittenWork,
  persons: PersonForms,
  seriesKeys: SeriesNames,
): TitleReading {
  return readTitle({
    title,
    subtitle: subtitle ?? null,
    seriesKeys,
    authors: persons.sure,
    narrators,
  });
}

function wordsOf({ title, subtitle, series }: WrittenWork): ReadonlySet<string> {
  const text = [title, subtitle ?? '', ...series.map((place) => place.name)].join(' ');
  const words = textKey(text).split(' ');
  return new Set(words.filter((word) => word !== '' && !SMALL_WORDS.has(word)));
}
