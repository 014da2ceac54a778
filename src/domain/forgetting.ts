import { namesInSteps, type HeldNames } from './held-in.ts';
import type { LibraryItem } from './item.ts';
import type { KnownWork } from './missing/known-work.ts';
import { authorKeys, seriesKey } from './names.ts';
import type { Steps } from './steps.ts';

/**
 * A known work is dropped when so many answers in a row, to the question that told of it, left it
 * out, and it was not told for so long either: with a refresh a month both take half a year.
 */
export const MOST_MISSES = 6;
export const MISSED_DAYS = 180;

/** What is of nobody that the library holds is dropped when it was not told for so long. */
export const AWAY_DAYS = 365;

/** Nothing is dropped of a source that has told nothing for so long: it may be down. */
export const SILENT_DAYS = 30;

/** Tells, of works that were not told for {@link AWAY_DAYS}, what no held author or series is part of. */
export function* awayInSteps(
  items: readonly LibraryItem[],
): Steps<(work: Pick<KnownWork, 'authors' | 'series'>) => boolean> {
  const held: HeldNames = yield* namesInSteps(items);
  return ({ authors, series }) =>
    !authorKeys(authors).some((key) => held.authors.has(key)) &&
    !series.some(({ name }) => held.series.has(seriesKey(name)));
}
