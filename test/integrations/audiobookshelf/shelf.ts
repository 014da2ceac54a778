import type { TestContext } from 'node:test';
import {
  createAudiobookshelf,
  type Audiobookshelf,
} from '../../../src/integrations/audiobookshelf/index.ts';
import {
  startAudiobookshelf,
  type AudiobookshelfSandbox,
} from '../../../src/sandbox/audiobookshelf/index.ts';
import type { WorldItem, WorldLibrary } from '../../../src/sandbox/world/types.ts';
import { Secret } from '../../../src/secret.ts';

export const TOKEN = 'key-for-the-tests';

export const LIBRARIES: readonly WorldLibrary[] = [
  { id: 'lib-books', name: 'Audiobooks', mediaType: 'book' },
  { id: 'lib-casts', name: 'Podcasts', mediaType: 'podcast' },
  { id: 'lib-more', name: 'More books', mediaType: 'book' },
];

/** An item with plain metadata; `n` orders it. */
export function item(n: number, changes: Partial<WorldItem> = {}): WorldItem {
  return {
    id: `item-${n}`,
    libraryId: 'lib-books',
    title: `Volume ${n}`,
    subtitle: null,
    authors: ['Ada Quill'],
    narrators: ['Ben Voice'],
    series: [{ name: 'The Ledger', position: String(n) }],
    language: 'English',
    durationSeconds: 3600 + n,
    asin: null,
    isbn: null,
    publishedYear: '2001',
    abridged: false,
    addedAt: 1_700_000_000_000 + n,
    isMissing: false,
    ...changes,
  };
}

export function items(count: number): WorldItem[] {
  return Array.from({ length: count }, (_, n) => item(n));
}

/** A stand-in and a client of it, both closed with the test. */
export async function shelf(
  test: TestContext,
  options: { items?: readonly WorldItem[]; basePath?: string; token?: string; timeoutMs?: number },
): Promise<{ remote: AudiobookshelfSandbox; client: Audiobookshelf }> {
  const remote = await startAudiobookshelf({
    libraries: LIBRARIES,
    items: options.items ?? items(3),
    token: TOKEN,
    basePath: options.basePath ?? '',
  });
  test.after(() => remote.stop());
  const client = createAudiobookshelf({
    url: remote.url,
    token: new Secret(options.token ?? TOKEN),
    timeoutMs: options.timeoutMs ?? 5_000,
  });
  test.after(() => client.close());
  return { remote, client };
}

/** All that an iterable yields, flattened. */
export async function flatten<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}
