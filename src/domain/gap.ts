/**
 * Why a gap is one: a hole between owned volumes, the volume after the last owned one,
 * or an author held in number of whom there may be more.
 */
export type GapKind = 'interior' | 'next' | 'author';

/** A work that the library lacks and the user would want. */
export interface Gap {
  /** Stable between runs: `series:<series key>:<author key>:<position>` or `author:<author key>`. */
  readonly key: string;
  readonly kind: GapKind;
  /** The series' name as the library writes it; null for an author gap. */
  readonly series: string | null;
  /** The whole-numbered volume that is lacking; null for an author gap. */
  readonly position: number | null;
  /** The authors that a filling work may have (of the series' owned items, most frequent first). */
  readonly authors: readonly string[];
  /** How many items of this series (or of this author, for an author gap) the library holds. */
  readonly held: number;
  /** One sentence: why this is a gap. */
  readonly because: string;
}

/** What becomes of a gap in a run: exactly one of these. In the order of a report. */
export const GAP_OUTCOMES = [
  'queued', // a torrent for it was queued in this run
  'would-queue', // a dry run found what it would queue
  'already-queued', // an earlier run queued it; it is on its way
  'deferred', // something fits, and waits for the next run
  'refused', // candidates were seen, none fits
  'not-found', // searched, every page read, and nothing of this work was listed
  'not-searched', // its term was not reached, or not read to its end (cap, cancel, a stop): says why
  'failed', // its term or its torrent failed: says why
] as const;

/** One of {@link GAP_OUTCOMES}. */
export type GapOutcome = (typeof GAP_OUTCOMES)[number];
