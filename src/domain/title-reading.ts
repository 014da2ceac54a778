import type { PositionSet } from './positions.ts';
import type { SeriesNames } from './title-series.ts';

/** A title as a source writes it, and what is known beside it. */
export interface WrittenTitle {
  readonly title: string;
  readonly subtitle?: string | null;
  /** Keys of series in whose names pieces of the title are no names of works. */
  readonly seriesKeys: SeriesNames;
  /** Forms of the authors' names, without spaces. */
  readonly authors: ReadonlySet<string>;
  /** Names of the narrators. */
  readonly narrators?: readonly string[];
}

/** A place in a series that a title tells of. */
export interface ToldPlace {
  readonly key: string;
  readonly positions: PositionSet;
}

/** A title, taken apart. */
export interface TitleReading {
  /** Keys of the pieces that tell the work, in order; empty when only series and number are told. */
  readonly pieces: readonly string[];
  /** Keys of pieces that may be another name of the work, or of its series: in brackets, numbered. */
  readonly asides: readonly string[];
  /** Keys of former and regional titles of the work that the title tells of; asides too. */
  readonly former: readonly string[];
  /** Keys of what a separator cut the name of a series into: `Star Trek: Picard`. */
  readonly cut: readonly string[];
  /** Of the asides, what stands in brackets without a number. */
  readonly brackets: readonly string[];
  /** Series that pieces with a volume's mark name: `Dungeon Crawler Carl, Book 7`. */
  readonly claims: readonly ToldPlace[];
  /** Key of the title as written; of its first piece only, where no piece tells the work. */
  readonly whole: string;
  /** The position that the title gives; for a collection that says no more, `1-3` of a trilogy. */
  readonly positions: PositionSet;
  /** `1 of 2`: the part of a work that it is, or null. */
  readonly part: string | null;
  /** `Disc 1`: the one disc that it names, or null. A library may call a whole book so. */
  readonly disc: string | null;
  /** True when a piece is the name of one of the authors. */
  readonly isAuthorNamed: boolean;
  /** True for an omnibus or a box set. */
  readonly isCollection: boolean;
}

/** The key of what tells the work; of the title as written, where no piece tells it. */
export function nameOf({ pieces, whole }: Pick<TitleReading, 'pieces' | 'whole'>): string {
  return pieces.length > 0 ? pieces.join('') : whole;
}
