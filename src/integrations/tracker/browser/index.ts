import type { TrackerSite } from '../site.ts';
import type { Desk } from './desk.ts';
import { download } from './download.ts';
import { fault, isSignedOut } from './faults.ts';
import type { TrackerBrowserOptions } from './options.ts';
import { readResults } from './search-page.ts';
import { signIn } from './sign-in.ts';
import { createTabKeeper } from './tab.ts';

export type { TrackerBrowserOptions } from './options.ts';

/**
 * The tracker's site through a real Chromium. It starts with the first request, keeps one page,
 * and is started anew when it died. Nothing goes out but in a turn of the pacer. One call is at
 * work at a time; others wait. Nothing is retried, save what a lost session cost: once.
 */
export function createTrackerBrowser(options: TrackerBrowserOptions): TrackerSite {
  const desk: Desk = { options, tabs: createTabKeeper(options) };
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work);
    // The next in line goes on whatever becomes of this one; its caller gets the failure.
    last = turn.catch(() => undefined);
    return turn;
  }

  return {
    search: (request) =>
      inTurn(() => signedIn(desk, { isPage: true, make: () => readResults(desk, request) })),
    fetchTorrent: (sourceId) =>
      inTurn(() =>
        signedIn(desk, {
          isPage: false,
          make: (isFresh) => download(desk, { sourceId, isFresh }),
        }),
      ),
    close: () => desk.tabs.close(),
  };
}

/** A request that needs a session. */
interface SessionRequest<T> {
  /** Whether it shows in the page: then the login form may stand there instead of the answer. */
  readonly isPage: boolean;
  /** Makes it; `isFresh` right after a login. */
  make(isFresh: boolean): Promise<T>;
}

/**
 * Makes a request with a session: signs in first when there is none, and signs in and repeats the
 * request when it shows that the session ended; either way at most one login.
 */
async function signedIn<T>(desk: Desk, request: SessionRequest<T>): Promise<T> {
  await desk.tabs.open();
  const hadSession = desk.tabs.hasSession();
  if (hadSession) {
    try {
      return await request.make(false);
    } catch (error) {
      if (!isSignedOut(error)) throw error;
      desk.options.logger?.info({}, 'the session with the tracker ended');
    }
  }
  await signIn(desk, hadSession && request.isPage);
  try {
    return await request.make(true);
  } catch (error) {
    if (!isSignedOut(error)) throw error;
    throw fault('not-signed-in', 'Signed in, and the site still does not know the session', {
      remedy:
        'look under Preferences, Security on the site whether sessions are bound to another address',
    });
  }
}
