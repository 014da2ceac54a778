import type { TestContext } from 'node:test';
import { createAudiobookshelf } from '../../../src/integrations/audiobookshelf/index.ts';
import {
  createAudible,
  createGoogleBooks,
  type Catalogue,
} from '../../../src/integrations/catalogues/index.ts';
import { startAudiobookshelf } from '../../../src/sandbox/audiobookshelf/index.ts';
import { startGoogleBooks } from '../../../src/sandbox/google-books/index.ts';
import type { CatalogueWork } from '../../../src/sandbox/world/types.ts';
import { Secret } from '../../../src/secret.ts';

export const TOKEN = 'key-of-the-library';
export const KEY = 'key-of-google-books';
export const NOW = '2026-11-26T08:00:00.000Z';

/** A work that both catalogues know. */
export function work(changes: Partial<CatalogueWork> = {}): CatalogueWork {
  return {
    title: 'The Pale Needle',
    subtitle: 'Lantern Accord, Book 2',
    authors: ['Ada Quill', 'Martin King, Jr.'],
    narrators: ['Ben Voice', 'Dee Tone'],
    series: [{ name: 'Lantern Accord', position: '2' }],
    language: 'English',
    runtimeMinutes: 611,
    publishedDate: '2024-03-02',
    asin: 'B0123ABCDE',
    isbn: '9781234567897',
    abridged: false,
    knownTo: ['audible', 'google-books'],
    ...changes,
  };
}

/** How the stand-ins and their clients are opened. */
export interface Opened {
  readonly works?: readonly CatalogueWork[];
  /** Which key the client has; default: the right one. */
  readonly key?: string;
  readonly timeoutMs?: number;
}

const now = () => new Date(NOW);

/** Audible behind a stand-in of Audiobookshelf, closed with the test. */
export async function audible(t: TestContext, { works = [work()], key, timeoutMs }: Opened = {}) {
  const remote = await startAudiobookshelf({
    libraries: [],
    items: [],
    token: TOKEN,
    catalogue: works,
  });
  t.after(() => remote.stop());
  const audiobookshelf = createAudiobookshelf({
    url: remote.url,
    token: new Secret(key ?? TOKEN),
    timeoutMs: timeoutMs ?? 5_000,
  });
  t.after(() => audiobookshelf.close());
  const catalogue: Catalogue = createAudible({ audiobookshelf, now });
  return { remote, audiobookshelf, catalogue };
}

/** Google Books, closed with the test. */
export async function google(t: TestContext, { works = [work()], key, timeoutMs }: Opened = {}) {
  const remote = await startGoogleBooks({ works, key: KEY });
  t.after(() => remote.stop());
  const catalogue = createGoogleBooks({
    url: remote.url,
    apiKey: new Secret(key ?? KEY),
    timeoutMs: timeoutMs ?? 5_000,
    now,
  });
  t.after(() => catalogue.close());
  return { remote, catalogue };
}
