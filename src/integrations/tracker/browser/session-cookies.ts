import type { BrowserContext, Cookie } from 'playwright';
import { within } from './deadline.ts';
import { asRemoteError } from './faults.ts';
import type { TrackerBrowserOptions } from './options.ts';
import { readSession, writeSession, type SessionState } from './stored-session.ts';

/** Carries the session between the browser's cookies and the vault. */
export interface SessionCookies {
  /** The stored session for a new context; null when there is none that a browser would take. */
  load(): Promise<SessionState | null>;
  /** Whether a session was stored or has been made since. */
  isThere(): boolean;
  /** Stores the cookies when they changed since they were last stored. */
  save(context: BrowserContext): Promise<void>;
  /** Forgets the stored session; its cookies are not stored again. */
  clear(context: BrowserContext | null): Promise<void>;
}

const COOKIES_MS = 5_000;

/** Nothing is read yet. */
export function createSessionCookies({
  vault,
  logger,
}: Pick<TrackerBrowserOptions, 'vault' | 'logger'>): SessionCookies {
  let isThere = false;
  /** The cookies that need no storing: those stored, or those of a session that ended. */
  let known = writeSession([]);

  return {
    async load() {
      const stored = await vault.load();
      const state = stored === null ? null : readSession(stored);
      if (stored !== null && state === null) {
        logger?.warn({}, 'the stored session is unreadable; the tracker is signed in to anew');
      }
      isThere = state !== null;
      known = state === null || stored === null ? writeSession([]) : stored;
      return state;
    },
    isThere: () => isThere,
    async save(context) {
      const state = writeSession(await cookiesOf(context));
      if (state === known) return;
      await vault.save(state);
      known = state;
      isThere = true;
    },
    async clear(context) {
      await vault.clear();
      isThere = false;
      if (context !== null) known = writeSession(await cookiesOf(context));
    },
  };
}

async function cookiesOf(context: BrowserContext): Promise<Cookie[]> {
  try {
    return await within(COOKIES_MS, context.cookies());
  } catch (error) {
    throw asRemoteError(error, 'reading the cookies');
  }
}
