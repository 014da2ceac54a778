import type { AccountState } from '../db/runs.ts';
import { keepTermPage, listTermPages, type TermPage } from '../db/term-pages.ts';
import type { TermRow } from '../db/terms.ts';
import type { Candidate } from '../domain/candidate.ts';
import { RemoteError } from '../integrations/errors.ts';
import type { Dependencies } from './dependencies.ts';

/** What a term's search brought. */
export interface Seen {
  readonly candidates: readonly Candidate[];
  readonly pages: number;
  /** How many results there are, by the source's own count. */
  readonly total: number;
  /** There are more results than pages that may be read. */
  readonly isCut: boolean;
  readonly requests: number;
  readonly waitedMs: number;
  readonly account: AccountState;
}

/**
 * Reads a term's result pages, each kept as soon as it is read: an attempt that fails later, at
 * whatever, is followed by one that goes on behind them and asks for nothing twice.
 */
export async function readPages(deps: Dependencies, term: TermRow): Promise<Seen> {
  const pages = [...(await listTermPages(deps.sql, term.id))];
  let start = nextStart(pages);
  while (start !== null && pages.length < deps.config.tracker.maxResultPages) {
    const read = await readPage(deps, term, start);
    refuseContradiction(pages, read);
    await keepTermPage(deps.sql, term.id, read);
    pages.push(read);
    start = nextStart(pages);
  }
  const [first] = pages;
  const last = pages.at(-1);
  if (first === undefined || last === undefined)
    throw new Error(`term ${term.id}: no page was read`);
  return {
    candidates: pages.flatMap(({ page }) => page.candidates),
    pages: pages.length,
    total: first.page.total,
    isCut: start !== null,
    requests: sum(pages.map(({ requests }) => requests)),
    waitedMs: sum(pages.map(({ waitedMs }) => waitedMs)),
    account: last.page.account,
  };
}

async function readPage(deps: Dependencies, term: TermRow, start: number): Promise<TermPage> {
  const before = deps.trackerPacer.cost();
  const page = await deps.tracker.search({ text: term.text, start });
  const after = deps.trackerPacer.cost();
  const requests = after.requests - before.requests;
  return { start, page, requests, waitedMs: after.waitedMs - before.waitedMs };
}

/** A page that the one before named, and that says there is nothing: the engine is in trouble. */
function refuseContradiction(before: readonly TermPage[], read: TermPage): void {
  const total = before[0]?.page.total ?? 0;
  if (before.length === 0 || read.page.candidates.length > 0) return;
  throw new RemoteError(
    `page ${before.length + 1} of a search with ${total} results came without any`,
    {
      remote: 'tracker',
      kind: 'search-refused',
      remedy: 'nothing, if it happens once: the next run searches it again',
    },
  );
}

function nextStart(pages: readonly TermPage[]): number | null {
  const last = pages.at(-1);
  return last === undefined ? 0 : last.page.nextStart;
}

function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
