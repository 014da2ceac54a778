import type { Decision } from '../decision.ts';
import type { Gap } from '../gap.ts';

/** A run, as far as an explanation names it. */
export interface RunName {
  readonly runId: string;
  readonly startedAt: Date;
  readonly dryRun: boolean;
}

/** One search that was made for a gap. */
export interface SearchFact {
  readonly label: string;
  readonly status: string;
  readonly pages: number;
  /** Results that the source says there are; null when it did not say. */
  readonly total: number | null;
  readonly resultsRead: number;
  readonly isCut: boolean;
  readonly failure: string | null;
}

/** What a run made of a gap. */
export interface GapRunFact extends RunName {
  readonly onItsWay: boolean;
  readonly isResting: boolean;
  /** Null while the run is under way. */
  readonly outcome: string | null;
  readonly detail: string | null;
  readonly searches: readonly SearchFact[];
}

/** A candidate that a run judged, with the decision. */
export interface JudgedFact extends RunName {
  readonly source: string;
  readonly sourceId: string;
  readonly title: string;
  readonly authors: readonly string[];
  /** The search that showed it first. */
  readonly term: string;
  readonly decision: Decision;
}

/** A line of the acquisition ledger. */
export interface TorrentFact {
  readonly sourceId: string;
  readonly title: string;
  readonly status: string;
  readonly runId: string;
  readonly chosenAt: Date;
  readonly queuedAt: Date | null;
  /** When its owner said that it was removed from the torrent client, or null. */
  readonly removedAt: Date | null;
  readonly failure: string | null;
}

/** What waits, or waited, for a person's word. */
export interface ReviewFact {
  readonly id: string;
  readonly sourceId: string;
  readonly title: string;
  readonly why: string;
  readonly status: string;
  readonly openedAt: Date;
  readonly decidedAt: Date | null;
  readonly note: string | null;
}

/** What a person has said of a gap, its series or its author. */
export interface ChoiceFact {
  readonly scope: string;
  readonly label: string;
  readonly choice: string;
  readonly at: Date;
}

/** A gap of the standing list. */
export interface GapFact {
  readonly id: string;
  readonly gap: Gap;
  readonly state: string;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  readonly releaseDate: string | null;
  /** Which knowledge says so, and when that was learned. */
  readonly sources: readonly { readonly source: string; readonly asOf: string | null }[];
  /** Searches in vain. */
  readonly tries: number;
  readonly lastTriedAt: Date | null;
  readonly lastOutcome: string | null;
  readonly nextTryAt: Date | null;
}

/** All that is known of one gap; every list has the newest first. */
export interface GapFacts extends GapFact {
  readonly choices: readonly ChoiceFact[];
  readonly runs: readonly GapRunFact[];
  readonly judged: readonly JudgedFact[];
  readonly torrents: readonly TorrentFact[];
  readonly reviews: readonly ReviewFact[];
}

/** All that is known of one torrent; every list has the newest first. */
export interface TorrentFacts {
  readonly sourceId: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly narrators: readonly string[];
  readonly formats: readonly string[];
  readonly sizeBytes: number;
  readonly seeders: number;
  /** Since when a person has blocked it, or null. */
  readonly blockedAt: Date | null;
  readonly judged: readonly JudgedFact[];
  /** The gaps that its decisions name. */
  readonly gaps: readonly GapFact[];
  readonly torrents: readonly TorrentFact[];
  readonly reviews: readonly ReviewFact[];
}

/** The clock of whoever reads: `2026-11-23 14:03`, and the time that counts as now. */
export interface Clock {
  readonly now: Date;
  readonly momentOf: (at: Date) => string;
}
