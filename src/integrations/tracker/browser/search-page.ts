import type { PageKind } from '../parse/index.ts';
import { parseResultPage } from '../parse/index.ts';
import type { ResultPage } from '../site.ts';
import { paced, type Station } from './station.ts';
import { visit } from './visit.ts';

/** What is asked for; `start` 0 is the term's first page. */
export interface SearchRequest {
  readonly text: string;
  readonly start: number;
}

/** The site's number for audiobooks as a whole. */
const AUDIOBOOKS = '13';

const ANSWERS: ReadonlySet<PageKind> = new Set<PageKind>(['results', 'empty-results']);

/** Results are drawn by script; a stranger gets a password field in their place. */
const SIGN =
  '#ssr table.newTorTable, #ssr:has-text("Nothing returned"), input[type="password"], input[name="password"]';

/** The address of one page of results. */
export function searchUrl(site: URL, request: SearchRequest): URL {
  const url = new URL('/tor/browse.php', site);
  url.searchParams.set('tor[text]', request.text);
  url.searchParams.set('tor[main_cat][]', AUDIOBOOKS);
  url.searchParams.set('tor[sortType]', 'default');
  url.searchParams.set('tor[startNumber]', String(request.start));
  return url;
}

/** Reads one page of results, once. Throws `RemoteError`; `not-signed-in` when a login is due. */
export function readResults(station: Station, request: SearchRequest): Promise<ResultPage> {
  const url = searchUrl(station.options.url, request).href;
  return paced(station, request.start === 0 ? 'term' : 'page', async (answered) => {
    const { html, endedAt } = await visit(station, {
      what: 'search',
      go: ({ page }, deadline) => page.goto(url, { waitUntil: 'commit', timeout: deadline.left() }),
      sign: SIGN,
      answers: ANSWERS,
    });
    await station.tabs.answerRead();
    answered(endedAt);
    station.proof.confirm();
    return parseResultPage(html, { start: request.start });
  });
}
