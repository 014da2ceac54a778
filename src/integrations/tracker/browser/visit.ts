import { setTimeout as sleep } from 'node:timers/promises';
import { classifyPage, pageFailure, type PageKind } from '../parse/index.ts';
import { startDeadline, within, type Deadline } from './deadline.ts';
import type { Station } from './station.ts';
import { isSignedOut, isTimeout, strange, tooSlow } from './faults.ts';
import { statusFault } from './status.ts';
import type { Tab } from './tab.ts';
import { failureOf, headOf, troubleFault } from './trouble.ts';

/** A page that the site answered with, drawn to its end. */
export interface Visit {
  readonly html: string;
  readonly kind: PageKind;
}

/** A visit that ended, all that its page loaded included. */
export interface EndedVisit extends Visit {
  /** When the last of it came, by `performance.now()`: what we did since was reading. */
  readonly endedAt: number;
}

/** One own request: how it starts, and which pages answer it. */
export interface Errand {
  /** A constant phrase for errors: "search". */
  readonly what: string;
  /** Starts the request. */
  go(tab: Tab, deadline: Deadline): Promise<unknown>;
  /** Matches as soon as there may be something to read; it saves waiting, and decides nothing. */
  readonly sign: string;
  readonly answers: ReadonlySet<PageKind>;
}

/** How long a page that is drawn may go on loading before it is closed. */
const TAIL_MS = 2_000;
/** How long requests under way, then signs of an answer, keep us from looking at the page. */
const QUIET_MS = 1_000;
const SIGN_MS = 250;
const BETWEEN_LOOKS_MS = 20;

/**
 * Carries out one own request in the page, in its turn of the pacer. It ends when the page's own
 * loads have ended, or were ended by closing the page.
 * @throws {RemoteError} for whatever is not among the errand's answers.
 */
export async function visit(station: Station, errand: Errand): Promise<EndedVisit> {
  const tab = await station.tabs.open();
  const deadline = startDeadline(station.options.timeoutMs);
  tab.traffic.begin();
  try {
    await errand.go(tab, deadline);
    const seen = await settle(tab, errand, deadline);
    // What still loads is about to be cut: then the end is now.
    const endedAt = tab.traffic.isQuiet() ? tab.traffic.lastEndAt() : performance.now();
    return { ...seen, endedAt };
  } catch (error) {
    const failure = failureOf(error, tab.traffic, errand.what);
    // A login page stays, its form is wanted next. Chromium's own error pages must go: they may
    // still be on their way, and would interrupt the next request.
    if (!isSignedOut(failure)) await station.tabs.discardPage();
    throw failure;
  } finally {
    if (!tab.traffic.isQuiet()) await station.tabs.discardPage();
    tab.traffic.end();
  }
}

/** Looks at the page until it is an answer or a failure, or its time is over. */
async function settle(tab: Tab, errand: Errand, deadline: Deadline): Promise<Visit> {
  for (;;) {
    await tab.traffic.quiet(Math.min(QUIET_MS, deadline.left()));
    if (!isRefused(tab)) await appears(tab, errand.sign, Math.min(SIGN_MS, deadline.left()));
    const seen = await look(tab, errand.what);
    if (seen !== null && isFinal(seen.kind, tab, errand)) {
      if (tab.traffic.isQuiet()) return judge(seen, tab, errand);
      await tab.traffic.quiet(Math.min(TAIL_MS, deadline.left()));
      return judge((await look(tab, errand.what)) ?? seen, tab, errand);
    }
    const trouble = tab.traffic.trouble();
    if (trouble !== null && tab.traffic.isQuiet()) throw await troubleFault(errand.what, trouble);
    if (deadline.isOver()) throw overdue(seen, tab, errand);
    await sleep(BETWEEN_LOOKS_MS);
  }
}

/** Whether more waiting can't change what the page is. */
function isFinal(kind: PageKind, tab: Tab, errand: Errand): boolean {
  // Before the answer came, the page is still the one that the form was on.
  if (tab.traffic.document() === null) {
    return kind === 'locked' || kind === 'captcha' || kind === 'rejected-login';
  }
  if (isRefused(tab) || errand.answers.has(kind)) return true;
  return kind !== 'signed-in' && kind !== 'unknown';
}

function judge(seen: Visit, tab: Tab, errand: Errand): Visit {
  const response = tab.traffic.document();
  const refusal = response === null ? null : statusFault(errand.what, headOf(response));
  // A 429 is one whatever it shows; any other status may come with a page that says more.
  if (refusal !== null && (refusal.kind === 'rate-limited' || !explains(seen.kind))) throw refusal;
  if (refusal === null && errand.answers.has(seen.kind)) return seen;
  switch (seen.kind) {
    case 'results':
    case 'empty-results':
      throw strange(errand.what, 'search results that were not asked for');
    case 'login':
    case 'not-logged-in':
    case 'locked':
    case 'captcha':
    case 'rejected-login':
    case 'engine-trouble':
    case 'signed-in':
    case 'unknown':
      throw pageFailure(seen.kind);
    default:
      throw new Error(`a page of no kind: ${String(seen.kind satisfies never)}`);
  }
}

function explains(kind: PageKind): boolean {
  return ['login', 'not-logged-in', 'locked', 'captcha', 'rejected-login'].includes(kind);
}

function overdue(seen: Visit | null, tab: Tab, errand: Errand): Error {
  const isUndrawn = seen !== null && tab.traffic.document() !== null && tab.traffic.isQuiet();
  if (!isUndrawn) return tooSlow(errand.what);
  return pageFailure(seen.kind === 'signed-in' ? 'signed-in' : 'unknown');
}

function isRefused(tab: Tab): boolean {
  return (tab.traffic.document()?.status() ?? 0) >= 400;
}

/** Reads and names the page; null while it is being replaced by another. */
async function look(tab: Tab, what: string): Promise<Visit | null> {
  let html: string;
  try {
    html = await within(SIGN_MS * 20, tab.page.content());
  } catch (error) {
    if (error instanceof Error && /navigating/i.test(error.message)) return null;
    throw error;
  }
  const url = new URL(tab.page.url());
  if (/^https?:$/.test(url.protocol) && url.origin !== tab.origin) {
    throw strange(what, 'the site sent us to another host; check MAM_URL');
  }
  const status = tab.traffic.document()?.status() ?? 200;
  return { html, kind: classifyPage(html, { url: url.href, status }) };
}

/** Waits until `sign` matches something; an elapsed wait is no failure, the page is looked at. */
async function appears(tab: Tab, sign: string, timeout: number): Promise<void> {
  try {
    await tab.page.locator(sign).first().waitFor({ state: 'attached', timeout });
  } catch (error) {
    if (!isTimeout(error)) throw error;
  }
}
