import { listAt } from '../order.ts';
import { contradicts, isGiven } from '../positions.ts';
import { pieceKey } from '../title-pieces.ts';
import { placeNumbers } from '../works.ts';
import type { WorkReading } from './reading.ts';

/** So many volumes on either side are named as others of the series. */
const NEIGHBOURS = 24;

/** A number without a series. Occurs in no key. */
const LONE = '*';

/** Works by their numbers in series. */
export class NumberedPlaces<T> {
  readonly #series = new Map<string, Map<number, T[]>>();
  /** By number alone, whatever the series. */
  readonly #byNumber = new Map<number, T[]>();
  readonly #sorted = new Map<string, readonly number[]>();
  readonly #names = new Set<string>();

  /** Keys of the series' names, written as titles are. */
  get names(): ReadonlySet<string> {
    return this.#names;
  }

  /** A pack is entered at each of its volumes. */
  add(reading: WorkReading, value: T): void {
    for (const key of reading.places.keys()) this.#names.add(pieceKey(seriesOf(key)));
    for (const [key, numbers] of numbersOf(reading)) {
      const series = this.#series.get(key) ?? new Map<number, T[]>();
      this.#series.set(key, series);
      this.#sorted.delete(key);
      for (const n of numbers) {
        listAt(series, n).push(value);
        listAt(this.#byNumber, n).push(value);
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

  /** True when both are numbered in one series, and nowhere alike. */
  isNumberedBeside(one: WorkReading, other: WorkReading): boolean {
    const common = [...other.places].filter(([key]) => one.places.has(key));
    return (
      common.length > 0 &&
      common.length === other.places.size &&
      common.every(([key, positions]) => {
        const own = one.places.get(key);
        return own !== undefined && isGiven(own) && contradicts(own, positions);
      })
    );
  }

  #addNeighbours(key: string, from: number, found: Set<T>): void {
    const series = this.#series.get(key);
    const numbers = this.#numbersIn(key);
    let above = firstFrom(numbers, from);
    let below = above - 1;
    let left = NEIGHBOURS;
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

/** The numbers of a work, by series; those of its title alone where no list gives one. */
function numbersOf({ places, title }: WorkReading): ReadonlyMap<string, readonly number[]> {
  const numbers = new Map<string, readonly number[]>();
  for (const [name, listed] of places) {
    const key = seriesOf(name);
    const given = placeNumbers(isGiven(listed) ? listed : title.positions);
    numbers.set(key, [...(numbers.get(key) ?? []), ...given]);
  }
  const isListed = [...places.values()].some(isGiven);
  if (!isListed && isGiven(title.positions)) numbers.set(LONE, placeNumbers(title.positions));
  return numbers;
}

/** The key of a series without the order that it is numbered in. */
function seriesOf(key: string): string {
  return key.split('#')[0] ?? key;
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
