import { authorKey, textKey } from '../names.ts';

// `Complete & Unabridged`, `The Complete and Uncut Edition` and `The Complete Guide to …` are one work.
const WHOLE_OF_ONE =
  /\bcomplete\s+(?:and\s+|&\s*)?(?:un-?\s?abridged|uncut|edition|guide|idiot|history|manual)\b/giu;
const WORDS =
  /\b(?:complete|collected|collections?|omnibus|box(?:ed)?[\s-]*sets?|anthology|anthologies|bundle|compendium)\b/iu;
/** `41 Audiobooks`, `12-book set`, `Novels 1-5`. */
const COUNT =
  /\b(?!1\b|0)\d{1,3}[\s-]*(?:(?:audio\s?)?books|novels|titles|volumes|(?:audio\s?)?book\s+(?:set|pack|collection))\b/iu;
const RANGE =
  /\b(?:audio\s?books|books|novels|vols?|volumes|titles)\.?\s*#?\d{1,3}\s*(?:[-–—]|to|thru|through)\s*#?\d{1,3}\b/iu;

/**
 * What in a title says that it is several works at once, or null: a word of collections, a count, or
 * nothing but an author's name and a number.
 */
export function signOfCollection(title: string, authors: readonly string[]): string | null {
  const plain = title.normalize('NFKC').replace(WHOLE_OF_ONE, ' ');
  const sign = WORDS.exec(plain) ?? COUNT.exec(plain) ?? RANGE.exec(plain);
  if (sign !== null) return sign[0];
  const rest = textKey(title).replace(/\s*\b\d{1,3}$/u, '');
  const isName = authors.some((author) => authorKey(rest) === authorKey(author));
  return isName ? title : null;
}
