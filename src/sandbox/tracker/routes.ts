import type { LoggedKind } from '../request-log.ts';
import { html, json, notSignedIn, type Answer } from './answers.ts';
import { assetOf } from './assets.ts';
import { download } from './download-routes.ts';
import { loginForm, strangersAnswer, takeLogin } from './login-routes.ts';
import { signedInPage } from './pages/frame.ts';
import { RESULTS_PATH, type SiteRequest } from './requests.ts';
import { browse, loadResults, showTorrent } from './search-routes.ts';
import type { Session } from './sessions.ts';
import { stripOf, unsatisfiedOf, useSession, type Site } from './site.ts';

/** Answers a request; faults of the connection and of the status are the server's. */
export function answerTo(site: Site, request: SiteRequest, kind: LoggedKind): Answer {
  const { pathname } = request.url;
  const asset = assetOf(pathname);
  if (asset !== null) return asset;
  if (pathname === '/login.php') return loginForm(site, request);
  if (pathname === '/takelogin.php') return takeLogin(site, request);
  if (pathname === RESULTS_PATH) return scriptResults(site, request);

  const expired = site.faults.take('session-expired', kind);
  if (expired !== null) expire(site, request, expired.variant === 'script');
  const session = useSession(site, request.cookie);
  if (pathname.startsWith('/tor/download.php')) return download(site, request, session);
  if (pathname === '/jsonLoad.php') return session === null ? notSignedIn() : account(site);
  if (session === null) return strangersAnswer(site, request, expired?.variant ?? null);
  return memberPage(site, request, session);
}

function scriptResults(site: Site, request: SiteRequest): Answer {
  const session = site.sessions.of(request.cookie);
  if (session?.endsByScript === true) expire(site, request, false);
  return loadResults(site, request, site.sessions.of(request.cookie));
}

function expire(site: Site, request: SiteRequest, byScript: boolean): void {
  const session = site.sessions.of(request.cookie);
  if (session === null) return;
  if (byScript) session.endsByScript = true;
  else site.sessions.end(session);
}

function memberPage(site: Site, request: SiteRequest, session: Session): Answer {
  const { pathname } = request.url;
  if (pathname === '/tor/browse.php') return browse(site, request, session);
  if (/^\/t\/\d+/.test(pathname)) return showTorrent(site, request, session);
  const strip = stripOf(site);
  if (pathname === '/') {
    const body = '<div class="blockCon"><div class="blockHead"><h4>News</h4></div></div>';
    return html(signedInPage({ title: 'Home', strip, body }));
  }
  return html(signedInPage({ title: 'Error', strip, body: '<h1>404</h1>' }), 404);
}

/** A snapshot that the real site caches for up to 20 minutes. */
function account(site: Site): Answer {
  const none = { count: 0, red: false, size: null };
  const strip = stripOf(site);
  const number = Number(strip.ratio);
  return json({
    classname: strip.userClass,
    ratio: Number.isNaN(number) ? strip.ratio : number,
    seedbonus: 99_999,
    uid: 1,
    username: strip.userName,
    uploaded_bytes: 2_017_612_633_061,
    downloaded_bytes: 497_174_462_300,
    vip_until: strip.userClass === 'VIP' ? '2099-01-01 00:00:00' : null,
    wedges: strip.wedges,
    snatch_summary: {
      unsat: { ...none, count: unsatisfiedOf(site), limit: strip.userClass === 'VIP' ? 150 : 50 },
      connectable: 'yes',
      inactHnr: none,
      inactUnsat: none,
      seedUnsat: none,
      sSat: none,
    },
  });
}
