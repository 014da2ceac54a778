/** The five phases of a run; `queue` is entered while the crawl is under way, and ends after it. */
export type Phase = 'analyse' | 'terms' | 'crawl' | 'queue' | 'report';

/** How a run stands. `stopped`: it could not go on, and says why; nothing was lost. */
export type RunStatus = 'running' | 'completed' | 'stopped' | 'cancelled' | 'failed';

/** Why a run did not complete. */
export interface RunStop {
  /** The failure's name: `tracker/login-locked`, `cancelled` …. */
  readonly name: string;
  /** What happened, to what. */
  readonly what: string;
  /** What the owner does next. */
  readonly remedy: string;
}
