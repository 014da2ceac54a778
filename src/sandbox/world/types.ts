import type { Candidate } from '../../domain/candidate.ts';
import type { GapOutcome } from '../../domain/gap.ts';
import type { LibraryItem, Recording } from '../../domain/item.ts';

/** An item of the sandbox's library: what Audiobookshelf would know of it. */
export interface WorldItem extends LibraryItem {
  /** When it was added, in ms since the epoch. */
  readonly addedAt: number;
  /** True when its files are gone from the disk. */
  readonly isMissing: boolean;
}

/** A torrent that the sandbox's tracker lists. */
export interface WorldTorrent extends Candidate {
  /** When it was uploaded, in ms since the epoch. */
  readonly addedAt: number;
  readonly uploader: string | null;
  readonly fileCount: number;
}

/**
 * A recording that the sandbox's catalogues know. Audible tells its series; of Google a reader sees
 * what stands in title and subtitle. The language is as Audible writes it, the ISBN one of 13 digits.
 */
export interface CatalogueWork extends Recording {
  readonly runtimeMinutes: number | null;
  /** Day, month or year. */
  readonly publishedDate: string | null;
  readonly knownTo: readonly ('audible' | 'google-books')[];
}

/** One library of the sandbox's Audiobookshelf. */
export interface WorldLibrary {
  readonly id: string;
  readonly name: string;
  readonly mediaType: 'book' | 'podcast';
}

/** What a right run does with one gap. */
export interface ExpectedGap {
  readonly key: string;
  readonly outcome: GapOutcome;
  /** The torrent that fills it, or that will when the next run has a slot; else null. */
  readonly sourceId: string | null;
}

/** The right outcome of a full sync with the default settings, known from how the world was made. */
export interface ExpectedOutcome {
  readonly terms: number;
  readonly gaps: readonly ExpectedGap[];
  /** Source ids that are queued, in no order. */
  readonly queued: readonly string[];
  /** Source ids that fit and wait for the next run: for the cap, or for their author's turn. */
  readonly deferred: readonly string[];
}

/** The right outcome when catalogues are asked as well, with all that they know. */
export interface ExpectedWithCatalogue extends ExpectedOutcome {
  /** Lacking and not out yet: no gaps. */
  readonly upcoming: readonly { readonly title: string; readonly releaseDate: string }[];
  /** Titles of works whose place in a series is doubtful: for a person to say. */
  readonly questions: readonly string[];
}

/** A whole world: deterministic for its seed. */
export interface World {
  readonly libraries: readonly WorldLibrary[];
  readonly items: readonly WorldItem[];
  readonly torrents: readonly WorldTorrent[];
  readonly expected: ExpectedOutcome;
  /** What catalogues know of some of its series. */
  readonly catalogue: readonly CatalogueWork[];
  readonly expectedWithCatalogue: ExpectedWithCatalogue;
}
