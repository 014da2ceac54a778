import { z } from 'zod';
import type { Recording, SeriesPlace } from '../../domain/item.ts';
import type { HttpAnswer } from '../http.ts';
import { parseAnswer, unexpected } from './answers.ts';
import { splitNames } from './joined-names.ts';

/** What is searched, and where Audiobookshelf is to look. */
export interface BookSearch {
  /** Blank: Audiobookshelf looks nowhere and answers an empty list. */
  readonly title: string;
  /** Empty: any author. */
  readonly author: string;
  /** `audible`, or a region's: `audible.de`. One that it does not know answers an empty list. */
  readonly provider: string;
}

/** A book that a provider knows: what is good of its row, null and empty for the rest. */
export interface FoundBook extends Recording {
  readonly runtimeMinutes: number | null;
  /** Four digits. */
  readonly publishedYear: string | null;
}

/** What a search found. */
export interface FoundBooks {
  /** Those with a title: one without tells nothing. */
  readonly books: readonly FoundBook[];
  /** How many rows the answer had, those without a title among them. */
  readonly rows: number;
}

/** A field that strangers fill: of another type it is as good as absent. */
const Text = z.string().nullish().catch(null);

const Row = z.object({
  title: z.string().trim().min(1),
  subtitle: Text,
  author: Text,
  narrator: Text,
  series: z.array(z.unknown()).nullish().catch(null),
  language: Text,
  duration: z.number().nullish().catch(null),
  publishedYear: z.union([z.string(), z.number()]).nullish().catch(null),
  asin: Text,
  isbn: Text,
  abridged: z.boolean().nullish().catch(null),
});

const Place = z.object({
  series: z.string().trim().min(1),
  sequence: z.union([z.string(), z.number()]).nullish().catch(null),
});

/** Asks with the key; `path` holds the query. */
type Get = (path: string) => Promise<HttpAnswer>;

/** See {@link Audiobookshelf.searchBooks}. */
export async function searchBooks(get: Get, search: BookSearch): Promise<FoundBooks> {
  // Each key once, and every % encoded: the server dies of either.
  const query = new URLSearchParams({ title: search.title, provider: search.provider });
  if (search.author !== '') query.set('author', search.author);
  const answer = await get(`api/search/books?${query}`);
  const rows = parseAnswer(z.array(z.unknown()), answer, 'Searching for books');
  const titled = rows.flatMap((value) => Row.safeParse(value).data ?? []);
  // One that has no title tells nothing; that none has is no answer of this search.
  if (rows.length > 0 && titled.length === 0) {
    throw unexpected(
      `Searching for books: none of its ${rows.length} rows has a title`,
      'Check that ABS_URL is an Audiobookshelf of version 2.36 or later; if it is, report a fault.',
    );
  }
  return { books: titled.map(toFoundBook), rows: rows.length };
}

function toFoundBook(row: z.infer<typeof Row>): FoundBook {
  const { duration, publishedYear } = row;
  return {
    title: row.title,
    subtitle: filled(row.subtitle),
    authors: splitNames(row.author),
    narrators: splitNames(row.narrator),
    series: placesOf(row.series ?? []),
    language: filled(row.language),
    // 0 stands for "not known".
    runtimeMinutes: duration != null && duration > 0 ? Math.round(duration) : null,
    publishedYear: /^\d{4}/.exec(String(publishedYear ?? '').trim())?.[0] ?? null,
    asin: filled(row.asin),
    isbn: filled(row.isbn),
    abridged: row.abridged ?? false,
  };
}

function placesOf(values: readonly unknown[]): readonly SeriesPlace[] {
  const places: SeriesPlace[] = [];
  for (const value of values) {
    const place = Place.safeParse(value);
    if (!place.success) continue;
    const { series: name, sequence } = place.data;
    places.push({ name, position: filled(sequence == null ? null : String(sequence)) });
  }
  return places;
}

function filled(text: string | null | undefined): string | null {
  return text == null || text.trim() === '' ? null : text.trim();
}
