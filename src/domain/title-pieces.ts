import { textKey } from './names.ts';
import { readNumber } from './numbers.ts';
import { together } from './order.ts';
import { TITLED_VOLUME } from './title-marks.ts';
import { withoutDiscs } from './title-media.ts';
import { withoutPackaging } from './title-noise.ts';

/** A piece of a title on its way to being told apart. */
export interface Piece {
  readonly text: string;
  readonly isBracketed: boolean;
  /** True for the last of its text outside of brackets, and for all in brackets. */
  readonly isLast: boolean;
  /** True for the name of a series that starts with another's. */
  readonly isSpinOff?: boolean;
}

export const SEPARATORS =
  /\s*:\s+|\s+[-–—|~•]+\s+|\s*;\s+|\s+\/\s+|(?<=[\p{L}\p{N}]{3}):(?=\p{Lu})|(?<=\d)\s*[-–—]\s+(?=\p{L})/u;
export const BRACKETED = /[([{]([^()[\]{}]*)[)\]}]/gu;

/** A title on one line, as a person would have typed it: without what file names make of it. */
export function plain(text: string): string {
  return (
    withoutDiscs(text.normalize('NFKC'))
      .replace(/(?<=\S)_\s/gu, ': ') // What a file's name makes of a colon.
      .replaceAll('_', ' ')
      // A part of a long story that has volumes of its own: together they name one work.
      .replace(PART_AND_VOLUME, 'P$1V$2')
      .replace(OUT_OF, '$1')
      .replace(SPACED_RANGE, '$1-')
      .replace(VOLUME_IN_COMMAS, ', $1: ')
      .replace(DOTTED, (name) => name.replace(/\.(?!\d)|(?<!\d)\./gu, ' '))
      .replace(/^\s*(?:\d{2}\.|0\d)\s+(?=\p{L})/u, '')
      .replace(/\s+/gu, ' ')
      .trim()
  );
}

/** `Book 2 of 9`: how many there are names no series. */
const OUT_OF =
  /((?:\b(?:book|bk|vol(?:ume)?|number|no)\.?\s*#?\s*|#)(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))\s+(?:of|\/)\s+(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?=\s*(?:$|[:;,.)\]}]|[–—-]\s))/giu;

/** `Books 3 - 4` at the end of a text: a dash that parts no pieces. */
const SPACED_RANGE =
  /(\b(?:books|vols?\.?|volumes)\s*#?\d{1,3})\s+[-–—]\s+(?=#?\d{1,3}\s*(?:[)\]}]|$))/giu;

/** `A Narrative, Volume I, Fort Sumter to Perryville`: the volume's title follows. */
const VOLUME_IN_COMMAS =
  /,\s+((?:vol(?:ume|\.)?|book|band|tome)\s+(?:\d{1,3}|[IVX]{1,6})),\s+(?=\p{L})/giu;

/** `Part 2 Volume 2`, `Part 2 - Apprentice Shrine Maiden, Volume 2`: the part's name tells no more. */
const PART_AND_VOLUME =
  /\bPart\s+(\d{1,2})(?:\s*[:–—-]\s+[^,:()[\]\d]{3,40})?,?\s+(?:[–—-]\s+)?Vol(?:ume|\.)?\s*(\d{1,2})\b/giu;

/** `Author.-.Series.01.-.Title`: dots for spaces, in a name that has none. */
const DOTTED = /^(?=(?:[^.\s]+\.){3})(?=.*\p{L}{3})\S+$/u;

/** The pieces of a plain title: those outside of brackets first. */
export function split(text: string): readonly Piece[] {
  const asides = [...text.matchAll(BRACKETED)].map((match) => match[1] ?? '');
  const outside = withoutPackaging(text.replace(BRACKETED, ' ').replace(/\s+/gu, ' ').trim());
  const named = outside.split(SEPARATORS).filter(hasWords);
  return [
    ...named.map((piece, index) => ({
      text: articleFirst(piece.trim()),
      isBracketed: false,
      isLast: index === named.length - 1,
    })),
    ...asides.flatMap(splitAside).map((piece) => ({
      text: piece.trim(),
      isBracketed: true,
      isLast: true,
    })),
  ];
}

/** A volume's number and its title stay together. */
function splitAside(aside: string): readonly string[] {
  return TITLED_VOLUME.test(aside.trim()) ? [aside] : aside.split(SEPARATORS).filter(hasWords);
}

function hasWords(piece: string): boolean {
  return /[\p{L}\p{N}]/u.test(piece);
}

/** `Primal Hunter, The` the right way round. */
function articleFirst(piece: string): string {
  return piece.replace(/^(.*\S),\s+(the|an?)$/iu, '$2 $1');
}

/**
 * The key of a piece: without its article and spaces, numbers as digits. `Ready Player Two` and
 * `Ready Player 2`, `Dread God` and `Dreadgod` share one.
 */
export function pieceKey(piece: string): string {
  const words = textKey(piece).split(' ');
  if (words.length > 1 && /^(?:the|an?)$/u.test(words[0] ?? '')) words.shift();
  const last = words.length - 1;
  const written = words.map((word, index) => {
    const isRoman = /^[ivx]+$/u.test(word);
    if (isRoman && (index !== last || index === 0 || word.length < 2)) return word;
    return String(readNumber(word) ?? word);
  });
  const joined = written.join('');
  // What was apart may make one letter, or a number with a nought before it.
  const key = /^[a-z0-9]*$/u.test(joined) ? joined : textKey(joined).replaceAll(' ', '');
  return key.replace(/^0+(?=\d+$)/u, '');
}

/** The keys of pieces, each once, without those that have no letters. */
export function pieceKeys(pieces: readonly string[]): readonly string[] {
  const keys = new Set(pieces.map(pieceKey));
  keys.delete('');
  return together([...keys]);
}
