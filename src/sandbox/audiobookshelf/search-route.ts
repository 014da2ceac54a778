import { searchAudible } from '../catalogue-search.ts';
import type { CatalogueWork } from '../world/types.ts';
import type { SearchFault } from './faults.ts';

/** Audible is asked for so many works. */
const MOST = 10;

/**
 * The rows of `GET /api/search/books`. As the real server: without a title, for a provider that it
 * does not know, and when the provider failed, an empty list.
 */
export function searchRows(
  query: ReadonlyMap<string, string>,
  works: readonly CatalogueWork[],
  fault: SearchFault | undefined,
): readonly unknown[] {
  const title = (query.get('title') ?? '').trim();
  if (title === '' || query.get('provider') !== 'audible' || fault === 'failed') return [];
  const found = searchAudible(works, { title, author: query.get('author') ?? '' });
  const rows = found.slice(0, MOST).map(searchRow);
  if (fault === undefined) return rows;
  if (fault !== 'last-untitled') return rows.map((row) => spoil(row, fault));
  return rows.map((row, at) => (at === rows.length - 1 ? spoil(row, 'untitled') : row));
}

function searchRow(work: CatalogueWork): Record<string, unknown> {
  return {
    title: work.title,
    subtitle: work.subtitle,
    author: work.authors.length === 0 ? null : work.authors.join(', '),
    narrator: work.narrators.length === 0 ? null : work.narrators.join(', '),
    publisher: 'Sandbox Audio',
    publishedYear: work.publishedDate?.slice(0, 4) ?? null,
    description: 'What the blurb says.',
    cover: `https://covers.sandbox.example/${work.asin}.jpg`,
    asin: work.asin,
    genres: ['Literature & Fiction'],
    tags: null,
    series:
      work.series.length === 0
        ? null
        : work.series.map(({ name, position }) => ({ series: name, sequence: position ?? '' })),
    language: work.language,
    duration: work.runtimeMinutes ?? 0,
    region: 'us',
    rating: '4.5',
    abridged: work.abridged,
  };
}

function spoil(row: Record<string, unknown>, fault: 'odd' | 'untitled'): unknown {
  if (fault === 'untitled') return { ...row, title: null };
  return {
    ...row,
    subtitle: 7,
    narrator: { name: 'nobody' },
    series: [null, 'a name', { series: 'Odd Series', sequence: 3 }],
    language: ['en'],
    duration: 'long',
    publishedYear: 1999,
    asin: 12,
    abridged: 'no',
  };
}
