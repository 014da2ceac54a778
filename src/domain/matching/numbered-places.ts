import { addAt } from '../order.ts';
import { SERIES_WORDS } from '../names.ts';
import { isGiven } from '../positions.ts';
import { pieceKey } from '../title-pieces.ts';
import { placeNumbers } from '../works.ts';
import type { WorkReading } from './reading.ts';

/** A number without a series. Occurs in no key. */
const LONE = '*';

/** Works by their numbers in series. */
export class NumberedPlaces<T> {
  readonly #series = new Map<string, Map<number, T[]>>();
  /** By number alone, whatever the series. */
  readonly #byNumber = new Map<number, T[]>();
  readonly #sorted = new Map<string, readonly number[]>();
  readonly #names = new Set<string>();
  readonly #neighbours: number;

  /** `neighbours`: so many of the next works in a series are near as well. */
  constructor(neighbours: number) {
    this.#neighbours = neighbours;
  }

  /** Keys of the series' names, written as titles are. */
  get names(): ReadonlySet<string> {
    return this.#names;
  }

  /** A pack is entered at each of its volumes. */
  add(reading: WorkReading, value: T): void {
    for (const key of reading.places.keys()) this.#names.add(nameOf(key));
    for (const [key, numbers] of numbersOf(reading)) {
      const series = this.#series.get(key) ?? new Map<number, T[]>();
      this.#series.set(key, series);
      this.#sorted.delete(key);
      for (const n of numbers) {
        addAt(series, n, value);
        addAt(this.#byNumber, n, value);
      }
    }
  }

  /** What stands at one of its numbers, and what stands next to them in its series. */
  near(reading: WorkReading): ReadonlySet<T> {
    const found = new Set<T>();
    for (const [key, numbers] of numbersOf(reading)) {
      for (const n of numbers) {
        const there = key === LONE ? this.#byNumber.get(n) : this.#series.get(key)?.get(n);
        for (const value of there ?? []) found.add(value);
        for (const value of this.#series.get(LONE)?.get(n) ?? []) found.add(value);
      }
      const [first] = numbers;
      if (first !== undefined) this.#addNeighbours(key, first, found);
    }
    return found;
  }

  #addNeighbours(key: string, from: number, found: Set<T>): void {
    const series = this.#series.get(key);
    const numbers = this.#numbersIn(key);
    let above = firstFrom(numbers, from);
    let below = above - 1;
    let left = this.#neighbours;
    while (left > 0 && (below >= 0 || above < numbers.length)) {
      const up = (numbers[above] ?? Number.POSITIVE_INFINITY) - from;
      const down = from - (numbers[below] ?? Number.NEGATIVE_INFINITY);
      const at = down < up ? below-- : above++;
      const there = series?.get(numbers[at] ?? Number.NaN) ?? [];
      for (const value of there) found.add(value);
      left -= there.length;
    }
  }

  #numbersIn(key: string): readonly number[] {
    const known = this.#sorted.get(key);
    if (known !== undefined) return known;
    const made = [...(this.#series.get(key)?.keys() ?? [])].sort((a, b) => a - b);
    this.#sorted.set(key, made);
    return made;
  }
}

/**
 * The numbers of a work, by series; those of its title alone where no list gives one. A title that
 * ends in a number may be a series' name.
 */
function numbersOf({ places, title }: WorkReading): ReadonlyMap<string, readonly number[]> {
  const numbers = new Map<string, readonly number[]>();
  for (const [name, listed] of places) {
    const key = nameOf(name);
    const given = placeNumbers(isGiven(listed) ? listed : title.positions);
    numbers.set(key, [...(numbers.get(key) ?? []), ...given]);
  }
  if ([...places.values()].some(isGiven)) return numbers;
  if (isGiven(title.positions)) numbers.set(LONE, placeNumbers(title.positions));
  for (const piece of title.pieces) {
    const [, name, number] = NUMBERED_PIECE.exec(piece) ?? [];
    if (name !== undefined && !numbers.has(name)) numbers.set(name, [Number(number)]);
  }
  return numbers;
}

const NUMBERED_PIECE = new RegExp(String.raw`^(.+?)(?:${SERIES_WORDS})?(\d{1,4})$`, 'u');

/** The name of a series as titles have it, whatever order it is numbered in. */
function nameOf(key: string): string {
  return pieceKey(key.split('#')[0] ?? key);
}

/** The index of the first of ascending numbers that is not below `n`. */
function firstFrom(numbers: readonly number[], n: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < n) low = middle + 1;
    else high = middle;
  }
  return low;
}
