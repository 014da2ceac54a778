/** What people call the places that knowledge comes from; JSON keeps the short names. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['library', 'your library'],
  ['audible', 'Audible'],
  ['google-books', 'Google Books'],
  ['mam', 'MyAnonamouse'],
  ['file', 'the catalogue'], // of `mamcrawler eval`
]);

/** A source as it stands within a sentence: `google-books` is `Google Books`. One unknown stays. */
export function sourceName(source: string): string {
  return NAMES.get(source) ?? source;
}
