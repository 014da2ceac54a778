import type { Secret } from '../../secret.ts';
import { createHttpClient } from '../http.ts';
import { accessWarnings } from './access.ts';
import { parseAnswer } from './answers.ts';
import { readItems, type ItemBatch } from './items.ts';
import { readRows, type ItemRow } from './rows.ts';
import { Authorized, Libraries } from './schemas.ts';
import { searchBooks, type BookSearch, type FoundBooks } from './search-books.ts';

/** What the server says of our key. */
export interface Authorization {
  /** The server's version, `2.36.0`. */
  readonly version: string;
  /** `root`, `admin`, `user` or `guest`. */
  readonly userType: string;
  /** One sentence for each restriction of what the key can see; empty when it sees all. */
  readonly warnings: readonly string[];
}

/** A library of books. */
export interface Library {
  readonly id: string;
  readonly name: string;
}

/** Audiobookshelf, for reading: at most two requests in flight, each tried once. */
export interface Audiobookshelf {
  /** Checks the key, and what it may see. */
  authorize(): Promise<Authorization>;
  /** The libraries of books; those of podcasts are left out. */
  libraries(): Promise<Library[]>;
  /** All rows of a library, a page at a time: see `readRows` for one that changes meanwhile. */
  rows(libraryId: string): AsyncIterable<readonly ItemRow[]>;
  /** The structured items of these ids, in batches; ids that are gone come as `absent`. */
  items(ids: readonly string[]): AsyncIterable<ItemBatch>;
  /**
   * Lets Audiobookshelf search a provider for books: one request, which may take it several.
   * An answer without rows says nothing: it is also its answer when the provider failed.
   */
  searchBooks(search: BookSearch): Promise<FoundBooks>;
  close(): Promise<void>;
}

/** Settings of {@link createAudiobookshelf}. */
export interface AudiobookshelfOptions {
  /** Base URL, its path (`/audiobookshelf`) included. */
  readonly url: URL;
  readonly token: Secret;
  readonly timeoutMs: number;
}

/** Opens a client. All methods throw {@link RemoteError}; 401 is `bad-credentials`. */
export function createAudiobookshelf(options: AudiobookshelfOptions): Audiobookshelf {
  const http = createHttpClient({
    remote: 'audiobookshelf',
    baseUrl: options.url,
    timeoutMs: options.timeoutMs,
    connections: 2,
    remedy: 'Check ABS_URL, and that Audiobookshelf runs.',
  });
  const headers = { authorization: `Bearer ${options.token.reveal()}` };
  const get = (path: string) => http.send({ path, headers });

  return {
    async authorize() {
      const answer = await http.send({ method: 'POST', path: 'api/authorize', headers });
      const { user, serverSettings } = parseAnswer(Authorized, answer, 'Checking ABS_TOKEN');
      return {
        version: serverSettings.version,
        userType: user.type,
        warnings: accessWarnings(user),
      };
    },
    async libraries() {
      const answer = await get('api/libraries');
      const { libraries } = parseAnswer(Libraries, answer, 'Listing the libraries');
      const books = libraries.filter((library) => library.mediaType === 'book');
      return books.map(({ id, name }) => ({ id, name }));
    },
    rows: (libraryId) => readRows(get, libraryId),
    items: (ids) => readItems(http, headers, ids),
    searchBooks: (search) => searchBooks(get, search),
    close: () => http.close(),
  };
}
