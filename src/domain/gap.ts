import type { SeriesPlace } from './item.ts';

/**
 * Why a gap is one: a hole between owned volumes, the volume after the last owned one,
 * or an author held in number of whom there may be more.
 */
export type GapKind = 'interior' | 'next' | 'author';

/** What is known of the very work that a gap is about, and of the recording that would suit. */
export interface WantedWork {
  readonly title: string;
  readonly subtitle: string | null;
  /** All of its places: a work may be in a series and in the series' parent. */
  readonly series: readonly SeriesPlace[];
  /** Narrators of what is owned of the series; empty when none is known. */
  readonly narrators: readonly string[];
  /** Of the recording that is known, or null. */
  readonly runtimeMinutes: number | null;
  readonly language: string | null;
  /** Day of its release (`2027-03-02`), or null when it is out or nobody knows. */
  readonly releaseDate: string | null;
  /**
   * Ids by which catalogues know it (`audible:B0…`); the tracker's where no catalogue does. Absent
   * where nobody told, and in what an older version kept.
   */
  readonly ids?: readonly string[];
}

/** A work that the library lacks and the user would want. */
export interface Gap {
  /**
   * Stable between runs: `series:<series key>:<author key>:<position>`, `author:<author key>`, or
   * `work:<author key>:<title>` for a known work without a place.
   */
  readonly key: string;
  readonly kind: GapKind;
  /** The series' name as the library writes it; null for an author gap. */
  readonly series: string | null;
  /** Other names that the series goes by: what a person says of one is said of all. Absent: none. */
  readonly alsoCalled?: readonly string[];
  /** The whole-numbered volume that is lacking; null for an author gap. */
  readonly position: number | null;
  /** The authors that a filling work may have (of the series' owned items, most frequent first). */
  readonly authors: readonly string[];
  /** How many items of this series (or of this author, for an author gap) the library holds. */
  readonly held: number;
  /** One sentence: why this is a gap. */
  readonly because: string;
  /** The work itself, where a catalogue knows it; without it the volume's number decides. */
  readonly work?: WantedWork | null;
}

/** All names of a gap's series; none for an author's gap. */
export function seriesNamesOf({ series, alsoCalled = [] }: Gap): readonly string[] {
  return series === null ? [] : [series, ...alsoCalled];
}

/** What becomes of a gap in a run: exactly one of these. In the order of a report. */
export const GAP_OUTCOMES = [
  'queued', // a torrent for it was queued in this run
  'would-queue', // a dry run found what it would queue
  'already-queued', // an earlier run queued it; it is on its way
  'deferred', // something fits, and waits for the next run
  'to-review', // something may fit, and a person has to say
  'refused', // candidates were seen, none fits
  'not-found', // searched, every page read, and nothing of this work was listed
  'not-searched', // its term was not reached, or not read to its end (cap, cancel, a stop): says why
  'resting', // searched before in vain, and not due again yet
  'failed', // its term or its torrent failed: says why
] as const;

/** One of {@link GAP_OUTCOMES}. */
export type GapOutcome = (typeof GAP_OUTCOMES)[number];
