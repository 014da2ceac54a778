import { z } from 'zod';
import type { ReviewWord } from '../../domain/review.ts';
import {
  type DecidedReview,
  decideReviews,
  listReviews,
  type OperationDependencies,
  OperationError,
  reopenReviews,
} from '../../operations/index.ts';
import { call, TAKES_NOTHING, type Call } from '../call.ts';
import { Name } from '../fields.ts';

const Asked = z.strictObject({
  /** `?all` alone says yes, too. */
  all: z.enum(['', 'true', 'false'], { error: 'is neither true nor false' }).exactOptional(),
});
const Named = z.strictObject({ id: Name });

/** What waits for a person's word, and the words. */
export function reviewCalls(deps: OperationDependencies): readonly Call[] {
  const takes = { ...TAKES_NOTHING, path: Named };
  return [
    call('GET /api/review', { ...TAKES_NOTHING, query: Asked }, ({ query: { all = 'false' } }) =>
      listReviews(deps, all === 'false' ? {} : { status: 'all' }),
    ),
    call('POST /api/review/:id/approve', takes, ({ path }) => decide(deps, path.id, 'approve')),
    call('POST /api/review/:id/refuse', takes, ({ path }) => decide(deps, path.id, 'refuse')),
    call('POST /api/review/:id/block', takes, ({ path }) => decide(deps, path.id, 'block')),
    call('POST /api/review/:id/exclude', takes, ({ path }) => decide(deps, path.id, 'exclude')),
    call('POST /api/review/:id/reopen', takes, async ({ path: { id } }) =>
      doneOrNot('reopen', await reopenReviews(deps, [id])),
    ),
  ];
}

async function decide(
  deps: OperationDependencies,
  id: string,
  word: ReviewWord,
): Promise<DecidedReview> {
  return doneOrNot(word, await decideReviews(deps, [id], word));
}

function doneOrNot(word: string, [decided]: readonly DecidedReview[]): DecidedReview {
  if (decided === undefined) throw new Error(`no answer of a review to ${word}`);
  if (decided.isDone) return decided;
  const { reviewId, title, what } = decided;
  throw new OperationError(`${word} of review ${reviewId} (“${title}”) was not done: ${what}`, {
    kind: 'refused',
    remedy: 'see how it stands with GET /api/review?all=true',
  });
}
