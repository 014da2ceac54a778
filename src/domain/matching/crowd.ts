import { addAt } from '../order.ts';
import { isGiven } from '../positions.ts';
import { pieceKey } from '../title-pieces.ts';
import { NumberedPlaces } from './numbered-places.ts';
import type { WorkReading } from './reading.ts';

/** A work in an index. */
export interface Entry<T> {
  readonly reading: WorkReading;
  readonly value: T;
}

/** So many works are looked at one by one; of more, only those that can be the one. */
const FEW = 64;
/** So many in all are looked at for the sake of a word in common, the rarest words first. */
const MOST_BY_WORDS = 256;

/**
 * The works that share a name: an author's, or a title's. Of a few, each may be the one that is
 * looked for; in a crowd (a long series, a writer of thousands) all that could be it are found by
 * what they have in common with it, and of its series the volumes next to it, so that a refusal can
 * name them.
 */
export class Crowd<T> {
  readonly #all: Entry<T>[] = [];
  #sorted: SortedCrowd<T> | null = null;
  readonly #neighbours: number;

  /** `neighbours`: how many other volumes of its series are told of a volume. */
  constructor(neighbours: number) {
    this.#neighbours = neighbours;
  }

  add(entry: Entry<T>): void {
    this.#all.push(entry);
    this.#sorted = null;
  }

  /** Those of an author's works that another may be: a word in common is the least. */
  byAuthor(reading: WorkReading): Iterable<Entry<T>> {
    if (this.#all.length <= FEW) return this.#all.filter((one) => shareWord(one.reading, reading));
    return this.#sort().like(reading);
  }

  /** Those of the works under one title that another of this title may be. */
  byTitle(reading: WorkReading): Iterable<Entry<T>> {
    const isTold = reading.title.pieces.length > 0;
    return this.#all.length <= FEW || isTold ? this.#all : this.#sort().untoldLike(reading);
  }

  #sort(): SortedCrowd<T> {
    this.#sorted ??= new SortedCrowd(this.#all, this.#neighbours);
    return this.#sorted;
  }
}

/** A crowd, sorted by words, numbers and halves of titles. */
class SortedCrowd<T> {
  readonly #all: readonly Entry<T>[];
  readonly #byWord = new Map<string, Entry<T>[]>();
  readonly #byHalf = new Map<string, Entry<T>[]>();
  readonly #byTitle = new Map<string, Entry<T>[]>();
  readonly #places: NumberedPlaces<Entry<T>>;
  /** Those that tell neither a title nor a number, or no word: they may be anything. */
  readonly #open: Entry<T>[] = [];
  /** Those that tell nothing but their number in a series, by its key. */
  readonly #untold = new Map<string, Entry<T>[]>();
  /** All others. */
  readonly #loose: Entry<T>[] = [];

