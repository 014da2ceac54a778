/** A seeded source of chance: the same seed gives the same draws, on every machine. */
export interface Draw {
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** One of a list. @throws {RangeError} when it is empty. */
  pick<T>(from: readonly T[]): T;
  /** True in `share` of all cases. */
  chance(share: number): boolean;
  /** Hexadecimal digits. */
  hex(length: number): string;
}

/** Starts a source of chance (mulberry32: small, and good enough for a stage set). */
export function createDraw(seed: number): Draw {
  let state = seed >>> 0;
  function fraction(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const between = (least: number, most: number): number =>
    least + Math.floor(fraction() * (most - least + 1));
  return {
    between,
    pick(from) {
      const one = from[between(0, from.length - 1)];
      if (one === undefined) throw new RangeError('nothing to pick from');
      return one;
    },
    chance: (share) => fraction() < share,
    hex(length) {
      let digits = '';
      while (digits.length < length) digits += between(0, 15).toString(16);
      return digits;
    },
  };
}

/** Draws until something new comes up. @throws {RangeError} when the supply seems used up. */
export function drawUnused(used: Set<string>, draw: () => string): string {
  for (let attempt = 0; attempt < 10_000; attempt += 1) {
    const one = draw();
    if (used.has(one)) continue;
    used.add(one);
    return one;
  }
  throw new RangeError('the vocabulary is used up');
}
