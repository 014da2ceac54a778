import { makeTorrent } from '../torrents.ts';
import { html, notSignedIn, type Answer } from './answers.ts';
import type { FaultVariant } from './faults.ts';
import { formPage } from './login-routes.ts';
import { NOT_LOGGED_IN } from './pages/login-page.ts';
import type { SiteRequest } from './requests.ts';
import type { Session } from './sessions.ts';
import { isVip, type Site } from './site.ts';

/** The torrent that a download asks for: by id, or by a personal token in the path. */
export function wantedId(site: Site, url: URL): string | null {
  const token = /^\/tor\/download\.php\/([^/]+)/.exec(url.pathname)?.[1];
  return token === undefined ? url.searchParams.get('tid') : site.sessions.torrentOf(token);
}

/** `GET /tor/download.php?tid=<id>` with a session, or `/tor/download.php/<token>` without. */
export function download(site: Site, request: SiteRequest, session: Session | null): Answer {
  const byToken = request.url.pathname.startsWith('/tor/download.php/');
  if (session === null && !byToken) return notSignedIn();
  if (site.faults.take('download-answers-login-page', 'download') !== null) {
    return formPage(site, { returnTo: null, notice: NOT_LOGGED_IN });
  }
  const refused = site.faults.take('download-refused', 'download');
  if (refused !== null) return refusal(refused.variant ?? 'unsatisfied-limit');
  if (isTooQuick(site)) return html('Too many requests', 429);

  const torrent = site.index.find(wantedId(site, request.url) ?? '');
  if (torrent === null) return refusal('gone');
  if (torrent.vip && !isVip(site)) return refusal('vip-only');
  const { counters } = site;
  counters.downloads.set(torrent.sourceId, (counters.downloads.get(torrent.sourceId) ?? 0) + 1);
  counters.downloadTimes.push(Date.now());
  // The mere presence of the parameter spends a wedge, even on a torrent that is free already.
  if (request.url.searchParams.has('fl')) counters.wedgesSpent += 1;
  const announce = `http://127.0.0.1:9/${site.passkey}/announce`;
  return {
    status: 200,
    headers: {
      'content-type': 'application/x-bittorrent',
      'content-disposition': `attachment; filename="${torrent.sourceId}.torrent"`,
    },
    body: makeTorrent(torrent, announce).bytes,
  };
}

function isTooQuick(site: Site): boolean {
  const burst = site.options.downloadBurst;
  if (burst === undefined) return false;
  const since = Date.now() - burst.windowMs;
  const recent = site.counters.downloadTimes.filter((time) => time > since);
  return recent.length >= burst.count;
}

/** The site's refusals come with status 200, but for what is gone. */
function refusal(variant: FaultVariant): Answer {
  if (variant === 'gone') return html('<h1>Error</h1>Torrent not found', 404);
  if (variant === 'vip-only') return html('Error: you are not VIP or higher');
  return html(
    'Attempted to Download Past Unsatisfied limit. Happened: 2026-11-20 08:15:12<br />' +
      'Time Till Download Allowed: 1d 02:04:02',
  );
}
