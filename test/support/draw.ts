/** Draws numbers from a seed, so that a failing test can be run again as it was. */
export interface SeededDraw {
  readonly seed: number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
}

/** Starts a draw: from the environment's `FAULTS_SEED`, or from a seed of its own. Prints it. */
export function seededDraw(): SeededDraw {
  const given = Number(process.env['FAULTS_SEED'] ?? '');
  const seed = given > 0 ? given : Math.floor(Math.random() * 1_000_000) + 1;
  process.stdout.write(`FAULTS_SEED=${seed}\n`);
  let state = seed;
  function fraction(): number {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  return { seed, between: (least, most) => least + Math.floor(fraction() * (most - least + 1)) };
}