  constructor(all: readonly Entry<T>[], neighbours: number) {
    this.#all = all;
    this.#places = new NumberedPlaces(neighbours);
    for (const entry of all) {
      const { reading } = entry;
      for (const word of reading.words) addAt(this.#byWord, word, entry);
      for (const half of halvesOf(titleOf(reading), 0)) addAt(this.#byHalf, half, entry);
      addAt(this.#byTitle, titleOf(reading), entry);
      this.#places.add(reading, entry);
      if (isOpen(reading)) this.#open.push(entry);
      const key = untoldIn(reading);
      if (key === null) this.#loose.push(entry);
      else addAt(this.#untold, key, entry);
    }
  }

  like(reading: WorkReading): Iterable<Entry<T>> {
    const found = new Set<Entry<T>>();
    if (isOpen(reading) || this.#isBareSeries(reading)) return this.#sharing(this.#all, reading);
    if (this.#addByWords(reading, found)) return found;
    for (const entry of this.#places.near(reading)) found.add(entry);
    for (const entry of this.#open) found.add(entry);
    const title = titleOf(reading);
    for (const half of [-1, 0, 1].flatMap((change) => halvesOf(title, change))) {
      const alike = this.#byHalf.get(half) ?? [];
      // Half of a series' name is half of nothing.
      if (alike.length <= FEW) for (const entry of alike) found.add(entry);
    }
    for (const key of reading.places.keys()) {
      for (const entry of this.#byTitle.get(pieceKey(key)) ?? []) found.add(entry);
    }
    return this.#sharing(found, reading);
  }

  /** Of works that tell no title of their own, those whose number does not say that they are others. */
  untoldLike(reading: WorkReading): ReadonlySet<Entry<T>> {
    const found = new Set(this.#loose);
    for (const entry of this.#places.near(reading)) found.add(entry);
    for (const [key, entries] of this.#untold) {
      const own = reading.places.get(key);
      if (own !== undefined && isGiven(own)) continue;
      for (const entry of entries) found.add(entry);
    }
    return found;
  }

  /** True when all words were looked up: then nothing else is near. */
  #addByWords(reading: WorkReading, found: Set<Entry<T>>): boolean {
    const lists = [...reading.words].map((word) => this.#byWord.get(word) ?? []);
    lists.sort((a, b) => a.length - b.length);
    const telling = [...reading.words].filter((word) => this.#isTelling(word));
    let looked = 0;
    for (const list of lists) {
      looked += list.length;
      const isRare = list.length <= FEW;
      if (!isRare && looked > MOST_BY_WORDS) return false;
      for (const entry of list) if (isRare || shareTwo(entry.reading, telling)) found.add(entry);
    }
    for (const entry of this.#open) if (entry.reading.words.size === 0) found.add(entry);
    return lists.every((list) => list.length <= FEW);
  }

  /** The words of its series' name are in most of a crowd. */
  #isTelling(word: string): boolean {
    return (this.#byWord.get(word)?.length ?? 0) * 4 <= this.#all.length;
  }

  /** A title that is nothing but the name of a series in this crowd, without a number. */
  #isBareSeries(reading: WorkReading): boolean {
    return !isNumbered(reading) && this.#places.names.has(titleOf(reading));
  }

  *#sharing(entries: Iterable<Entry<T>>, reading: WorkReading): Iterable<Entry<T>> {
    for (const entry of entries) if (shareWord(entry.reading, reading)) yield entry;
  }
}

function titleOf({ title }: WorkReading): string {
  return title.pieces.join('');
}

function isOpen(reading: WorkReading): boolean {
  const { title, words } = reading;
  if (words.size === 0) return true;
  return (title.pieces.length === 0 || title.isCollection) && !isNumbered(reading);
}

function isNumbered({ title, places }: WorkReading): boolean {
  return isGiven(title.positions) || [...places.values()].some(isGiven);
}

/** The one series in which a work that tells no title of its own has a number, or null. */
function untoldIn({ title, places }: WorkReading): string | null {
  const [place, more] = places;
  if (title.pieces.length > 0 || place === undefined || more !== undefined) return null;
  const [key, positions] = place;
  return isGiven(positions) && !positions.aside ? key : null;
}

/** Of two titles one letter apart, one half is the same; `change`: how much longer the other is. */
function halvesOf(title: string, change: number): readonly string[] {
  const half = (title.length + change) >> 1;
  if (half < 3) return [];
  return [`<${half}|${title.slice(0, half)}`, `>${half}|${title.slice(-half)}`];
}

/** One word that a crowd shares is no likeness; two are. */
function shareTwo({ words }: WorkReading, telling: readonly string[]): boolean {
  const enough = Math.min(2, telling.length);
  return telling.filter((word) => words.has(word)).length >= enough;
}

function shareWord({ words: one }: WorkReading, { words: other }: WorkReading): boolean {
  // A title of small words only (`It`, `The Two of Us`) has none to share.
  if (one.size === 0 || other.size === 0) return true;
  const [few, many] = one.size <= other.size ? [one, other] : [other, one];
  for (const word of few) if (many.has(word)) return true;
  return false;
}
