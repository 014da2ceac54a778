/** What a measurement can be asked; each takes of it what concerns it. */
export interface BenchOptions {
  /** How many terms to search; undefined: the measurement's own default. */
  readonly terms: number | undefined;
  /** How many items the library holds; undefined: the measurement's own sizes. */
  readonly items: number | undefined;
}

/** One measurement by its name: it prints one table. */
export interface Bench {
  /** One line for the list. */
  readonly purpose: string;
  /** Measures, prints, and takes down what it started. Bounded in time. */
  run(options: BenchOptions): Promise<void>;
}

/** Says on stderr what is under way, so that stdout holds the tables alone. */
export function say(sentence: string): void {
  console.error(`… ${sentence}`);
}
