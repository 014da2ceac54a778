import { html, notSignedIn, type Answer } from './answers.ts';
import type { LoggedKind } from '../request-log.ts';
import { renamedFragment, resultsFragment, troubleFragment } from './pages/results.ts';
import { searchPage } from './pages/search-page.ts';
import { torrentPage } from './pages/torrent-page.ts';
import { searchOf, startOf, type SiteRequest } from './requests.ts';
import { SearchTrouble, type SearchRequest } from './search-index.ts';
import type { Session } from './sessions.ts';
import { stripOf, type Site } from './site.ts';

/** `GET /tor/browse.php`: the page without results; faults of the results travel by its script. */
export function browse(site: Site, request: SiteRequest, session: Session): Answer {
  const kind: LoggedKind = startOf(request.url) > 0 ? 'result-page' : 'search';
  const layout = site.faults.take('layout-changed', kind);
  const trouble = site.faults.take('search-engine-trouble', kind);
  const variant = layout === null ? null : (layout.variant ?? 'renamed');
  let extra = '';
  if (trouble !== null) extra = '&_spoil=trouble';
  else if (variant !== null) extra = `&_spoil=${variant}`;
  session.awaited = searchOf(request.url);
  return html(
    searchPage({
      strip: stripOf(site),
      text: request.url.searchParams.get('tor[text]') ?? '',
      script: variant === 'never-draws' ? 'draws-nothing' : 'draws',
      extra,
    }),
  );
}

/** `GET /tor/js/loadSearch.php`: the results as a piece of markup. */
export function loadResults(site: Site, request: SiteRequest, session: Session | null): Answer {
  if (session === null) return notSignedIn();
  session.awaited = null;
  const spoil = request.url.searchParams.get('_spoil');
  if (spoil === 'trouble') return html(troubleFragment("syntax error, unexpected $end near ''"));
  if (spoil === 'no-heading') return html('<p>Something went wrong, we are looking into it.</p>');
  try {
    const asked = askedOf(request.url);
    const found = site.index.search(asked);
    const tokenOf = (id: string): string => site.sessions.downloadToken(session, id);
    const view = { found, start: asked.start, tokenOf };
    return html(spoil === 'renamed' ? renamedFragment(view) : resultsFragment(view));
  } catch (error) {
    if (!(error instanceof SearchTrouble)) throw error;
    return html(troubleFragment(error.message));
  }
}

/** `GET /t/<id>`. */
export function showTorrent(site: Site, request: SiteRequest, session: Session): Answer {
  const id = /^\/t\/(\d+)/.exec(request.url.pathname)?.[1] ?? '';
  const torrent = site.index.find(id);
  if (torrent === null) return html('<h1>Error</h1><p>Torrent not found.</p>', 404);
  const token = site.sessions.downloadToken(session, id);
  return html(torrentPage({ strip: stripOf(site), torrent, token }));
}

function askedOf(url: URL): SearchRequest {
  const categories = url.searchParams.getAll('tor[cat][]').map(Number);
  return {
    text: url.searchParams.get('tor[text]') ?? '',
    start: startOf(url),
    // 0 stands for all.
    categories: categories.includes(0) ? [] : categories,
    audiobooksOnly: url.searchParams.getAll('tor[main_cat][]').includes('13'),
    activeOnly: url.searchParams.get('tor[searchType]') === 'active',
  };
}
