import type { ChosenTorrent } from '../activities/search.ts';
import type { NextTerm } from '../activities/terms.ts';
import type { Counts } from './progress.ts';

/** Where a crawl stands: a cursor, never a list of terms. */
export interface CrawlState {
  readonly next: NextTerm | null;
  /** Torrents that earlier runs chose and did not live to queue. */
  readonly left: readonly ChosenTorrent[];
  /** After this many terms the history starts anew. */
  readonly termsPerExecution: number;
}

/** What a run carries over into its next execution. */
export interface CarriedRun {
  readonly runId: string;
  readonly crawl: CrawlState;
  /** A history from before reviews carries no `asked`. */
  readonly counts: Omit<Counts, 'asked'> & Partial<Counts>;
  readonly paused: boolean;
}
