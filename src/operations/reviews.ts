import * as books from '../db/review-list.ts';
import type { ListedReview, NamedReview } from '../db/review-list.ts';
import {
  gapLabels,
  type ReviewState,
  type ReviewStatus,
  type ReviewWord,
} from '../domain/review.ts';
import { reasonSentence } from '../domain/sentences.ts';
import { isAsSaid } from '../temporal/review-words.ts';
import type { OperationDependencies } from './dependencies.ts';
import { OperationError } from './errors.ts';
import { nearestOf } from './nearest.ts';
import { sayOf } from './review-words.ts';

/** A review as a person is shown it. */
export interface ShownReview {
  readonly reviewId: string;
  readonly status: ReviewStatus;
  readonly why: 'doubt' | 'proposed';
  /** What it would fill, as a person knows it: a series and its volumes, a title, more by an author. */
  readonly wanted: readonly string[];
  readonly gapKeys: readonly string[];
  readonly title: string;
  readonly authors: readonly string[];
  readonly narrators: readonly string[];
  readonly formats: readonly string[];
  readonly sizeBytes: number;
  readonly seeders: number;
  readonly uploader: string | null;
  readonly source: string;
  readonly sourceId: string;
  /** Why it is asked: a sentence for each reason. */
  readonly sentences: readonly string[];
  /** The run that asked. */
  readonly runId: string;
  readonly openedAt: Date;
  readonly decidedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly note: string | null;
  /** How far its torrent is (`chosen`, `fetched`, `queued` …); null until it is approved. */
  readonly torrent: string | null;
}

/** What became of a word that was said of one review. */
export interface DecidedReview extends ReviewState {
  readonly title: string;
  /** False when it had ended before, or says no: `what` tells why. */
  readonly isDone: boolean;
  /** What there is to say of it, as half a sentence. */
  readonly what: string;
}

const OPEN: readonly ReviewStatus[] = ['open', 'approved'];
const ALL: readonly ReviewStatus[] = [
  ...OPEN,
  'queued',
  'already-there',
  'failed',
  'refused',
  'blocked',
  'excluded',
  'superseded',
];

/** Reviews, the oldest first: those that wait or are being acted on, unless others are asked for. */
export async function listReviews(
  { sql }: Pick<OperationDependencies, 'sql'>,
  { status }: { readonly status?: ReviewStatus | 'all' } = {},
): Promise<readonly ShownReview[]> {
  const those = status === 'all' ? ALL : [status ?? OPEN].flat();
  return (await books.listReviews(sql, those)).map(shown);
}

/** One review whole, by its id or its torrent's. @throws {OperationError} `unknown-review`. */
export async function showReview(
  deps: Pick<OperationDependencies, 'sql'>,
  name: string,
): Promise<ShownReview> {
  const [{ id }] = await resolve(deps, [name]);
  const found = await books.findListedReview(deps.sql, id);
  if (found === undefined) throw new Error(`no review ${id}`);
  return shown(found);
}

/**
 * Says one word of reviews, each named by its own id or its torrent's. All names are looked up
 * before any word is said; then each is answered for itself.
 *
 * @throws {OperationError} `unknown-review`, naming what comes nearest; `no-worker`, `temporal-away`.
 */
export async function decideReviews(
  deps: Pick<OperationDependencies, 'sql' | 'client'>,
  names: readonly string[],
  word: ReviewWord,
): Promise<readonly DecidedReview[]> {
  const decided: DecidedReview[] = [];
  for (const one of await resolve(deps, names)) decided.push(await decideOne(deps, one, word));
  return decided;
}

async function decideOne(
  deps: Pick<OperationDependencies, 'sql' | 'client'>,
  review: NamedReview,
  word: ReviewWord,
): Promise<DecidedReview> {
  const { id: reviewId, title, status } = review;
  if (!OPEN.includes(status)) {
    const what = `it ended already as ${status}`;
    return { reviewId, title, status, note: review.note, isDone: isAsSaid(word, status), what };
  }
  try {
    const state = await sayOf(deps.client, { reviewId, word }, title);
    return { ...state, title, isDone: isAsSaid(word, state.status), what: state.note ?? '' };
  } catch (error) {
    if (!(error instanceof OperationError) || error.kind !== 'refused') throw error;
    return { reviewId, title, status, note: review.note, isDone: false, what: error.message };
  }
}

/** Finds reviews by their names, all before anything is done. @throws {OperationError} */
export async function resolve(
  { sql }: Pick<OperationDependencies, 'sql'>,
  names: readonly string[],
): Promise<readonly [NamedReview, ...NamedReview[]]> {
  const known = await books.reviewNames(sql);
  const found = new Map<string, NamedReview>();
  for (const name of names) {
    // The latest review about a torrent comes first.
    const review =
      known.find(({ id }) => id === name) ?? known.find(({ sourceId }) => sourceId === name);
    if (review === undefined) throw unknownReview(name, known);
    found.set(review.id, review);
  }
  const [first, ...rest] = found.values();
  if (first === undefined) {
    const remedy = 'name one: mamcrawler review lists them';
    throw new OperationError('no review was named', { kind: 'invalid', remedy });
  }
  return [first, ...rest];
}

function unknownReview(name: string, known: readonly NamedReview[]): OperationError {
  const near = nearestOf(name, [...new Set(known.flatMap(({ id, sourceId }) => [id, sourceId]))]);
  const remedy =
    near.length === 0
      ? 'list them with mamcrawler review'
      : `did you mean ${near.join(' or ')}? All of them: mamcrawler review --all`;
  const what = `there is no review “${name}”, nor one about a torrent of that id`;
  return new OperationError(what, { kind: 'unknown-review', remedy });
}

function shown(review: ListedReview): ShownReview {
  const { candidate, decision, gaps, source, sourceId, title, why, status, note, runId } = review;
  const { authors, narrators, formats, sizeBytes, seeders, uploader = null } = candidate;
  const { gapKeys, openedAt, decidedAt, finishedAt, torrent } = review;
  const sentences =
    decision.verdict === 'accept' ? [decision.because] : decision.reasons.map(reasonSentence);
  return {
    reviewId: review.id,
    ...{ status, why, wanted: gapLabels(gaps), title, authors, narrators, formats },
    ...{ sizeBytes, seeders, uploader, source, sourceId, sentences, runId },
    ...{ gapKeys, openedAt, decidedAt, finishedAt, note, torrent },
  };
}
