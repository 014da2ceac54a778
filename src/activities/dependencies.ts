import type { Config } from '../config.ts';
import type { Sql } from '../db/connect.ts';
import type { Policy } from '../domain/policy.ts';
import type { Audiobookshelf } from '../integrations/audiobookshelf/index.ts';
import type { Qbittorrent } from '../integrations/qbittorrent/index.ts';
import type { Catalogue } from '../integrations/catalogues/index.ts';
import type { MeasuredPacer } from '../integrations/tracker/pacer.ts';
import type { TrackerSite } from '../integrations/tracker/site.ts';
import type { Logger } from '../logger.ts';
import type { ReviewWorkflows } from '../temporal/reviews.ts';
import type { Seal } from '../sealing.ts';

/** A catalogue, with what spaces the questions to it. */
export interface PacedCatalogue {
  readonly catalogue: Catalogue;
  readonly pacer: MeasuredPacer;
  /** Requests a day at most; null: as many as there are. */
  readonly perDay: number | null;
}

/** What activities work with: built once by the worker, closed by it in reverse. */
export interface Dependencies {
  readonly config: Config;
  readonly logger: Logger;
  readonly sql: Sql;
  readonly seal: Seal;
  readonly library: Audiobookshelf;
  readonly torrents: Qbittorrent;
  readonly tracker: TrackerSite;
  /** In the order in which they are asked: a later one is asked about what an earlier one told. */
  readonly catalogues: readonly PacedCatalogue[];
  /** Counts what politeness towards the tracker costs; the tracker itself waits by it. */
  readonly trackerPacer: MeasuredPacer;
  /** Spaces adds to the torrent client: eight in three seconds once hurt a whole account. */
  readonly addPacer: MeasuredPacer;
  /** The workflows in which reviews wait. */
  readonly reviews: ReviewWorkflows;
  /**
   * What the user is willing to take, as its file says it now: asked for at each step, so that a
   * change holds from the next one on. Throws `PolicyError` for a file that can't be used.
   */
  readonly policy: () => Promise<Policy>;
  /** Whether Temporal still has this execution open. */
  readonly isOpen: (workflowId: string, executionId: string) => Promise<boolean>;
}
