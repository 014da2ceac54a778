import type { Browser } from 'playwright';
import { browserClosed } from './faults.ts';
import { launchBrowser } from './launch.ts';
import type { TrackerBrowserOptions } from './options.ts';

/** Keeps one Chromium running while it is wanted. */
export interface BrowserProcess {
  /** The browser, started if it does not run. */
  get(): Promise<Browser>;
  isRunning(): boolean;
  /** Ends a browser that is of no more use; the next `get` starts another. */
  giveUp(): Promise<void>;
  /** Ends it for good. */
  close(): Promise<void>;
}

/** Starts nothing yet. `onGone` is called when the browser ended, however it did. */
export function createBrowserProcess(
  {
    chromiumPath,
    sandbox,
    logger,
  }: Pick<TrackerBrowserOptions, 'chromiumPath' | 'sandbox' | 'logger'>,
  onGone: () => void,
): BrowserProcess {
  let browser: Browser | null = null;
  let isClosed = false;

  async function start(): Promise<Browser> {
    if (isClosed) throw browserClosed();
    const started = await launchBrowser(chromiumPath, sandbox ?? true);
    if (isClosed) {
      await started.close();
      throw browserClosed();
    }
    started.on('disconnected', () => {
      if (browser !== started) return;
      browser = null;
      onGone();
      logger?.warn({}, 'the browser went away; the next request starts a new one');
    });
    logger?.info({ version: started.version() }, 'the browser was started');
    return started;
  }

  async function giveUp(): Promise<void> {
    const old = browser;
    browser = null;
    onGone();
    if (old !== null) await old.close();
  }

  return {
    async get() {
      browser ??= await start();
      return browser;
    },
    isRunning: () => browser !== null,
    giveUp,
    close() {
      isClosed = true;
      return giveUp();
    },
  };
}
