import type { Gap } from '../gap.ts';
import type { RunReport } from '../report.ts';
import { bold, escape } from './markdown.ts';

/** Finds gaps by their keys, for a report's sentences. */
export type GapNames = (gapKeys: readonly string[]) => string;

/** `*Mistborn* 3, 4` for the keys of gaps; the author for an author gap. */
export function gapNames(report: RunReport): GapNames {
  const gaps = new Map(report.gaps.map(({ gap }) => [gap.key, gap]));
  return (gapKeys) => {
    const volumes = new Map<string, string[]>();
    for (const key of gapKeys) {
      const gap = gaps.get(key);
      const [name, volume] = gap === undefined ? [escape(key), ''] : nameOf(gap);
      const known = volumes.get(name) ?? [];
      volumes.set(name, known);
      if (volume !== '') known.push(volume);
    }
    return [...volumes].map(([name, list]) => [name, list.join(', ')].join(' ').trim()).join('; ');
  };
}

function nameOf(gap: Gap): readonly [name: string, volume: string] {
  const author = escape(gap.authors[0] ?? 'an unknown author');
  if (gap.series === null) return [`more by ${author}`, ''];
  return [`*${escape(gap.series) || '?'}*`, gap.position === null ? '' : String(gap.position)];
}

/** `**Title** by Author, Author`. */
export function titleAndAuthors(one: {
  readonly title: string;
  readonly authors: readonly string[];
}): string {
  const authors = one.authors.map(escape).filter((name) => name !== '');
  if (authors.length === 0) return bold(one.title);
  const shown = authors.slice(0, 3).join(', ');
  return `${bold(one.title)} by ${shown}${authors.length > 3 ? ' and others' : ''}`;
}
