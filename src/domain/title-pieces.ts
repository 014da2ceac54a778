import { textKey } from './names.ts';
import { readNumber } from './numbers.ts';
import { together } from './order.ts';
import { withoutPackaging } from './title-noise.ts';

/** A piece of a title on its way to being told apart. */
export interface Piece {
  readonly text: string;
  readonly isBracketed: boolean;
}

export const SEPARATORS =
  /\s*:\s+|\s+[-–—|~•]+\s+|\s*;\s+|\s+\/\s+|:(?=\p{Lu})|(?<=\d)\s*[-–—]\s+(?=\p{L})/u;
export const BRACKETED = /[([{]([^()[\]{}]*)[)\]}]/gu;

/** A title on one line, as a person would have typed it: without what file names make of it. */
export function plain(text: string): string {
  return (
    text
      .normalize('NFKC')
      .replace(/(?<=\S)_\s/gu, ': ') // What a file's name makes of a colon.
      .replaceAll('_', ' ')
      // A part of a long story that has volumes of its own: together they name one work.
      .replace(/\bPart\s+(\d{1,2}),?\s+Vol(?:ume|\.)?\s*(\d{1,2})\b/giu, 'P$1V$2')
      .replace(DOTTED, (name) => name.replace(/\.(?!\d)|(?<!\d)\./gu, ' '))
      .replace(/^\s*(?:\d{2}\.|0\d)\s+(?=\p{L})/u, '')
      .replace(/\s+/gu, ' ')
      .trim()
  );
}

/** `Author.-.Series.01.-.Title`: dots for spaces, in a name that has none. */
const DOTTED = /^(?=(?:[^.\s]+\.){3})(?=.*\p{L}{3})\S+$/u;

/** The pieces of a plain title: those outside of brackets first. */
export function split(text: string): readonly Piece[] {
  const asides = [...text.matchAll(BRACKETED)].map((match) => match[1] ?? '');
  const outside = withoutPackaging(text.replace(BRACKETED, ' ').replace(/\s+/gu, ' ').trim());
  return [
    ...outside
      .split(SEPARATORS)
      .map((piece) => ({ text: articleFirst(piece.trim()), isBracketed: false })),
    ...asides.flatMap((aside) =>
      aside.split(SEPARATORS).map((piece) => ({ text: piece.trim(), isBracketed: true })),
    ),
  ].filter((piece) => /[\p{L}\p{N}]/u.test(piece.text));
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
