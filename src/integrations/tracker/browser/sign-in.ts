import type { Locator, Page } from 'playwright';
import type { RemoteError } from '../../errors.ts';
import type { PageKind } from '../parse/index.ts';
import type { Deadline } from './deadline.ts';
import { paced, type Station } from './station.ts';
import { browserGone, fault, isSignedOut, isTimeout } from './faults.ts';
import type { Tab } from './tab.ts';
import { visit, type Errand } from './visit.ts';

const SIGNED_IN: ReadonlySet<PageKind> = new Set<PageKind>([
  'signed-in',
  'results',
  'empty-results',
  'engine-trouble',
]);
const FORM_OR_SIGNED_IN: ReadonlySet<PageKind> = new Set<PageKind>([
  ...SIGNED_IN,
  'login',
  'not-logged-in',
  'rejected-login',
]);

/**
 * Signs in once, through the login form as a person would: e-mail, password, "remember me", the
 * button; whatever else the page and its script put into the form is sent as they made it.
 * `isFormFresh` says that the open page has just come in place of an answer: its form, if it has
 * one, is taken, which saves a request. An older page's form may have gone stale.
 * @throws {RemoteError} `bad-credentials`, `login-locked`, `captcha`, `layout-changed`, …
 */
export async function signIn(station: Station, isFormFresh: boolean): Promise<void> {
  const { vault, logger } = station.options;
  await vault.checkLogin();
  if (!isFormFresh || !(await hasFormAtHand(station))) {
    const { kind } = await openLoginPage(station);
    // The session lives after all, and stays stored.
    if (SIGNED_IN.has(kind)) return station.proof.confirm();
  }
  logger?.info({}, 'signing in to the tracker');
  await submit(station);
  station.proof.confirm();
  logger?.info({}, 'signed in to the tracker');
}

async function hasFormAtHand(station: Station): Promise<boolean> {
  const page = station.tabs.current()?.page;
  if (page === undefined || new URL(page.url()).origin !== station.options.url.origin) return false;
  // With `returnto` the login would end in a search: one that the pacer took for no search.
  if ((await page.locator('input[name="returnto"]').count()) > 0) return false;
  return (await loginForm(page).count()) > 0;
}

function openLoginPage(station: Station): Promise<{ readonly kind: PageKind }> {
  const url = new URL('/login.php', station.options.url).href;
  return paced(station, 'login', async (answered) => {
    const seen = await visit(station, {
      what: 'login page',
      go: ({ page }, deadline) => page.goto(url, { waitUntil: 'commit', timeout: deadline.left() }),
      sign: 'input[name="password"], #tmUS',
      answers: FORM_OR_SIGNED_IN,
    });
    answered(seen.endedAt);
    return seen;
  });
}

async function submit(station: Station): Promise<void> {
  const form = station.tabs.current()?.page;
  const errand: Errand = {
    what: 'login',
    go: (tab, deadline) => fillAndSend(tab, station, deadline),
    sign: '#tmUS, #ssr table.newTorTable',
    answers: SIGNED_IN,
  };
  try {
    await paced(station, 'login', async (answered) => {
      // The wait for the turn may have outlived the browser, and the form with it.
      if (station.tabs.current()?.page !== form) throw browserGone();
      // In the turn, so that one that is not given counts as no login; and before the form is
      // sent, so that a kill can't hide a login.
      await station.tabs.clearSession();
      await station.options.vault.recordLogin();
      answered((await visit(station, errand)).endedAt);
    });
  } catch (error) {
    if (!isSignedOut(error)) throw error;
    throw fault('not-signed-in', 'The site took the login form and still shows a login page', {
      remedy: 'sign in by hand in your own browser and look for a message of the site',
    });
  }
}

function loginForm(page: Page): Locator {
  return page
    .locator('form')
    .filter({ has: page.locator('input[name="email"]') })
    .filter({ has: page.locator('input[name="password"]') })
    .first();
}

async function fillAndSend(tab: Tab, station: Station, deadline: Deadline): Promise<void> {
  const { username, password } = station.options;
  const form = loginForm(tab.page);
  if ((await form.count()) === 0) throw formChanged('without its e-mail and password fields');
  const action = (await form.getAttribute('action')) ?? '';
  if (new URL(action, tab.page.url()).origin !== tab.origin) {
    throw formChanged('whose form goes to another host');
  }
  const timeout = Math.min(5_000, deadline.left());
  try {
    const email = typeof username === 'string' ? username : username.reveal();
    await form.locator('input[name="email"]').fill(email, { timeout });
    await form.locator('input[name="password"]').fill(password.reveal(), { timeout });
    const remember = form.locator('input[type="checkbox"][name="rememberMe"]');
    if ((await remember.count()) > 0) await remember.check({ timeout });
    await form
      .locator('input[type="submit"], button[type="submit"], button:not([type])')
      .first()
      // The page that follows may be slow, and is waited for by its own deadline.
      // oxlint-disable-next-line typescript/no-deprecated -- no other way to say so yet
      .click({ timeout, noWaitAfter: true });
  } catch (error) {
    if (isTimeout(error)) throw formChanged('whose form can not be filled in');
    throw error;
  }
}

function formChanged(how: string): RemoteError {
  return fault('layout-changed', `The site has a login page ${how}`, {
    remedy: 'sign in by hand in your own browser; if that works, update MAMcrawler',
  });
}
