import type { Gap } from './gap.ts';
import type { LibraryItem } from './item.ts';
import { pair } from './judging/owned-index.ts';
import type { Lacking, LackingWork } from './lacking.ts';
import { authorKeys, seriesKey } from './names.ts';
import { eachInSteps, runToEnd, type Steps } from './steps.ts';

/**
 * Of what is lacking among all items, what concerns some of the libraries: gaps of the series, and
 * of the authors, that these hold. Notes stay.
 */
export function keepHeldIn(
  lacking: Lacking,
  items: readonly LibraryItem[],
  libraryIds: ReadonlySet<string>,
): Lacking {
  const isIn = (item: LibraryItem): boolean => libraryIds.has(item.libraryId);
  const elsewhere = runToEnd(namesInSteps(items.filter((item) => !isIn(item))));
  if (elsewhere.isNothing) return lacking;
  const here = runToEnd(namesInSteps(items.filter(isIn)));
  const concerns = ({ gap }: LackingWork): boolean => isOf(gap, here, elsewhere);
  return {
    ...lacking,
    gaps: lacking.gaps.filter(concerns),
    questions: lacking.questions.filter(concerns),
    upcoming: lacking.upcoming.filter(concerns),
  };
}

/** What some items are of: keys of names. */
export interface HeldNames {
  readonly isNothing: boolean;
  readonly authors: ReadonlySet<string>;
  readonly series: ReadonlySet<string>;
  /** Series by author. */
  readonly pairs: ReadonlySet<string>;
}

/** Of which authors and series some items are. Linear in them. */
export function* namesInSteps(items: readonly LibraryItem[]): Steps<HeldNames> {
  const authors = new Set<string>();
  const series = new Set<string>();
  const pairs = new Set<string>();
  yield* eachInSteps(items, (item) => {
    const keys = authorKeys(item.authors);
    for (const author of keys) authors.add(author);
    for (const { name } of item.series) {
      const key = seriesKey(name);
      series.add(key);
      for (const author of keys) pairs.add(pair(key, author));
    }
  });
  return { isNothing: items.length === 0, authors, series, pairs };
}

function isOf({ series, authors }: Gap, here: HeldNames, elsewhere: HeldNames): boolean {
  const keys = authorKeys(authors);
  if (series === null) return keys.some((author) => here.authors.has(author));
  const key = seriesKey(series);
  const pairs = keys.map((author) => pair(key, author));
  if (pairs.some((one) => here.pairs.has(one))) return true;
  // A volume by a guest is its series' all the same, unless another library holds a namesake.
  return here.series.has(key) && !pairs.some((one) => elsewhere.pairs.has(one));
}
