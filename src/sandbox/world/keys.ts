/**
 * The keys of gaps, written here a second time on purpose: what the sandbox expects must not come
 * from the code that it checks.
 */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** An author's key: `J. R. Hallowmere` and `J.R. Hallowmere` share one. */
export function authorKeyOf(name: string): string {
  return plain(name).replace(/\b(\p{L}) (?=\p{L}\b(?!\p{L}))/gu, '$1');
}

/** A series' key: without a leading `the` and a trailing `series`, `saga`, `trilogy`, `cycle`. */
export function seriesKeyOf(name: string): string {
  return plain(name)
    .replace(/^the /, '')
    .replace(/ (?:series|saga|trilogy|cycle)$/, '');
}

/** What a right run types into the search box for an author or a series. */
export function searchTextOf(label: string): string {
  const words = label.replace(/[@!\-/~^$<=\\"()|*.,'’]/g, ' ').split(/\s+/);
  return words.filter((word) => word !== '' && !/^\p{L}$/u.test(word)).join(' ');
}
