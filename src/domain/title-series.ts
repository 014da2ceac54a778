import { SERIES_WORDS, seriesKey, textKey } from './names.ts';
import { NO_POSITION, parsePositions, type PositionSet } from './positions.ts';
import { BEHIND, LIST_TAIL, TAIL } from './title-marks.ts';

/** Keys of series, of which there may be thousands: nobody walks through them. */
export interface SeriesNames {
  has(key: string): boolean;
}

/** A series named at the start of a piece of a title. */
export interface ToldSeries {
  readonly key: string;
  readonly positions: PositionSet;
  /** What is left behind its name and number, or null. */
  readonly left: string | null;
}

/**
 * The longest name of a series that the words of a piece's key start with; null when none is
 * there, or when more follows it than a number and a title.
 */
export function seriesAtStart(key: string, piece: string, names: SeriesNames): ToldSeries | null {
  const words = key.split(' ');
  for (let count = words.length; count > 0; count -= 1) {
    const name = words.slice(0, count).join(' ');
    const known = [name, `a ${name}`, `an ${name}`].find((one) => names.has(one));
    const behind = known === undefined ? null : readBehind(words.slice(count).join(' '), piece);
    if (known !== undefined && behind !== null) return { key: known, ...behind };
  }
  const whole = seriesKey(key);
  return names.has(whole) ? { key: whole, positions: NO_POSITION, left: null } : null;
}

const SERIES_WORD = new RegExp(String.raw`^(?:${SERIES_WORDS})(?:\s|$)`, 'u');

/** `A Royal Spyness Novella`: it stands beside the volumes. */
const BESIDE_VOLUMES = /^(?:(?:christmas|holiday)\s)?(?:novella|novelette|short(?:\sstory)?)$/u;

/** The number behind a series' name and what follows it; null where something else follows. */
function readBehind(words: string, piece: string): Pick<ToldSeries, 'positions' | 'left'> | null {
  const rest = words.replace(SERIES_WORD, '');
  if (BESIDE_VOLUMES.test(rest)) return { positions: parsePositions('novella'), left: null };
  const isNothing = /^(?:novel|story|book|adventure|mystery|thriller)?$/u.test(rest);
  if (isNothing) return { positions: NO_POSITION, left: null };
  const list = LIST_TAIL.exec(piece)?.[1];
  if (list !== undefined && textKey(list) === rest) {
    return { positions: parsePositions(list), left: null };
  }
  const read = /^([ivx]{1,7})$/u.exec(rest) ?? BEHIND.exec(rest);
  if (read === null) return null;
  return { positions: parsePositions(read[1] ?? null), left: read[2] ?? null };
}

/** What follows an author's name without a sign between; null when no name is there. */
export function behindAuthor(text: string, authors: ReadonlySet<string>): string | null {
  const words = text.split(' ');
  for (let count = Math.min(5, words.length - 1); count > 1; count -= 1) {
    if (!authors.has(words.slice(0, count).join(''))) continue;
    return words
      .slice(count)
      .join(' ')
      .replace(/^(?:an?|the)\s/u, '');
  }
  return null;
}

/** `Cradle` of `Cradle: A Novel` and of `Cradle, Book 1`. */
export function headOf(piece: string): string {
  return piece.replace(TAIL, '') || piece;
}
