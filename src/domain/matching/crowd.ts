import { listAt } from '../order.ts';
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
    this.#sorted ??= new SortedCrowd(this.#all);
    return this.#sorted;
  }
}

/** A crowd, sorted by words, numbers and halves of titles. */
class SortedCrowd<T> {
  readonly #all: readonly Entry<T>[];
  readonly #byWord = new Map<string, Entry<T>[]>();
  readonly #byHalf = new Map<string, Entry<T>[]>();
  readonly #byTitle = new Map<string, Entry<T>[]>();
  readonly #places = new NumberedPlaces<Entry<T>>();
  /** Those that tell neither a title nor a number, or no word: they may be anything. */
  readonly #open: Entry<T>[] = [];

  constructor(all: readonly Entry<T>[]) {
    this.#all = all;
    for (const entry of all) {
      const { reading } = entry;
      for (const word of reading.words) listAt(this.#byWord, word).push(entry);
      for (const half of halvesOf(titleOf(reading), 0)) listAt(this.#byHalf, half).push(entry);
      listAt(this.#byTitle, titleOf(reading)).push(entry);
      this.#places.add(reading, entry);
      if (isOpen(reading)) this.#open.push(entry);
    }
  }

  like(reading: WorkReading): Iterable<Entry<T>> {
    const found = new Set<Entry<T>>();
    if (isOpen(reading) || this.#isBareSeries(reading)) return this.#sharing(this.#all, reading);
    if (this.#addByWords(reading, found)) return found;
    for (const entry of this.#places.near(reading)) found.add(entry);
    for (const entry of this.#open) found.add(entry);
    for (const change of [-1, 0, 1]) {
      for (const half of halvesOf(titleOf(reading), change)) {
        for (const entry of this.#byHalf.get(half) ?? []) found.add(entry);
      }
    }
    for (const key of reading.places.keys()) {
      for (const entry of this.#byTitle.get(pieceKey(key)) ?? []) found.add(entry);
    }
    return this.#sharing(found, reading);
  }

  /** Of works that tell no title of their own, those whose number does not say that they are others. */
  *untoldLike(reading: WorkReading): Iterable<Entry<T>> {
    const near = new Set(this.#places.near(reading));
    for (const entry of this.#all) {
      const isOther = entry.reading.title.pieces.length === 0 && !near.has(entry);
      if (!isOther || !this.#places.isNumberedBeside(reading, entry.reading)) yield entry;
    }
  }

  /** True when all words were looked up: then nothing else is near. */
  #addByWords({ words }: WorkReading, found: Set<Entry<T>>): boolean {
    const lists = [...words].map((word) => this.#byWord.get(word) ?? []);
    lists.sort((a, b) => a.length - b.length);
    let looked = 0;
    for (const list of lists) {
      looked += list.length;
      if (list.length > FEW && looked > MOST_BY_WORDS) return false;
      for (const entry of list) found.add(entry);
    }
    for (const entry of this.#open) if (entry.reading.words.size === 0) found.add(entry);
    return true;
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

/** Of two titles one letter apart, one half is the same; `change`: how much longer the other is. */
function halvesOf(title: string, change: number): readonly string[] {
  const half = (title.length + change) >> 1;
  if (half < 3) return [];
  return [`<${half}|${title.slice(0, half)}`, `>${half}|${title.slice(-half)}`];
}

function shareWord({ words: one }: WorkReading, { words: other }: WorkReading): boolean {
  // A title of small words only (`It`, `The Two of Us`) has none to share.
  if (one.size === 0 || other.size === 0) return true;
  const [few, many] = one.size <= other.size ? [one, other] : [other, one];
  for (const word of few) if (many.has(word)) return true;
  return false;
}
