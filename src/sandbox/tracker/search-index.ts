import type { WorldTorrent } from '../world/types.ts';

/** One page of a search's results. */
export interface Found {
  readonly rows: readonly WorldTorrent[];
  readonly total: number;
}

/** What is asked of the search engine. */
export interface SearchRequest {
  readonly text: string;
  readonly start: number;
  /** Category ids to keep; empty keeps all. */
  readonly categories: readonly number[];
  /** Only audiobooks (the site's main category 13). */
  readonly audiobooksOnly: boolean;
  /** Only torrents with seeders. */
  readonly activeOnly: boolean;
}

/** The engine could not run a search: its syntax. */
export class SearchTrouble extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'SearchTrouble';
  }
}

/** How many rows a page has. */
export const PAGE_ROWS = 10;

/** The site's ids of audiobook categories. */
export const AUDIOBOOK_CATEGORIES: ReadonlySet<number> = new Set([
  39, 49, 50, 83, 51, 97, 40, 41, 106, 42, 52, 98, 54, 55, 43, 99, 84, 44, 56, 45, 57, 85, 87, 119,
  88, 58, 59, 46, 47, 53, 89, 100, 108, 48, 111,
]);

/** The site's search engine over the world's torrents: whole words, all of them, in stable order. */
export interface SearchIndex {
  /** @throws {SearchTrouble} for a query whose syntax breaks the engine. */
  search(request: SearchRequest): Found;
  find(sourceId: string): WorldTorrent | null;
}

/** Indexes the words of title, authors, series and narrators. */
export function createSearchIndex(torrents: readonly WorldTorrent[]): SearchIndex {
  const byWord = new Map<string, Set<WorldTorrent>>();
  const byId = new Map<string, WorldTorrent>();
  for (const torrent of torrents) {
    byId.set(torrent.sourceId, torrent);
    for (const word of wordsOf(indexedText(torrent))) {
      const holders = byWord.get(word);
      if (holders === undefined) byWord.set(word, new Set([torrent]));
      else holders.add(torrent);
    }
  }

  function matching(text: string): readonly WorldTorrent[] {
    const words = queryWords(text);
    const [first, ...rest] = words.map((word) => byWord.get(word) ?? new Set<WorldTorrent>());
    if (first === undefined) return torrents;
    // A set keeps the order of insertion, and with it that of the world.
    return [...first].filter((torrent) => rest.every((holders) => holders.has(torrent)));
  }

  return {
    search(request) {
      const kept = matching(request.text).filter((torrent) => isWanted(torrent, request));
      return { rows: kept.slice(request.start, request.start + PAGE_ROWS), total: kept.length };
    },
    find: (sourceId) => byId.get(sourceId) ?? null,
  };
}

function isWanted(torrent: WorldTorrent, request: SearchRequest): boolean {
  const category = torrent.categoryId ?? 0;
  if (request.activeOnly && torrent.seeders === 0) return false;
  if (request.audiobooksOnly && !AUDIOBOOK_CATEGORIES.has(category)) return false;
  return request.categories.length === 0 || request.categories.includes(category);
}

function indexedText(torrent: WorldTorrent): string {
  const series = torrent.series.map((place) => place.name);
  return [torrent.title, ...torrent.authors, ...series, ...torrent.narrators].join(' ');
}

/** Words without case and diacritics; apostrophes and all other punctuation split. */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** Characters that the engine's query language claims for itself. */
const OPERATORS = /[@!/~^$<=\\]/;

function queryWords(text: string): string[] {
  const found = OPERATORS.exec(text);
  if (found !== null) throw new SearchTrouble(`syntax error, unexpected '${found[0]}' near ''`);
  if ((text.split('"').length - 1) % 2 === 1) {
    throw new SearchTrouble("syntax error, unexpected $end, expecting '\"' near ''");
  }
  if (text.split('(').length !== text.split(')').length || /(?:^|\s)-/.test(text)) {
    throw new SearchTrouble("syntax error, unexpected '(' near ''");
  }
  return wordsOf(text);
}
