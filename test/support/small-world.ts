import type { GapOutcome } from '../../src/domain/gap.ts';
import { inventedWord } from '../../src/sandbox/world/invented-words.ts';
import { authorKeyOf, seriesKeyOf } from '../../src/sandbox/world/keys.ts';
import type { WorldItem, WorldLibrary, WorldTorrent } from '../../src/sandbox/world/types.ts';

/** One series of which the library holds the first volume, and what the tracker lists of it. */
export interface SmallSeries {
  readonly index: number;
  readonly author: string;
  readonly name: string;
  /** The text of its search. */
  readonly term: string;
  /** Key of its one gap: the second volume. */
  readonly gapKey: string;
  /** The torrent that fills it, or null. */
  readonly sourceId: string | null;
  readonly pages: number;
}

/** A deterministic world of one search for each series, in the order in which a run makes them. */
export interface SmallWorld {
  readonly libraries: readonly WorldLibrary[];
  readonly items: readonly WorldItem[];
  readonly torrents: readonly WorldTorrent[];
  readonly series: readonly SmallSeries[];
}

/** What is in a small world. */
export interface SmallWorldOptions {
  readonly terms: number;
  /** Which searches (by their place in the run, from 0) have a torrent that fits. */
  readonly fits?: readonly number[];
  /** How many pages of results they have, where it is not one. What fits stands on the last. */
  readonly pages?: Readonly<Record<number, number>>;
  /** Worlds of different parts share no series, author or torrent. */
  readonly part?: number;
}

/** Most series of one part. */
const PART = 500;
const PAGE_ROWS = 10;

const LIBRARY: WorldLibrary = { id: 'small-library', name: 'Audiobooks', mediaType: 'book' };

/**
 * Builds a world of `terms` series by as many authors. The library holds volume 1 of each, so that
 * each makes one gap and one search; a run makes them in alphabetical order.
 */
export function createSmallWorld(options: SmallWorldOptions): SmallWorld {
  const { terms, fits = [], pages = {}, part = 0 } = options;
  const words = Array.from({ length: terms }, (_, at) => inventedWord(part * PART + at, 11)).sort();
  const series: SmallSeries[] = [];
  const items: WorldItem[] = [];
  const torrents: WorldTorrent[] = [];
  for (const [index, word] of words.entries()) {
    const author = `Ann ${word}son`;
    const name = `${word} Road`;
    const id = 100_000 + (part * PART + index) * 100;
    const listed = pages[index] ?? 1;
    const sourceId = fits.includes(index) ? String(id) : null;
    const gapKey = `series:${seriesKeyOf(name)}:${authorKeyOf(author)}:2`;
    series.push({ index, author, name, term: name, gapKey, sourceId, pages: listed });
    items.push(itemOf({ id: `item-${id}`, author, name, at: id }));
    // Later volumes come first: only who reads every page sees the one that is wanted.
    const others = (listed - 1) * PAGE_ROWS;
    for (let at = 0; at < others; at += 1) {
      torrents.push(torrentOf({ id: String(id + 1 + at), author, name, volume: 20 + at }));
    }
    if (sourceId !== null) torrents.push(torrentOf({ id: sourceId, author, name, volume: 2 }));
  }
  return { libraries: [LIBRARY], items, torrents, series };
}

/** What a run that nothing disturbs leaves of each gap, sorted by the gap's key. */
export function expectedGaps(world: SmallWorld): readonly ExpectedGap[] {
  return world.series
    .map(({ gapKey, sourceId }) => ({
      key: gapKey,
      outcome: sourceId === null ? ('not-found' as const) : ('queued' as const),
      sourceId,
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** A gap's outcome. */
export interface ExpectedGap {
  readonly key: string;
  readonly outcome: GapOutcome;
  readonly sourceId: string | null;
}

/** Torrents that fit. */
export function fitting(world: SmallWorld): readonly string[] {
  return world.series.flatMap(({ sourceId }) => (sourceId === null ? [] : [sourceId])).sort();
}

interface Volume {
  readonly id: string;
  readonly author: string;
  readonly name: string;
}

function itemOf({ id, author, name, at }: Volume & { readonly at: number }): WorldItem {
  return {
    id,
    libraryId: LIBRARY.id,
    title: `The Beginning of ${name}`,
    subtitle: null,
    authors: [author],
    narrators: ['Wren Whitlock'],
    series: [{ name, position: '1' }],
    language: 'English',
    durationSeconds: 36_000,
    asin: null,
    isbn: null,
    publishedYear: '2012',
    abridged: false,
    addedAt: Date.UTC(2024, 0, 1) + at * 1_000,
    isMissing: false,
  };
}

function torrentOf({
  id,
  author,
  name,
  volume,
}: Volume & { readonly volume: number }): WorldTorrent {
  return {
    source: 'mam',
    sourceId: id,
    title: `Volume ${volume} of ${name}`,
    authors: [author],
    narrators: ['Wren Whitlock'],
    series: [{ name, position: String(volume) }],
    description: 'Unabridged',
    tags: [],
    formats: ['m4b'],
    sizeBytes: 400 * 1024 ** 2,
    seeders: 12,
    leechers: 0,
    snatches: 40,
    categoryId: 41,
    language: null,
    vip: false,
    freeleech: false,
    abridged: false,
    ownHistory: 'none',
    addedAt: Date.UTC(2024, 5, 1),
    uploader: null,
    fileCount: 1,
  };
}
