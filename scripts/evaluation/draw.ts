/** Draws that depend on a name alone: what is made from them is the same on every machine. */
export interface Draw {
  /** At least 0, below 1. */
  next(): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** A whole number between the two, both included. */
  between(low: number, high: number): number;
  shuffle<T>(list: readonly T[]): T[];
}

/** Draws named by a text (mulberry32 over an FNV hash). */
export function drawFor(name: string): Draw {
  let state = hash(name);
  function next(): number {
    state = (state + 0x6d_2b_79_f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
  const between = (low: number, high: number): number =>
    low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick(from) {
      const picked = from[between(0, from.length - 1)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
    shuffle(list) {
      const left = [...list];
      for (let i = left.length - 1; i > 0; i -= 1) {
        const j = between(0, i);
        const [one, other] = [left[i], left[j]];
        if (one !== undefined && other !== undefined) [left[i], left[j]] = [other, one];
      }
      return left;
    },
  };
}

function hash(text: string): number {
  let value = 0x81_1c_9d_c5;
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01_00_01_93);
  return value;
}
