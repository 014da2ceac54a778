/** What a run has counted so far. */
export interface Counts {
  readonly termsTotal: number;
  readonly termsDone: number;
  /** Candidates that were judged. */
  readonly found: number;
  readonly refused: number;
  readonly deferred: number;
  /** Reviews that were opened for a person to decide. */
  readonly asked: number;
  readonly queued: number;
  readonly alreadyThere: number;
  readonly failed: number;
}

/** What the query `progress` answers. */
export interface Progress extends Counts {
  readonly runId: string | null;
  readonly phase: 'begin' | 'analyse' | 'terms' | 'crawl' | 'queue' | 'report' | 'done';
  readonly paused: boolean;
  /** The term at work, as a person knows it. */
  readonly term: string | null;
}

/** The counts of a run that has just begun. */
export const NOTHING: Counts = {
  termsTotal: 0,
  termsDone: 0,
  found: 0,
  refused: 0,
  deferred: 0,
  asked: 0,
  queued: 0,
  alreadyThere: 0,
  failed: 0,
};

/** The counts alone, as they are carried into the next execution. */
export function countsOf(progress: Progress): Counts {
  const { termsTotal, termsDone, found, refused, deferred, asked } = progress;
  const { queued, alreadyThere, failed } = progress;
  return { termsTotal, termsDone, found, refused, deferred, asked, queued, alreadyThere, failed };
}
