import type { Sql } from '../db/connect.ts';
import { noteWorkflow, undecidedReviews } from '../db/reviews.ts';
import type { ReviewWorkflows } from '../temporal/reviews.ts';

/** How many workflows are started at a time. */
const AT_ONCE = 8;

/**
 * Gives every review that waits its workflow again: Temporal's data may have been lost, or somebody
 * ended one. Those that run already are left as they are.
 */
export async function wakeReviews(sql: Sql, workflows: ReviewWorkflows): Promise<void> {
  const waiting = [...(await undecidedReviews(sql, { withoutWorkflow: false }))];
  async function startNext(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await workflows.start(next);
      await noteWorkflow(sql, next.id);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, startNext));
}
