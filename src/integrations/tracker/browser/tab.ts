import type { Browser, BrowserContext, Cookie, Page } from 'playwright';
import { within } from './deadline.ts';
import { asRemoteError, browserClosed } from './faults.ts';
import { launchBrowser } from './launch.ts';
import type { TrackerBrowserOptions } from './options.ts';
import { readSession, writeSession } from './stored-session.ts';
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
  /** Closes the browser for good: a call that comes after it opens none. */
  close(): Promise<void>;
}

/** How long closing a page may take before the whole browser is given up. */
const CLOSING_MS = 5_000;

/** Opens nothing yet: Chromium starts with the first request. */
export function createTabKeeper(options: TrackerBrowserOptions): TabKeeper {
  const { vault, logger } = options;
  let browser: Browser | null = null;
  let context: BrowserContext | null = null;
  let tab: Tab | null = null;
  let isClosed = false;
  let hasSession = false;
  /** The cookies that need no storing: those stored, or those of a session that ended. */
  let known = writeSession([]);

  async function openBrowser(): Promise<Browser> {
    if (isClosed) throw browserClosed();
    const started = await launchBrowser(options.chromiumPath);
    if (isClosed) {
      await started.close();
      throw browserClosed();
    }
    started.on('disconnected', () => {
      if (browser !== started) return;
      browser = context = tab = null;
      logger?.warn({}, 'the browser went away; the next request starts a new one');
    });
    logger?.info({ version: started.version() }, 'the browser was started');
    return started;
  }

  async function openContext(inside: Browser, stored: string | null): Promise<BrowserContext> {
    const state = stored === null ? null : readSession(stored);
    if (stored !== null && state === null) {
      logger?.warn({}, 'the stored session is unreadable; the tracker is signed in to anew');
    }
    hasSession = state !== null;
    known = state === null || stored === null ? writeSession([]) : stored;
    const opened = await inside.newContext({
      serviceWorkers: 'block',
      acceptDownloads: false,
      ...(state === null ? {} : { storageState: state }),
    });
    await guardContext(opened, () => tab?.traffic ?? null);
    return opened;
  }

  async function openTab(inside: BrowserContext): Promise<Tab> {
    // A crashed page, or one that the site opened.
    for (const left of inside.pages()) await within(CLOSING_MS, left.close());
    const page = await inside.newPage();
    const traffic = watchTraffic(page, options.url.origin);
    const opened: Tab = { page, context: inside, traffic, origin: options.url.origin };
    const gone = () => {
      if (tab === opened) tab = null;
    };
    page.on('close', gone);
    page.on('crash', gone);
    page.on('popup', (popup) => {
      popup.close().catch(() => logger?.warn({}, 'a page that the site opened stays open'));
    });
    return opened;
  }

  async function giveUp(): Promise<void> {
    const old = browser;
    browser = context = tab = null;
    if (old !== null) await old.close();
  }

  return {
    async open() {
      if (tab !== null) return tab;
      const stored = context === null ? await vault.load() : null;
      try {
        browser ??= await openBrowser();
        context ??= await openContext(browser, stored);
        tab = await openTab(context);
      } catch (error) {
        throw asRemoteError(error, 'opening a page');
      }
      return tab;
    },
    current: () => tab,
    hasSession: () => hasSession,
    async saveSession() {
      if (context === null) return;
      const state = writeSession(await cookiesOf(context));
      if (state === known) return;
      await vault.save(state);
      known = state;
      hasSession = true;
    },
    async clearSession() {
      await vault.clear();
      hasSession = false;
      if (context !== null) known = writeSession(await cookiesOf(context));
    },
    async discardPage() {
      const old = tab;
      tab = null;
      if (old === null || browser === null) return;
      try {
        await within(CLOSING_MS, old.page.close());
      } catch {
        // A browser that can't close a page is of no more use; the next request starts another.
        logger?.warn({}, 'the browser hangs and is given up');
        await giveUp();
      }
    },
    close() {
      isClosed = true;
      return giveUp();
    },
  };
}

async function cookiesOf(context: BrowserContext): Promise<Cookie[]> {
  try {
    return await within(CLOSING_MS, context.cookies());
  } catch (error) {
    throw asRemoteError(error, 'reading the cookies');
  }
}
