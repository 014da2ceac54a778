import type { StoredEvent } from '../db/events.ts';
import type { RunStatus, RunStop } from '../domain/run.ts';
import type { RunProgress } from './progress.ts';

/** How a run ended; `terminated`: from outside, so that it could not say so itself. */
export interface RunEnd {
  readonly runId: string;
  readonly status: Exclude<RunStatus, 'running'> | 'terminated';
  readonly stop: RunStop | null;
  readonly reportPath: string | null;
}

/** Something that a person who follows a run should know beside the run's own events. */
export type FollowNotice =
  | 'not-begun' // no worker has taken it up yet
  | 'database-away'
  | 'database-back'
  | 'temporal-away'
  | 'temporal-back';

/** One thing that following a run brings. The last one is always an `end`, unless aborted. */
export type FollowItem =
  | { readonly kind: 'event'; readonly event: StoredEvent }
  | { readonly kind: 'progress'; readonly progress: RunProgress }
  | { readonly kind: 'notice'; readonly notice: FollowNotice }
  | { readonly kind: 'end'; readonly end: RunEnd };
