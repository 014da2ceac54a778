/** An author as others spell the name: initials together, no diacritics, a round apostrophe. */
export function otherSpelling(author: string): string {
  return author
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\b(\p{Lu})\. (?=\p{Lu}\.)/gu, '$1.')
    .replaceAll("'", '’');
}

/** A series as others name it: longer, so that a search for its words still finds it. */
export function longerName(series: string): string {
  const article = series.startsWith('The ') ? '' : 'The ';
  const suffix = / (?:Series|Saga|Trilogy|Cycle)$/.test(series) ? '' : ' Saga';
  return `${article}${series}${suffix}`;
}
