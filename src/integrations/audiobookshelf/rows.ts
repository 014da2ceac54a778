import type { HttpAnswer } from '../http.ts';
import { parseAnswer, parseItem, unexpected } from './answers.ts';
import { contentHash } from './content-hash.ts';
import { inOrder } from './in-order.ts';
import { Row, RowPage } from './schemas.ts';

/** What is read of each item on every run: enough to know whether it changed. */
export interface ItemRow {
  readonly id: string;
  /** Differs when anything differs that an item is read for. */
  readonly contentHash: string;
}

/** Asks with the key; `path` holds the query. */
type Get = (path: string) => Promise<HttpAnswer>;

/** Rows a page. Never 0: that means "everything at once", and fells a large server. */
const PAGE_SIZE = 500;

/** At most two requests at a time: one Node process and SQLite are at the other end. */
const WIDTH = 2;

/** How often a library is read before its coming and going is called a failure. */
const READS = 2;

/**
 * All rows of a library, a page at a time, each id once. When the library changed while it was
 * read in a way that may have hidden rows, it is read once more, and rows that are new or
 * different are yielded then (so an id can come a second time, with another hash).
 * @throws {RemoteError} `unexpected-answer` when the second read does not add up either.
 */
export async function* readRows(get: Get, libraryId: string): AsyncGenerator<readonly ItemRow[]> {
  const known = new Map<string, string>();
  for (let read = 1; read <= READS; read += 1) {
    const sums: Sums = { seen: new Set(), total: 0, shrank: false };
    for await (const rows of readOnce(get, libraryId, sums)) {
      const fresh = rows.filter((row) => known.get(row.id) !== row.contentHash);
      for (const row of fresh) known.set(row.id, row.contentHash);
      if (fresh.length > 0) yield fresh;
    }
    if (!sums.shrank && sums.seen.size === sums.total) return;
  }
  throw unexpected(
    `Library ${libraryId} changed while it was read, twice in a row`,
    'A scan may be running in Audiobookshelf: wait until it has ended, then run again.',
  );
}

/** What one read counted. */
interface Sums {
  readonly seen: Set<string>;
  /** The last total that the server named. */
  total: number;
  /** True when a total was lower than one before: rows then moved to pages read already. */
  shrank: boolean;
}

async function* readOnce(
  get: Get,
  libraryId: string,
  sums: Sums,
): AsyncGenerator<readonly ItemRow[]> {
  const readPage = async (page: number) => {
    // By age, oldest first: what is added meanwhile comes last, and moves nothing.
    const query = `limit=${PAGE_SIZE}&page=${page}&sort=addedAt`;
    const answer = await get(`api/libraries/${encodeURIComponent(libraryId)}/items?${query}`);
    return parseAnswer(RowPage, answer, `Reading page ${page + 1} of library ${libraryId}`);
  };
  const first = await readPage(0);
  yield take(first, sums);
  let pages = 1;
  // A library that grows meanwhile gets more pages; the bound keeps that from being endless.
  for (let rounds = 0; rounds < READS && pages * PAGE_SIZE < sums.total; rounds += 1) {
    const last = Math.ceil(sums.total / PAGE_SIZE);
    for await (const page of inOrder(range(pages, last), WIDTH, readPage)) yield take(page, sums);
    pages = last;
  }
}

function take(page: RowPage, sums: Sums): ItemRow[] {
  if (page.total < sums.total) sums.shrank = true;
  sums.total = page.total;
  const rows: ItemRow[] = [];
  for (const value of page.results) {
    const row = parseItem(Row, value);
    if (sums.seen.has(row.id)) continue;
    sums.seen.add(row.id);
    rows.push({ id: row.id, contentHash: contentHash(row) });
  }
  return rows;
}

function* range(from: number, to: number): Generator<number> {
  for (let n = from; n < to; n += 1) yield n;
}
