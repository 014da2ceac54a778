import type { Gap } from './gap.ts';

/** A gap as a person knows it: a title, `Mistborn 3`, `more by Brandon Sanderson`. */
export function gapLabel({ work, series, position, authors }: Gap): string {
  if (work != null) return work.title;
  return series === null ? `more by ${authors[0] ?? '?'}` : `${series} ${position ?? ''}`.trim();
}

/**
 * Whether a gap of that key is about all that an author may have written besides. It is not
 * excluded by a word on one torrent.
 */
export function isAuthorKey(key: string): boolean {
  return key.startsWith('author:');
}
