import { isSignedIn } from './account.ts';
import { collapse, openPage, textOf, type Page } from './markup.ts';

/**
 * What a page is, from its content. Only `results` and `empty-results` answer a search:
 * whatever else comes back, nothing was seen, and the caller raises `pageFailure`.
 */
export type PageKind =
  | 'results' // the results' heading and their table
  | 'empty-results' // the results' heading, and the site says that there are none
  | 'login' // the login form
  | 'not-logged-in' // "Not logged in!" (often with status 200), or the text of a 403
  | 'locked' // too many failed logins
  | 'captcha' // a human is asked for
  | 'rejected-login' // the login form again, saying that the login failed
  | 'engine-trouble' // the search could not be run
  | 'signed-in' // any other page with the account's strip
  | 'unknown'; // none of these: a layout that we do not know

/** Where a page came from: its final URL, and its HTTP status (200 when a script drew it). */
export interface PageOrigin {
  readonly url: string;
  readonly status: number;
}

/** Names the kind of a page. Statuses such as 429 and 503 are the caller's to judge first. */
export function classifyPage(html: string, origin: PageOrigin): PageKind {
  return kindOf(openPage(html), origin);
}

/** As {@link classifyPage}, of a parsed page. */
export function kindOf(page: Page, origin: PageOrigin): PageKind {
  // Structure before words: a title or a description may contain any of the words below.
  if (origin.status < 300 && page('#ssr').length > 0) {
    const kind = searchKind(page);
    if (kind !== null) return kind;
  }
  if (isSignedIn(page)) return signedInKind(page, origin);
  return strangersKind(page, origin);
}

/** The heading without which no answer to a search is believed. */
export function hasResultsHeading(page: Page): boolean {
  return textOf(page('#ssr h1').first()).toLowerCase() === 'search results';
}

/** Longer texts than this are no short answer, but a layout that we do not know. */
const SHORT_ANSWER = 200;

/**
 * The total that stands in "Nothing returned, out of N", or null when `#ssr` says anything else.
 * Not believed beside a table or a link to a torrent: a description may hold these words.
 */
export function emptyTotal(page: Page): number | null {
  const text = textOf(page('#ssr'));
  if (text.length > SHORT_ANSWER || holdsResults(page)) return null;
  const found = /nothing returned(?:,? out of ([\d,]+))?/i.exec(text);
  if (found === null) return null;
  return Number((found[1] ?? '0').replaceAll(',', ''));
}

function holdsResults(page: Page): boolean {
  return page('#ssr').find('table, a.torTitle, a[href^="/t/"], a.directDownload').length > 0;
}

const ENGINE_WORDS =
  /syntax error|search (?:engine|error|failed|daemon)|searchd|manticore|sphinx|query error|no (?:browse )?languages?/i;

function searchKind(page: Page): PageKind | null {
  const hasTable = page('#ssr table.newTorTable').length > 0;
  if (hasResultsHeading(page)) {
    if (hasTable) return 'results';
    // "Nothing" is believed of a page that knows us only.
    if (emptyTotal(page) !== null) return isSignedIn(page) ? 'empty-results' : 'unknown';
  }
  if (!holdsResults(page) && ENGINE_WORDS.test(textOf(page('#ssr')))) return 'engine-trouble';
  return hasTable || hasResultsHeading(page) ? 'unknown' : null;
}

const CAPTCHA_MARKS = [
  '.g-recaptcha',
  '.h-captcha',
  '.cf-turnstile',
  '#challenge-form',
  'iframe[src*="captcha"]',
  'iframe[src*="challenges.cloudflare.com"]',
  'img[src*="captcha"]',
  'input[name*="captcha"]',
].join(', ');

function asksForHuman(page: Page): boolean {
  const title = textOf(page('title').first());
  return page(CAPTCHA_MARKS).length > 0 || /^(?:just a moment|attention required)/i.test(title);
}

function signedInKind(page: Page, origin: PageOrigin): PageKind {
  if (asksForHuman(page)) return 'captcha';
  return origin.status < 400 ? 'signed-in' : 'unknown';
}

/** A page that does not know us. */
function strangersKind(page: Page, origin: PageOrigin): PageKind {
  const title = textOf(page('title').first());
  page('script, style, noscript').remove();
  const text = collapse(page.root().text());
  // Errs towards stopping: another attempt on a locked login makes it worse.
  if (/login locked!|maximum (?:number of )?(?:failed )?login attempts/i.test(text))
    return 'locked';
  if (asksForHuman(page)) return 'captcha';
  const isForm = page('form[action*="takelogin"], input[type="password"]').length > 0;
  const atLogin = isForm || /\/(?:take)?login\.php/.test(origin.url);
  // Not "failed logins": login pages may warn of them in general.
  if (atLogin && /failed login\b|login failed/i.test(text)) return 'rejected-login';
  if (/not logged in!|you are not signed in/i.test(text)) return 'not-logged-in';
  if (isForm || /^login \|/i.test(title)) return 'login';
  return 'unknown';
}
