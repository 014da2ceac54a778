/** The queues: workflows with everything quick, and the one slot that touches the tracker. */
export const TASK_QUEUES = {
  /** Workflows, and the activities that read or change without touching the tracker. */
  main: 'mamcrawler',
  /** Everything that touches the tracker: one slot, so that requests are serialised. */
  site: 'mamcrawler-site',
} as const;

/** The typed search attributes of a run, with their types as the server names them. */
export const SEARCH_ATTRIBUTES = {
  MamPhase: 'Keyword',
  MamTermsDone: 'Int',
  MamTermsTotal: 'Int',
  MamQueued: 'Int',
} as const;

/** How long closed runs stay visible in Temporal; our own database keeps them longer. */
export const NAMESPACE_RETENTION = '720h';

/** Names of the workflow types, as `temporal workflow start --type` wants them. */
export const WORKFLOW_TYPES = {
  fullSync: 'fullSync',
  search: 'search',
  review: 'review',
} as const;

/** Priorities on the site's queue: 1 is served first. */
export const PRIORITIES = { person: 1, torrent: 2, crawl: 3 } as const;

/**
 * Id of a run's workflow: `full-sync-20261123-204455`, in UTC, so that it means something in a list
 * and sorts by time.
 */
export function workflowId(kind: 'full-sync' | 'search', at: Date): string {
  const stamp = at.toISOString().replaceAll(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `${kind}-${stamp}`;
}

/** Id of the workflow in which a review waits for a person: `review-12`. */
export function reviewWorkflowId(reviewId: string): string {
  return `review-${reviewId}`;
}
