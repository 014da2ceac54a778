import { html, redirect, type Answer } from './answers.ts';
import type { FaultVariant } from './faults.ts';
import { loginPage, NOT_LOGGED_IN } from './pages/login-page.ts';
import type { SiteRequest } from './requests.ts';
import { SESSION_COOKIE } from './sessions.ts';
import { isLocked, type Site } from './site.ts';

/** `GET /login.php`. */
export function loginForm(site: Site, request: SiteRequest): Answer {
  return formPage(site, { returnTo: safeReturn(request.url.searchParams.get('returnto')) });
}

/** `POST /takelogin.php`: a session and a redirect, or the login page again. */
export function takeLogin(site: Site, request: SiteRequest): Answer {
  const fields = new URLSearchParams(request.body);
  const returnTo = safeReturn(fields.get('returnto'));
  const isWhole = site.forms.accept(fields);
  if (isLocked(site) || site.faults.take('login-locked', 'login') !== null) {
    return formPage(site, { returnTo, notice: LOCKED });
  }
  if (!isWhole) return formPage(site, { returnTo, notice: INCOMPLETE });
  const isRefused = site.faults.take('wrong-credentials', 'login') !== null;
  const { email, password } = site.options.account;
  const isRight = fields.get('email') === email && fields.get('password') === password;
  if (isRefused || !isRight) {
    site.counters.failedLogins += 1;
    return formPage(site, { returnTo, notice: isLocked(site) ? LOCKED : FAILED });
  }
  site.counters.failedLogins = 0;
  site.counters.logins += 1;
  const session = site.sessions.open();
  const life = fields.get('rememberMe') === 'yes' ? '; Max-Age=7776000' : '';
  const cookie = `${SESSION_COOKIE}=${session.cookie}; Path=/; HttpOnly; SameSite=Lax${life}`;
  return redirect(returnTo ?? '/', [cookie]);
}

/**
 * What a page that needs a session shows to strangers: by turns a page with status 200, and a
 * redirect to the login page.
 */
export function strangersAnswer(
  site: Site,
  request: SiteRequest,
  variant: FaultVariant | null,
): Answer {
  site.counters.strangers += 1;
  const returnTo = `${request.url.pathname}${request.url.search}`;
  const asPage = variant === null ? site.counters.strangers % 2 === 0 : variant === 'page';
  if (asPage) return formPage(site, { returnTo, notice: NOT_LOGGED_IN });
  return redirect(`/login.php?returnto=${encodeURIComponent(returnTo)}`);
}

/** The login page in place of a torrent file. */
export function formPage(
  site: Site,
  shown: { readonly returnTo: string | null; readonly notice?: string },
): Answer {
  const captcha = site.faults.take('captcha', 'login-page') !== null;
  return html(loginPage({ form: site.forms.serve(), ...shown, captcha }));
}

const FAILED = '<h1>Error</h1><p>failed login: the email or the password is wrong.</p>';
const LOCKED =
  '<h1>Login Locked!</h1><p>You have used up the maximum login attempts. Try again later.</p>';
const INCOMPLETE = '<h1>Error</h1><p>The form was not complete. Please log in again.</p>';

/** Only paths of this site: a form must not lead elsewhere. */
function safeReturn(value: string | null): string | null {
  return value !== null && /^\/(?![/\\])/.test(value) ? value : null;
}
