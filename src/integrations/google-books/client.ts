import type { Secret } from '../../secret.ts';
import { wordsOf, type Catalogue, type Subject } from '../catalogues/catalogue.ts';
import { createHttpClient } from '../http.ts';
import { parseVolumes } from './answers.ts';
import { toKnownWork } from './to-known-work.ts';

/** Settings of {@link createGoogleBooks}. */
export interface GoogleBooksOptions {
  /** Base URL, without `/books/v1`. */
  readonly url: URL;
  /** The user's own: without one, Google is not asked. */
  readonly apiKey: Secret;
  readonly timeoutMs: number;
  /** The clock: when knowledge is learned. */
  readonly now: () => Date;
}

/** The most that Google gives in one answer. */
const MAX_RESULTS = 40;

/**
 * Google Books: dates of release, ISBN and language; series stand in titles and subtitles only.
 * One request an ask, each tried once. The user's daily budget is counted by the caller.
 */
export function createGoogleBooks(options: GoogleBooksOptions): Catalogue {
  const http = createHttpClient({
    remote: 'google-books',
    baseUrl: options.url,
    timeoutMs: options.timeoutMs,
    connections: 1,
    remedy: 'Check GOOGLE_BOOKS_URL, and the way from here to Google.',
  });
  return {
    name: 'google-books',
    emptyMeans: 'none',
    async ask(subject) {
      const query = new URLSearchParams({
        q: queryFor(subject),
        maxResults: String(MAX_RESULTS),
        printType: 'books',
        // In the query alone: no error, log or history has a query string.
        key: options.apiKey.reveal(),
      });
      const { volumes, listed } = parseVolumes(
        await http.send({ path: `books/v1/volumes?${query}` }),
      );
      const asOf = options.now().toISOString();
      const works = volumes.map((volume) => toKnownWork(volume, asOf));
      return { works, isFull: listed >= MAX_RESULTS };
    },
    close: () => http.close(),
  };
}

function queryFor(subject: Subject): string {
  const words = quoted(wordsOf(subject));
  if (subject.kind === 'author') return `inauthor:${words}`;
  const author = subject.author.trim();
  return author === '' ? `intitle:${words}` : `intitle:${words} inauthor:${quoted(author)}`;
}

/** A phrase; a quotation mark within would end it. */
function quoted(text: string): string {
  return `"${text.replaceAll('"', ' ').replace(/\s+/g, ' ').trim()}"`;
}
