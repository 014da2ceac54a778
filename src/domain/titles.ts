import { withoutFormerNames } from './title-former.ts';
import { joinSeries } from './title-joined.ts';
import { pieceKeys, plain, split, type Piece } from './title-pieces.ts';
import type { TitleReading, WrittenTitle } from './title-reading.ts';
import { Sorter } from './title-sorter.ts';

export { pieceKey } from './title-pieces.ts';
export type { TitleReading, WrittenTitle } from './title-reading.ts';
export type { SeriesNames } from './title-series.ts';

/** Takes a title apart. Pure; idempotent in what it tells; independent of the Unicode form. */
export function readTitle(written: WrittenTitle): TitleReading {
  const told = [written.title, written.subtitle ?? ''].map((text, index) =>
    withoutFormerNames(plain(text), index === 0),
  );
  const texts = told.map(({ text }) => text);
  const former = pieceKeys(told.flatMap(({ names }) => names));
  const pieces = texts.map(split);
  const joined = pieces.map((some) => joinSeries(some, written.seriesKeys));
  const isJoined = joined.some((some, index) => some !== pieces[index]);
  const reading = sorted(joined.flat(), { written, texts, former });
  // A series' name in pieces is no more than the title, where nothing else tells one.
  const isUntold = isJoined && reading.pieces.length === 0;
  return isUntold ? sorted(pieces.flat(), { written, texts, former }) : reading;
}

/** What a title is read with, besides its pieces. */
interface Read {
  readonly written: WrittenTitle;
  readonly texts: readonly string[];
  readonly former: readonly string[];
}

function sorted(pieces: readonly Piece[], { written, texts, former }: Read): TitleReading {
  const sorter = new Sorter(written);
  for (const piece of pieces) sorter.add(piece);
  return sorter.reading(texts, former);
}
