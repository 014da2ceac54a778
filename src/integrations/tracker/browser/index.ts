import type { TrackerSite } from '../site.ts';
import { download } from './download.ts';
import { fault, isSignedOut } from './faults.ts';
import type { TrackerBrowserOptions } from './options.ts';
import { readResults } from './search-page.ts';
import { signIn } from './sign-in.ts';
import { createSessionProof, type Station } from './station.ts';
import { createTabKeeper } from './tab.ts';

export type { TrackerBrowserOptions } from './options.ts';

/**
 * The tracker's site through a real Chromium. It starts with the first request, keeps one page,
 * and is started anew when it died. Nothing goes out but in a turn of the pacer. One call is at
 * work at a time; others wait. Nothing is retried, save what a lost session cost: once.
 */
export function createTrackerBrowser(options: TrackerBrowserOptions): TrackerSite {
  const station: Station = {
    options,
    tabs: createTabKeeper(options),
    proof: createSessionProof(),
  };
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work);
    // The next in line goes on whatever becomes of this one; its caller gets the failure.
    last = turn.catch(() => undefined);
    return turn;
  }

  return {
    search: (request) =>
      inTurn(() => signedIn(station, { isPage: true, make: () => readResults(station, request) })),
    fetchTorrent: (sourceId) =>
      inTurn(() => signedIn(station, { isPage: false, make: () => download(station, sourceId) })),
    close: () => station.tabs.close(),
  };
}

/** A request that needs a session. */
interface SessionRequest<T> {
  /** Whether it shows in the page: then the login form may stand there instead of the answer. */
  readonly isPage: boolean;
  make(): Promise<T>;
}

/**
 * Makes a request with a session: signs in first when there is none, and signs in and repeats the
 * request when it shows that the session ended; either way at most one login.
 */
async function signedIn<T>(station: Station, request: SessionRequest<T>): Promise<T> {
  await station.tabs.open();
  const hadSession = station.tabs.hasSession();
  if (hadSession) {
    try {
      return await request.make();
    } catch (error) {
      if (!isSignedOut(error)) throw error;
      station.options.logger?.info({}, 'the session with the tracker ended');
    }
  }
  await signIn(station, hadSession && request.isPage);
  try {
    return await request.make();
  } catch (error) {
    if (!isSignedOut(error)) throw error;
    throw fault('not-signed-in', 'Signed in, and the site still does not know the session', {
      remedy:
        'look under Preferences, Security on the site whether sessions are bound to another address',
    });
  }
}
