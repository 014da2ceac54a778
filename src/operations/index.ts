/** What a person or a program can ask for: the command line and the API are both thin over it. */
export { checkConfig, type CheckedConfig, type CheckedPolicy } from './check-config.ts';
export { cancelRun, pauseRun, resumeRun } from './control.ts';
export type { OperationDependencies } from './dependencies.ts';
export { type ListName, nothingRuns, OperationError, type OperationErrorKind } from './errors.ts';
export { explainThing, type Explained, type ExplainRequest } from './explain.ts';
export { followRun, type FollowOptions } from './follow.ts';
export {
  chooseGaps,
  type ChosenGaps,
  type GapChoice,
  type GapFilter,
  listGaps,
  type ListedGap,
} from './gaps.ts';
export { checkHealth, type Health } from './health.ts';
export type { FollowItem, FollowNotice, RunEnd } from './follow-item.ts';
export type { StartedRun } from './launch.ts';
export { runProgress, type RunProgress } from './progress.ts';
export { block, blocks, liftBlock, type BlockRequest, type Lifted } from './blocks.ts';
export { reopenReviews } from './reopen-reviews.ts';
export { reopenGaps, type ReopenedGaps } from './reopen-gaps.ts';
export { reopenGapsThere, type RunningProgram } from './running-program.ts';
export type { Reach, ReachDependencies } from './reach.ts';
export { findReport, type FoundReport } from './reports.ts';
export type { SearchRequest, SyncRequest } from './requests.ts';
export {
  decideReviews,
  listReviews,
  showReview,
  type DecidedReview,
  type ShownReview,
} from './reviews.ts';
export { listRuns, showRun, type ShownAcquisition, type ShownRun } from './runs.ts';
export { resumeSite, siteState } from './sites.ts';
export { startSearch, startSync } from './start.ts';
export { knownTrouble, type KnownTrouble } from './troubles.ts';
