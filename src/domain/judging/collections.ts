import type { Candidate } from '../candidate.ts';
import { authorKey, textKey } from '../names.ts';
import { formatPositions, isPack, wholeVolumes } from '../positions.ts';
import type { Identity } from '../works.ts';
import type { OwnedIndex } from './owned-index.ts';

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

/**
 * Why it can't be told what of a candidate is owned, or null for a single work. A collection says
 * nothing of what is in it; a pack of volumes is compared with those owned.
 */
export function severalWorks(
  { title, authors }: Candidate,
  identity: Identity,
  owned: OwnedIndex,
): string | null {
  const sign = signOfCollection(title, authors);
  if (sign !== null) return sign;
  for (const { key, positions } of identity.places) {
    if (!isPack(positions)) continue;
    const volumes = wholeVolumes(positions);
    const repeated = volumes.filter((n) => owned.ownsVolume(key, identity.authors, n)).length;
    if (repeated * 2 < volumes.length) continue;
    const fresh = volumes.length - repeated;
    return `${formatPositions(positions)}: ${fresh} new, ${repeated} repeated`;
  }
  return null;
}
