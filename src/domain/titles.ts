import { withoutFormerNames } from './title-former.ts';
import { joinSeries, joinSpinOff } from './title-joined.ts';
import { discIn } from './title-media.ts';
import { pieceKeys, plain, split, type Piece } from './title-pieces.ts';
import type { TitleReading, WrittenTitle } from './title-reading.ts';
import { Sorter } from './title-sorter.ts';

export { pieceKey } from './title-pieces.ts';
export { nameOf, type TitleReading, type WrittenTitle } from './title-reading.ts';
export type { SeriesNames } from './title-series.ts';

/** Takes a title apart. Pure; idempotent in what it tells; independent of the Unicode form. */
export function readTitle(written: WrittenTitle): TitleReading {
  const told = [written.title, written.subtitle ?? ''].map((text, index) =>
    withoutFormerNames(plain(text), index === 0),
  );
  const texts = told.map(({ text }) => text);
  const former = pieceKeys(told.flatMap(({ names }) => names));
  const [title = [], subtitle = []] = texts.map(split);
  const pieces = [title, joinSpinOff(subtitle, written.seriesKeys)];
  const joined = pieces.map((some) => joinSeries(some, written.seriesKeys));
  const cut = pieceKeys(joined.flatMap((some) => some.cut));
  const sort = (of: readonly (readonly Piece[])[]) => {
    const sorter = new Sorter(written);
    for (const piece of of.flat()) sorter.add(piece);
    return sorter.outcome(texts);
  };
  const reading = sort(joined.map((some) => some.pieces));
  // A series' name in pieces is no more than the title, where nothing else tells one.
  const isUntold = cut.length > 0 && reading.pieces.length === 0;
  const read = isUntold ? sort(pieces) : reading;
  const asides = [...new Set([...read.asides, ...former])];
  const disc = texts.map(discIn).find((one) => one !== null) ?? null;
  return { ...read, asides, former, cut: isUntold ? [] : cut, disc };
}
