import type { KnownRow } from './rows.ts';
import type { Placement } from './trust.ts';

/** All rows of catalogues that are recordings, editions or names of one work. */
export interface Cluster {
  readonly rows: readonly KnownRow[];
  /** Places of all rows, by series key: of several in one series the one that is believed. */
  readonly places: ReadonlyMap<string, Placement>;
  readonly isPack: boolean;
}
