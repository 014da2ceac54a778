import { seriesKey, textKey } from './names.ts';
import { parsePositions, type PositionSet } from './positions.ts';
import { BEHIND, LIST_TAIL, TAIL } from './title-marks.ts';

/** What stands behind the name of a series in a piece of a title. */
export interface BehindSeries {
  /** The number or numbers, or null for none. */
  readonly positions: PositionSet | null;
  /** What the piece tells besides; null: nothing. */
  readonly left: string | null;
}

const NOTHING: BehindSeries = { positions: null, left: null };

/**
 * Reads a piece, as written and as key, that begins with the name of a series and ends there or
 * goes on with a number. Undefined: it does not.
 */
export function readBehindSeries(
  words: string,
  key: string,
  text: string,
): BehindSeries | undefined {
  const name = key.replace(/^(?:an?|the)\s/u, '');
  if (seriesKey(words) === key || words === name) return NOTHING;
  if (name === '' || !words.startsWith(`${name} `)) return undefined;
  const rest = words.slice(name.length + 1).replace(/^(?:series|saga|trilogy|cycle)\s?/u, '');
  const isDescribed = /^(?:novel|story|book|adventure|novella|mystery|thriller)$/u.test(rest);
  if (rest === '' || isDescribed) return NOTHING;
  const list = LIST_TAIL.exec(text)?.[1];
  if (list !== undefined && textKey(list) === rest) {
    return { positions: parsePositions(list), left: null };
  }
  const read = /^([ivx]{1,7})$/u.exec(rest) ?? BEHIND.exec(rest);
  if (read === null) return undefined;
  return { positions: parsePositions(read[1] ?? null), left: read[2] ?? null };
}

/** `Cradle` of `Cradle: A Novel` and of `Cradle, Book 1`. */
export function headOf(piece: string): string {
  return piece.replace(TAIL, '') || piece;
}
