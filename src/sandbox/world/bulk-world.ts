import { AUDIOBOOKS, newestFirst } from './create-world.ts';
import { expectOutcome, expectWithCatalogue, NOTHING_KNOWN } from './expectation.ts';
import { inventedWord } from './invented-words.ts';
import { authorKeyOf, seriesKeyOf } from './keys.ts';
import { createStage, type DeclaredTerm, type Stage } from './stage.ts';
import type { World, WorldItem } from './types.ts';
import { GIVEN, SERIES_SECOND } from './vocabulary.ts';

/** How large a bulk world is. */
export interface BulkOptions {
  readonly seed: number;
  /** Searches that a run makes: one for each series, each with one gap. At most 20,736. */
  readonly terms: number;
  /** For every how many of them the tracker lists something; default 20. */
  readonly listedEvery?: number;
}

/**
 * Builds a world of many authors with one work each, the first of a series: so many searches,
 * each for one next volume. Of the listings, every other one fits and the rest has no seeders.
 */
export function createBulkWorld(options: BulkOptions): World {
  const stage = createStage(options.seed, AUDIOBOOKS.id);
  const every = options.listedEvery ?? 20;
  const declared: DeclaredTerm[] = [];
  for (let index = 0; index < options.terms; index += 1) {
    const listing = Math.floor(index / every) % 2 === 0 ? 'fits' : 'refused';
    const fate = index % every === 0 ? listing : 'not-found';
    declared.push(placeOne(stage, { index, seed: options.seed, fate }));
  }
  const { items } = stage.shelf;
  return {
    libraries: [AUDIOBOOKS],
    items,
    torrents: newestFirst(stage.listings.torrents),
    expected: expectOutcome(declared, items),
    catalogue: [],
    expectedWithCatalogue: expectWithCatalogue(declared, items, NOTHING_KNOWN),
  };
}

interface One {
  readonly index: number;
  readonly seed: number;
  readonly fate: 'fits' | 'refused' | 'not-found';
}

function placeOne(stage: Stage, { index, seed, fate }: One): DeclaredTerm {
  const word = inventedWord(index, seed);
  const author = `${stage.draw.pick(GIVEN)} ${word}son`;
  const series = `${word} ${stage.draw.pick(SERIES_SECOND)}`;
  const titled = (suffix: string) => ({ title: `${word}'s ${suffix}`, authors: [author] });
  const held = stage.shelf.put({
    ...titled('Beginning'),
    series: [{ name: series, position: '1' }],
  });
  const key = `series:${seriesKeyOf(series)}:${authorKeyOf(author)}:2`;
  let sourceId: string | null = null;
  if (fate !== 'not-found') {
    const seeders = fate === 'fits' ? 20 : 0;
    const places = [{ name: series, position: '2' }];
    const listed = stage.listings.list({
      ...titled('Return'),
      // By whoever reads what is owned: another reader's would be asked about.
      narrators: held.narrators,
      series: places,
      seeders,
      vip: false,
    });
    if (fate === 'fits') sourceId = listed.sourceId;
  }
  const gap = { key, kind: 'next', fate, sourceId } as const;
  return { label: series, author, gaps: [gap], waiting: [] };
}

/**
 * Items without end in sight, made one at a time, for measuring the reading of a large library:
 * series of five in which the third volume is lacking. Their ids tell their order.
 */
export function* plainItems(options: {
  readonly seed: number;
  readonly count: number;
}): Generator<WorldItem> {
  const volumes = ['1', '2', '4', '5'];
  for (let index = 0; index < options.count; index += 1) {
    const group = Math.floor(index / volumes.length);
    const word = inventedWord(group % 20_000, options.seed);
    const round = inventedWord(Math.floor(group / 20_000), options.seed);
    yield plainItem({
      index,
      title: `${word} ${round} ${['Dawn', 'Noon', 'Dusk', 'Night'][index % volumes.length] ?? ''}`,
      author: `${round} ${word}son`,
      series: `${word} ${round}`,
      position: volumes[index % volumes.length] ?? '1',
    });
  }
}

interface PlainWork {
  readonly index: number;
  readonly title: string;
  readonly author: string;
  readonly series: string;
  readonly position: string;
}

function plainItem({ index, title, author, series, position }: PlainWork): WorldItem {
  return {
    id: `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`,
    libraryId: AUDIOBOOKS.id,
    title,
    subtitle: null,
    authors: [author],
    narrators: ['Wren Whitlock'],
    series: [{ name: series, position }],
    language: 'English',
    durationSeconds: 36_000,
    asin: null,
    isbn: null,
    publishedYear: '2010',
    abridged: false,
    addedAt: 1_600_000_000_000 + index * 1_000,
    isMissing: false,
  };
}
