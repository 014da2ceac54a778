import type { Candidate } from './candidate.ts';

/** A dot ends a sentence, unless it stands behind an initial. */
const WORD = String.raw`\p{Lu}(?:\.|[\p{L}'’-]+|(?=[ \t]))`;
/** On one line: what stands below is another field. */
const NAME = String.raw`${WORD}(?:[ \t]*(?:(?:van|von|de|da|del|la|le)[ \t]+)?(?<=[ \t.])${WORD}){1,3}`;
const NAMED_IN_WORDS = new RegExp(
  String.raw`\b(?:[Rr]ead|READ|[Nn]arrated|NARRATED|[Pp]erformed|[Vv]oiced)\s+(?:[Bb]y|BY):?\s+(${NAME}(?:(?:,|,?\s+(?:and|&))\s+${NAME})*)|\b(?:[Nn]arrators?|NARRATORS?|[Rr]eaders?)(?:\(s\))?\s*[:=-]\s*(${NAME}(?:(?:,|,?\s+(?:and|&))\s+${NAME})*)`,
  'u',
);

/** The narrators of a candidate: those listed, else those that its title or description names. */
export function narratorsOf(
  candidate: Pick<Candidate, 'narrators' | 'title' | 'description'>,
): readonly string[] {
  const listed = candidate.narrators.filter((name) => name.trim() !== '');
  if (listed.length > 0) return listed;
  for (const text of [candidate.title, candidate.description]) {
    const read = NAMED_IN_WORDS.exec(text);
    const names = read?.[1] ?? read?.[2];
    if (names !== undefined) return names.split(/,\s+(?:and\s+)?|\s+(?:and|&)\s+/u);
  }
  return [];
}
