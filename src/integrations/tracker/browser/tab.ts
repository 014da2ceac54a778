import type { Browser, BrowserContext, Page } from 'playwright';
import { createBrowserProcess } from './browser-process.ts';
import { within } from './deadline.ts';
import { asRemoteError } from './faults.ts';
import type { TrackerBrowserOptions } from './options.ts';
import { createSessionCookies } from './session-cookies.ts';
import type { SessionState } from './stored-session.ts';
import { guardContext, watchTraffic, type Traffic } from './traffic.ts';

/** The one page that is open, and what it loads. */
export interface Tab {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly traffic: Traffic;
  /** The site's. */
  readonly origin: string;
}

/** Keeps one browser with one context and one page, and starts anew whatever of it died. */
export interface TabKeeper {
  /** The page, after starting what is missing. Makes no request. */
  open(): Promise<Tab>;
  /** The page as it stands; null when there is none. */
  current(): Tab | null;
  /** Whether a session was stored or has been made since. */
  hasSession(): boolean;
  /** Stores the cookies when they changed since they were last stored. */
  saveSession(): Promise<void>;
  /** Forgets the stored session. */
  clearSession(): Promise<void>;
  /** Closes the page with all that it still loads; the browser and its cookies stay. */
  discardPage(): Promise<void>;
  /** Counts an answer that was read, after which nothing of the page is wanted any more. */
  answerRead(): Promise<void>;
  /** Closes the browser for good: a call that comes after it opens none. */
  close(): Promise<void>;
}

/** How long closing a page may take before the whole browser is given up. */
const CLOSING_MS = 5_000;

/**
 * How many answers one page serves. Playwright remembers every request of an open page (0.2 MB an
 * answer), so that a long crawl in one page would fill the memory.
 */
const ANSWERS_A_PAGE = 25;

/** Opens nothing yet: Chromium starts with the first request. */
export function createTabKeeper(options: TrackerBrowserOptions): TabKeeper {
  let context: BrowserContext | null = null;
  let tab: Tab | null = null;
  let answers = 0;
  const session = createSessionCookies(options);
  const browser = createBrowserProcess(options, () => {
    context = tab = null;
  });

  async function discardPage(): Promise<void> {
    const old = tab;
    tab = null;
    answers = 0;
    if (old === null || !browser.isRunning()) return;
    try {
      await within(CLOSING_MS, old.page.close());
    } catch {
      // A browser that can't close a page is of no more use; the next request starts another.
      options.logger?.warn({}, 'the browser hangs and is given up');
      await browser.giveUp();
    }
  }

  return {
    async open() {
      if (tab !== null) return tab;
      const stored = context === null ? await session.load() : null;
      try {
        context ??= await openContext(await browser.get(), stored, () => tab?.traffic ?? null);
        tab = await openTab(context, options);
      } catch (error) {
        throw asRemoteError(error, 'opening a page');
      }
      const opened = tab;
      whenGone(opened.page, () => {
        if (tab === opened) tab = null;
      });
      return opened;
    },
    current: () => tab,
    hasSession: () => session.isThere(),
    async saveSession() {
      if (context !== null) await session.save(context);
    },
    clearSession: () => session.clear(context),
    discardPage,
    async answerRead() {
      answers += 1;
      if (answers >= ANSWERS_A_PAGE) await discardPage();
    },
    close: () => browser.close(),
  };
}

async function openContext(
  browser: Browser,
  state: SessionState | null,
  traffic: () => Traffic | null,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    serviceWorkers: 'block',
    acceptDownloads: false,
    ...(state === null ? {} : { storageState: state }),
  });
  await guardContext(context, traffic);
  return context;
}

async function openTab(context: BrowserContext, options: TrackerBrowserOptions): Promise<Tab> {
  // A crashed page, or one that the site opened.
  for (const left of context.pages()) await within(CLOSING_MS, left.close());
  const page = await context.newPage();
  const { origin } = options.url;
  page.on('popup', (popup) => {
    popup.close().catch(() => {
      options.logger?.warn({}, 'a page that the site opened stays open');
    });
  });
  return { page, context, traffic: watchTraffic(page, origin), origin };
}

function whenGone(page: Page, forget: () => void): void {
  page.on('close', forget);
  page.on('crash', forget);
}
