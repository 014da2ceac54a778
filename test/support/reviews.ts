import { findReview, type ReviewRow } from '../../src/db/reviews.ts';
import type { Stack } from './stack.ts';
import { until } from './until.ts';

/** The reviews about a torrent, the oldest first. */
export async function reviewsAbout(
  stack: Pick<Stack, 'sql'>,
  sourceId: string | null,
): Promise<readonly { readonly id: string; readonly status: ReviewRow['status'] }[]> {
  const rows = await stack.sql<{ id: string; status: ReviewRow['status'] }[]>`
    SELECT id, status FROM reviews WHERE source_id = ${sourceId} ORDER BY id`;
  return [...rows];
}

/** Waits until a review stands so. */
export async function untilReview(
  stack: Pick<Stack, 'sql'>,
  id: string,
  status: ReviewRow['status'],
): Promise<ReviewRow> {
  return until(`review ${id} is ${status}`, async () => {
    const row = await findReview(stack.sql, id);
    return row?.status === status ? row : undefined;
  });
}

/** The run id of a review's workflow while it is open, else null. */
export async function openExecution(stack: Pick<Stack, 'client'>, id: string) {
  const { status, runId } = await stack.client.workflow.getHandle(`review-${id}`).describe();
  return status.name === 'RUNNING' ? runId : null;
}
