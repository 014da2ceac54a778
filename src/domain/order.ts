/** Compares texts by code unit: the same everywhere, whatever the machine's language. */
export function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Counts how often each value is seen, to tell the most frequent one. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(value: string, times = 1): void {
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + times);
  }

  /** Adds another tally's counts to this one. */
  addAll(other: Tally): void {
    for (const [value, times] of other.#counts) this.add(value, times);
  }

  /** The values, most frequent first; ties in the order of {@link byText}. */
  ranked(): readonly string[] {
    return [...this.#counts]
      .sort(([a, timesA], [b, timesB]) => timesB - timesA || byText(a, b))
      .map(([value]) => value);
  }

  /** The most frequent value, or null when nothing was counted. */
  top(): string | null {
    let best: [string, number] | null = null;
    for (const [value, times] of this.#counts) {
      const wins = best === null || times > best[1] || (times === best[1] && value < best[0]);
      if (wins) best = [value, times];
    }
    return best === null ? null : best[0];
  }
}

/** True when two sets have something in common. As many steps as the smaller one is large. */
export function sharesOne<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean {
  const [few, many] = one.size <= other.size ? [one, other] : [other, one];
  for (const value of few) if (many.has(value)) return true;
  return false;
}

/**
 * Adds to the list under a key of a map. Most lists of an index hold one: made with it, such a list
 * has no room for sixteen more.
 */
export function addAt<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [value]);
  else known.push(value);
}

const NONE: readonly never[] = [];

/**
 * Some lists as one, which are kept by the hundred thousand: without room for more, and all that are
 * empty are the same one.
 */
export function together<T>(...lists: readonly (readonly T[])[]): readonly T[] {
  const all = lists.flat();
  return all.length === 0 ? NONE : all.slice();
}
