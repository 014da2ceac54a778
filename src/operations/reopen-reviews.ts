import { lockLedger } from '../db/acquisitions.ts';
import { allBlocks } from '../db/blocks.ts';
import type { Transaction } from '../db/connect.ts';
import { findGaps } from '../db/explain.ts';
import { makeDue } from '../db/removals.ts';
import { findListedReview, type NamedReview } from '../db/review-list.ts';
import { fillingsOf, holdReview, reopenReview } from '../db/review-words.ts';
import { findReview, undecidedAbout } from '../db/reviews.ts';
import { blockMeeting, type Block } from '../domain/blocked.ts';
import { whySuperseded, type ReviewStatus } from '../domain/review.ts';
import { reviewWorkflows } from '../temporal/reviews.ts';
import type { OperationDependencies } from './dependencies.ts';
import { OperationError } from './errors.ts';
import { resolve, type DecidedReview } from './reviews.ts';
import { asking } from './temporal-calls.ts';

type Dependencies = Pick<OperationDependencies, 'sql' | 'client'>;

/**
 * Takes refusals back, and what ended by a block or an exclusion that is no more: each review,
 * named by its own id or its torrent's, waits for a word again, and its gaps are due at the next
 * run. Each is answered for itself.
 *
 * @throws {OperationError} `unknown-review`, naming what comes nearest.
 */
export async function reopenReviews(
  deps: Dependencies,
  names: readonly string[],
): Promise<readonly DecidedReview[]> {
  const answers: DecidedReview[] = [];
  for (const review of await resolve(deps, names)) answers.push(await reopenOne(deps, review));
  return answers;
}

async function reopenOne(deps: Dependencies, review: NamedReview): Promise<DecidedReview> {
  const { id: reviewId, title } = review;
  const against = await deps.sql.begin((tx) => takeBack(tx, review));
  const now = await findReview(deps.sql, reviewId);
  if (now === undefined) throw new Error(`no review ${reviewId}`);
  const { status, note } = now;
  const isDone = status === 'open';
  const state = { reviewId, title, status, note, isDone };
  if (!isDone || against !== null) return { ...state, what: against ?? '' };
  const started = (await startWorkflow(deps, review)) ? '' : ', once Temporal answers';
  const what = `it waits for your word again${started}; its gaps are searched for at the next run`;
  return { ...state, what };
}

/** Answers why it was not taken back, as half a sentence; null when it was. */
async function takeBack(tx: Transaction, { id }: NamedReview): Promise<string | null> {
  await lockLedger(tx);
  const review = await holdReview(tx, id);
  if (review === undefined) throw new Error(`no review ${id}`);
  const { status, source, sourceId, gapKeys } = review;
  if (status !== 'refused' && status !== 'blocked' && status !== 'excluded') return whyNot(status);
  const other = await undecidedAbout(tx, { source, sourceId });
  if (other !== null) return `review ${other} about the same torrent waits already`;
  const listed = await findListedReview(tx, id);
  const block = listed === undefined ? null : blockMeeting(listed.candidate, await allBlocks(tx));
  if (block !== null) return `it stays ${status}: ${howToLift(block)}`;
  const gaps = await findGaps(tx, { keys: gapKeys });
  const excluded = gaps.filter(({ state }) => state === 'excluded').map((gap) => gap.id);
  if (excluded.length > 0 && excluded.length === gaps.length) {
    const how = `mamcrawler gaps include ${excluded.join(' ')} takes that back`;
    return `it stays ${status}: what it would fill is excluded; ${how}`;
  }
  const note = whySuperseded(gapKeys, await fillingsOf(tx, id));
  if (note !== null) return `it stays ${status}: ${note}`;
  await reopenReview(tx, id);
  await makeDue(tx, gapKeys);
  return null;
}

function howToLift({ kind, value }: Block): string {
  const what = kind === 'torrent' ? 'this torrent' : `the ${kind} “${value}”`;
  const name = kind === 'torrent' ? value : `"${value}"`;
  return `you blocked ${what}; mamcrawler block lift ${kind} ${name} takes that back`;
}

function whyNot(status: Exclude<ReviewStatus, 'refused' | 'blocked' | 'excluded'>): string | null {
  switch (status) {
    case 'open':
      return null;
    case 'approved':
    case 'queued':
    case 'already-there':
    case 'failed':
    case 'superseded':
      return `it is ${status}: only a refusal, or a block or an exclusion that was lifted, can be taken back`;
    default:
      return status satisfies never;
  }
}

/** Answers false while Temporal is away: a later word, or the worker, starts it then. */
async function startWorkflow({ client }: Dependencies, review: NamedReview): Promise<boolean> {
  try {
    await asking(client, () => reviewWorkflows(client).start(review));
    return true;
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    return false;
  }
}
