import { hash } from 'node:crypto';
import type { KnownWork } from '../../domain/missing/known-work.ts';
import type { Audiobookshelf, FoundBook } from '../audiobookshelf/index.ts';
import { wordsOf, type Catalogue, type Subject } from './catalogue.ts';

/** Audiobookshelf asks Audible for so many. */
const MOST_ROWS = 10;

/** What {@link createAudible} needs. */
export interface AudibleOptions {
  /** Shared with whatever else reads the library: its two connections are for all of us. */
  readonly audiobookshelf: Pick<Audiobookshelf, 'searchBooks'>;
  /** The clock: when knowledge is learned. */
  readonly now: () => Date;
}

/**
 * Audible, as the user's Audiobookshelf searches it: ten works an answer at most. An empty answer
 * says nothing, since Audiobookshelf answers one when Audible failed or refused as well. Closing it
 * closes nothing: the client of Audiobookshelf belongs to whoever made it.
 */
export function createAudible({ audiobookshelf, now }: AudibleOptions): Catalogue {
  return {
    name: 'audible',
    emptyMeans: 'unknown',
    async ask(subject) {
      const { books, rows } = await audiobookshelf.searchBooks({
        ...searchFor(subject),
        provider: 'audible',
      });
      const asOf = now().toISOString();
      const works = books.map((book) => toKnownWork(book, asOf));
      return { works, isFull: rows >= MOST_ROWS };
    },
    close: async () => {},
  };
}

/** Without a title nothing is searched at all, so an author's name stands as the title too. */
function searchFor(subject: Subject): { readonly title: string; readonly author: string } {
  const title = wordsOf(subject);
  return { title, author: subject.kind === 'author' ? title : subject.author.trim() };
}

function toKnownWork(book: FoundBook, asOf: string): KnownWork {
  const { publishedYear, ...known } = book;
  return {
    ...known,
    id: `audible:${book.asin ?? unnamed(book)}`,
    // Audiobookshelf keeps the year alone of a date of release.
    releaseDate: publishedYear,
    source: 'audible',
    asOf,
  };
}

/** Stands for the ASIN where there is none: the same for the same recording. */
function unnamed({ title, authors, narrators }: FoundBook): string {
  return hash('sha256', JSON.stringify([title, authors, narrators]), 'hex').slice(0, 16);
}
