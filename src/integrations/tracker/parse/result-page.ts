import type { Candidate } from '../../../domain/candidate.ts';
import { RemoteError } from '../../errors.ts';
import type { ResultPage } from '../site.ts';
import { accountOf } from './account.ts';
import { emptyTotal, kindOf } from './classify.ts';
import { layoutChanged, openPage, textOf, type Page } from './markup.ts';
import { parseCount } from './numbers.ts';
import { pageFailure } from './page-failure.ts';
import { parseRow } from './row.ts';

/**
 * Reads one page of search results as the site's script drew it. `start` is the
 * `tor[startNumber]` that was asked for.
 * @throws {RemoteError} for each page that is no result page (see `pageFailure`), and
 * `layout-changed` for one that lacks what it must have: never an empty page for a page unseen.
 */
export function parseResultPage(html: string, { start }: { readonly start: number }): ResultPage {
  const page = openPage(html);
  const kind = kindOf(page, { url: '', status: 200 });
  if (kind === 'empty-results') return emptyPage(page, start);
  if (kind !== 'results') throw pageFailure(kind);

  const candidates = candidatesOf(page);
  requireKnownColumns(candidates);
  const total = totalOf(page);
  if (total < start + candidates.length) throw layoutChanged('more results than their total');
  return {
    candidates,
    total,
    nextStart: nextStartOf(page, { start, total, rows: candidates.length }),
    account: accountOf(page),
  };
}

function emptyPage(page: Page, start: number): ResultPage {
  const total = emptyTotal(page) ?? 0;
  // A later page is asked for only where the page before it named its start: nothing there, out of
  // nothing or out of more than that start, contradicts what was seen. So does a first page that
  // counts results and shows none.
  const isContradiction = start === 0 ? total > 0 : total === 0 || total > start;
  if (isContradiction) {
    throw new RemoteError(`The site showed no result at ${start}, and counts ${total}`, {
      remote: 'tracker',
      kind: 'search-refused',
      remedy: 'Try the term in a browser; check that the account has browse languages set.',
    });
  }
  return { candidates: [], total, nextStart: null, account: accountOf(page) };
}

function candidatesOf(page: Page): Candidate[] {
  const rows = page('#ssr table.newTorTable').first().find('> tbody > tr');
  const candidates: Candidate[] = [];
  for (const [index, element] of rows.toArray().entries()) {
    const row = page(element);
    const isResult = row.is('[id^="tdr"]') || row.find('a.torTitle').length > 0;
    // Beside the header row, a row full of cells is a result that we no longer recognise.
    if (!isResult && (index === 0 || row.children('td').length < 5)) continue;
    candidates.push(parseRow(page, row));
  }
  if (candidates.length === 0) throw layoutChanged('a table of results without a row');
  return candidates;
}

/** How many rows must agree in lacking something before it is the layout and not the torrents. */
const ENOUGH_ROWS = 3;

/** Single torrents may lack an author or file types; a whole page of them does not. */
function requireKnownColumns(candidates: readonly Candidate[]): void {
  if (candidates.length < ENOUGH_ROWS) return;
  if (candidates.every((candidate) => candidate.authors.length === 0)) {
    throw layoutChanged('no row of the page has an author');
  }
  if (candidates.every((candidate) => candidate.formats.length === 0)) {
    throw layoutChanged('no row of the page has a file type');
  }
}

function totalOf(page: Page): number {
  const text = textOf(page('#ssr .pageDiv').first());
  const total = parseCount(/out of ([\d,]+)/i.exec(text)?.[1] ?? '');
  if (total === null) throw layoutChanged('results without "out of" their total');
  return total;
}

/** Without a link to the next page, a page that can't be the last one is a new layout. */
function nextStartOf(
  page: Page,
  at: { readonly start: number; readonly total: number; readonly rows: number },
): number | null {
  const end = at.start + at.rows;
  if (end >= at.total) return null;
  const next = parseCount(
    page('#ssr input.nextPage[data-newstartlocation]').first().attr('data-newstartlocation') ?? '',
  );
  if (next !== null && next > at.start) return next;
  // A last page may hold a row less than counted: a torrent was removed meanwhile.
  if (at.start + pageSizeOf(page, at.rows) >= at.total) return null;
  throw layoutChanged('no link to the next page, though more results are counted');
}

/** The size of a full page: the first option of the jump list, `1-10`. */
function pageSizeOf(page: Page, rows: number): number {
  const first = textOf(page('#ssr select.jumpList option').first());
  const size = parseCount(/^1\s*-\s*(\d+)$/.exec(first)?.[1] ?? '');
  return Math.max(rows, size ?? 0);
}
