import type { Candidate } from './candidate.ts';

/** A dot ends a sentence, unless it stands behind an initial. */
const WORD = String.raw`\p{Lu}(?:\.|[\p{L}'’-]+|(?=[ \t]))`;
/**
 * A person's name as a pattern: two to four words in capitals, on one line, since what stands below
 * is another field. Needs the flag `u`, and not `i`.
 */
export const PERSON_NAME = String.raw`${WORD}(?:[ \t]*(?:(?:van|von|de|da|del|la|le)[ \t]+)?(?<=[ \t.])${WORD}){1,3}`;
const NAMED_IN_WORDS = new RegExp(
  String.raw`\b(?:[Rr]ead|READ|[Nn]arrated|NARRATED|[Pp]erformed|[Vv]oiced)\s+(?:[Bb]y|BY):?\s+(${PERSON_NAME}(?:(?:,|,?\s+(?:and|&))\s+${PERSON_NAME})*)|\b(?:[Nn]arrators?|NARRATORS?|[Rr]eaders?)(?:\(s\))?\s*[:=-]\s*(${PERSON_NAME}(?:(?:,|,?\s+(?:and|&))\s+${PERSON_NAME})*)`,
  'u',
);

/** The narrators of a candidate: those listed, else those that its title, description or tags name. */
export function narratorsOf(
  candidate: Pick<Candidate, 'narrators' | 'title' | 'description' | 'tags'>,
): readonly string[] {
  const listed = candidate.narrators.filter((name) => name.trim() !== '');
  if (listed.length > 0) return listed;
  for (const text of [candidate.title, candidate.description, ...candidate.tags]) {
    const read = NAMED_IN_WORDS.exec(text);
    const names = read?.[1] ?? read?.[2];
    if (names !== undefined) return names.split(/,\s+(?:and\s+)?|\s+(?:and|&)\s+/u);
  }
  return [];
}

const CAST = /\b(?:full|multi|ensemble)[\s-]*cast\b/iu;

/** True when a cast reads: who is of it changes from volume to volume. */
export function isCast(narrators: readonly string[]): boolean {
  return narrators.some((name) => CAST.test(name));
}
