import { seriesKey } from './names.ts';
import { TAIL } from './title-marks.ts';
import { isDescription } from './title-noise.ts';
import type { Piece } from './title-pieces.ts';
import type { SeriesNames } from './title-series.ts';

/** No series' name is cut into more pieces. */
const MOST_PIECES = 3;

/** The pieces of a text, and what of them was joined. */
export interface JoinedPieces {
  readonly pieces: readonly Piece[];
  /** Texts of those that make the name of a series together; none where there is no such name. */
  readonly cut: readonly string[];
}

/**
 * Pieces with the name of a series that a separator cut up in one: `Star Trek: Coda`, `Warriors:
 * The New Prophecy #1`.
 */
export function joinSeries(pieces: readonly Piece[], names: SeriesNames): JoinedPieces {
  const outside = pieces.findIndex(({ isBracketed }) => isBracketed);
  const end = outside < 0 ? pieces.length : outside;
  if (end < 2) return { pieces, cut: [] };
  for (let count = Math.min(MOST_PIECES, end); count > 1; count -= 1) {
    for (let from = 0; from + count <= end; from += 1) {
      const run = pieces.slice(from, from + count);
      const text = run.map((piece) => piece.text).join(' ');
      if (!names.has(seriesKey(text.replace(NUMBER_TAIL, '')))) continue;
      const isLast = run.at(-1)?.isLast === true;
      const joined = { text, isBracketed: false, isLast };
      return {
        pieces: [...pieces.slice(0, from), joined, ...pieces.slice(from + count)],
        cut: run.map((piece) => piece.text.replace(NUMBER_TAIL, '')),
      };
    }
  }
  return { pieces, cut: [] };
}

/**
 * `Falco: The New Generation` as a subtitle: a series of its own, and none of Falco's volumes. The
 * same pieces for any other subtitle.
 */
export function joinSpinOff(pieces: readonly Piece[], names: SeriesNames): readonly Piece[] {
  const [first, second, more] = pieces;
  if (first === undefined || second === undefined || more !== undefined) return pieces;
  if (first.isBracketed || second.isBracketed || !names.has(seriesKey(first.text))) return pieces;
  const isOther = names.has(seriesKey(second.text)) || /\d/u.test(second.text);
  if (isOther || TAIL.test(second.text) || isDescription(second.text)) return pieces;
  return [{ ...second, text: `${first.text}: ${second.text}`, isSpinOff: true }];
}

const NUMBER_TAIL = new RegExp(String.raw`${TAIL.source}|\s\d{1,2}$`, 'iu');
