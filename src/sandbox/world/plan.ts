import type { NameStyle, SeriesStyle } from './naming.ts';

/** What is owned of a series, and the gaps that this makes: declared, not computed. */
export interface Shape {
  /** Positions as the owner wrote them; null where none is given. */
  readonly owned: readonly (string | null)[];
  /** True when each position is a copy of the one before it, if that is the same. */
  readonly areCopies?: boolean;
  readonly interior: readonly number[];
  readonly next: number;
}

/** The ways in which series are owned. */
export const SHAPES = {
  first: { owned: ['1'], interior: [], next: 2 },
  second: { owned: ['2'], interior: [1], next: 3 },
  full3: { owned: ['1', '2', '3'], interior: [], next: 4 },
  full5: { owned: ['1', '2', '3', '4', '5'], interior: [], next: 6 },
  full7: { owned: ['1', '2', '3', '4', '5', '6', '7'], interior: [], next: 8 },
  full9: { owned: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], interior: [], next: 10 },
  hole2: { owned: ['1', '3', '4'], interior: [2], next: 5 },
  hole3: { owned: ['1', '2', '4', '5', '6'], interior: [3], next: 7 },
  lateStart: { owned: ['3', '4'], interior: [1, 2], next: 5 },
  ends: { owned: ['1', '6'], interior: [2, 3, 4, 5], next: 7 },
  omnibus: { owned: ['1-3', '5'], interior: [4], next: 6 },
  omnibusFull: { owned: ['1-3', '4', '5-6'], interior: [], next: 7 },
  halves: { owned: ['1', '1.5', '2', '2.5', '3'], interior: [], next: 4 },
  halvesHole: { owned: ['1', '2.5', '4'], interior: [2, 3], next: 5 },
  prequels: { owned: ['Prequel', '0', '0.5', '1', '2'], interior: [], next: 3 },
  padded: { owned: ['01', '02', '04'], interior: [3], next: 5 },
  doubled: { owned: ['1', '2', '2', '3'], interior: [], next: 4 },
  copies: { owned: ['1', '1', '2', '4'], areCopies: true, interior: [3], next: 5 },
  nulls: { owned: ['1', '2', null, null, '4'], interior: [3], next: 5 },
} as const satisfies Readonly<Record<string, Shape>>;

/** A {@link SHAPES} name. */
export type ShapeName = keyof typeof SHAPES;

/** Why a listing for a gap does not fit. */
export type Misfit =
  | 'abridged-flag'
  | 'abridged-word'
  | 'dramatised'
  | 'no-seeders'
  | 'ebook'
  | 'wrong-author'
  | 'wrong-volume' // for series with one gap only: which gap it is nearest to must be plain
  | 'snatched'
  | 'pack-repeats';

/** How a listing that fits looks. */
export type Fit =
  | 'plain'
  | 'rivals' // others fit as well, and lose: fewer seeders, another format
  | 'spelled' // author and series are spelled otherwise than in the library
  | 'padded' // its position has a leading zero
  | 'vip'; // for VIPs only, which the account is

/** What the tracker lists for a gap. A gap without a fate has no listing at all. */
export type Fate =
  | { readonly misfits: readonly Misfit[] }
  | { readonly fit: Fit; readonly idEnding?: '3' | '7' }
  /** One pack for several gaps; named at the first, `true` at the others. */
  | { readonly pack: string | true }
  /** Of a series that catalogues know whole: its title is right, its number is another one's. */
  | { readonly doubt: true };

/** What catalogues know of a series beside the works that are owned. */
export type Known =
  | 'whole' // the work of each gap
  | 'complete' // nothing: the highest volume that is owned is the last
  | 'announced' // the next volume, of which Google alone tells, and which is not out for long
  | 'unplaced' // the work of each gap, and one that stands in the series without a number
  | 'one-member'; // the work of each gap, but of what is owned the last volume alone

/** A series in the library. */
export interface SeriesPlan {
  readonly shape: ShapeName;
  readonly style?: SeriesStyle;
  /** By position of the gap. */
  readonly fates?: Readonly<Record<number, Fate>>;
  /** A second series: the third and the fourth work are its volumes 1 and 2. Its next is 3. */
  readonly also?: boolean;
  /** On which works a second author stands beside the first. */
  readonly coAuthor?: 'all' | 'all-but-first';
  readonly language?: string;
  /** Index of an owned work whose files are gone: it still counts as owned. */
  readonly missing?: number;
  /** Only for gaps whose listings fit plainly or are in doubt, or that have none. Absent: unknown. */
  readonly known?: Known;
}

/** What the tracker lists for those who want more by an author of many works. */
export type AuthorFate =
  | 'nothing' // no listing
  | 'owned' // only what is owned, and e-books
  | 'one' // one work that fits
  | 'three'; // three that fit: one of them now, two when their turn comes

/** An author in the library, with everything that is owned and listed. */
export interface AuthorPlan {
  readonly name?: NameStyle;
  readonly series: readonly SeriesPlan[];
  /** Works owned outside of any series. */
  readonly alone?: number;
  /** Set for exactly those of whom ten works or more are owned. */
  readonly more?: AuthorFate;
  /** Editions of each owned work that the tracker lists. */
  readonly ownedListed?: number;
  /** E-books by the author that the tracker lists. */
  readonly ebooks?: number;
}
