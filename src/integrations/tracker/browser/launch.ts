import { chromium, type Browser } from 'playwright';
import { browserNotStarted } from './faults.ts';

/** Keeps Chromium from calling anyone but the site: no updates, no sync, no first-run pages. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

/**
 * Starts a headless Chromium that does not hide what it is. Signals are left to the worker, which
 * closes the browser itself; Chromium also ends when our end of its pipe goes away.
 * @throws {RemoteError} `browser-missing` when it does not start.
 */
export async function launchBrowser(
  chromiumPath: string | null,
  sandbox: boolean,
): Promise<Browser> {
  try {
    return await chromium.launch({
      headless: true,
      args: QUIET,
      // Chromium refuses its sandbox to root; for others it is the owner's to switch off.
      chromiumSandbox: sandbox && process.getuid?.() !== 0,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      timeout: 30_000,
      ...(chromiumPath === null ? {} : { executablePath: chromiumPath }),
    });
  } catch {
    // Playwright's text is a page of command line; what the owner needs is the remedy.
    throw browserNotStarted();
  }
}
