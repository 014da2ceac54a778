import type { CatalogueWork } from './world/types.ts';

/** Text without case, marks and punctuation, in words with one blank between. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** True when every word stands somewhere in the text. */
function holdsWords(text: string, words: string): boolean {
  const there = new Set(plain(text).split(' '));
  return plain(words)
    .split(' ')
    .every((word) => there.has(word));
}

/** True when the words stand in the text one after the other. */
function holdsPhrase(text: string, phrase: string): boolean {
  return ` ${plain(text)} `.includes(` ${plain(phrase)} `);
}

/** What Audible finds: the words of the title anywhere, those of the author in one author. */
export function searchAudible(
  works: readonly CatalogueWork[],
  { title, author }: { readonly title: string; readonly author: string },
): readonly CatalogueWork[] {
  return works.filter((work) => {
    if (!work.knownTo.includes('audible')) return false;
    if (author !== '' && !work.authors.some((name) => holdsWords(name, author))) return false;
    const series = work.series.map(({ name }) => name);
    return holdsWords(
      [work.title, work.subtitle ?? '', ...series, ...work.authors].join(' '),
      title,
    );
  });
}

/** What Google finds: phrases in title and subtitle, and in one author. */
export function searchGoogle(
  works: readonly CatalogueWork[],
  phrases: { readonly title: string | null; readonly author: string | null },
): readonly CatalogueWork[] {
  const { title, author } = phrases;
  return works.filter((work) => {
    if (!work.knownTo.includes('google-books')) return false;
    if (title !== null && !holdsPhrase(`${work.title} ${work.subtitle ?? ''}`, title)) return false;
    return author === null || work.authors.some((name) => holdsPhrase(name, author));
  });
}
