import { RemoteError } from '../../errors.ts';
import type { Answered, RequestKind } from '../site.ts';
import type { TrackerBrowserOptions } from './options.ts';
import { RATE_LIMIT_MS } from './status.ts';
import type { TabKeeper } from './tab.ts';

/** When the site last showed that it knows the session. */
export interface SessionProof {
  /** It has just done so. */
  confirm(): void;
  /** Whether that was so lately that a refusal is no sign of a lost session. */
  isFresh(): boolean;
}

/** During a crawl answers come every few seconds; a session rarely ends between two of them. */
const FRESH_MS = 60_000;

/** Nothing is proven yet. */
export function createSessionProof(): SessionProof {
  let at = Number.NEGATIVE_INFINITY;
  return {
    confirm() {
      at = performance.now();
    },
    isFresh: () => performance.now() - at < FRESH_MS,
  };
}

/** What each part of the browser works with. */
export interface Station {
  readonly options: TrackerBrowserOptions;
  readonly tabs: TabKeeper;
  readonly proof: SessionProof;
}

/**
 * Makes one own request through the pacer. When it ends, its consequences are on record before
 * the pacer counts it as ended, so that a kill can't lose them: the session, when the site
 * rotated it; a back-off; a halt; refused credentials.
 * `request` raises every answer that is none as `RemoteError`.
 */
export async function paced<T>(
  station: Station,
  kind: RequestKind,
  request: (answered: Answered) => Promise<T>,
): Promise<T> {
  // Started before its turn: the start is no part of the request.
  await station.tabs.open();
  return station.options.pacer.run(kind, async (answered) => {
    let answer: T;
    try {
      answer = await request(answered);
    } catch (error) {
      if (error instanceof RemoteError) await record(station, error);
      await keepSession(station);
      throw error;
    }
    await station.tabs.saveSession();
    return answer;
  });
}

/** After a failure, which is what the caller must hear of. */
async function keepSession(station: Station): Promise<void> {
  try {
    await station.tabs.saveSession();
  } catch {
    // Cookies that were not stored are stored after the next request: they still differ.
    station.options.logger?.warn({}, 'the session could not be stored after a failed request');
  }
}

async function record(station: Station, error: RemoteError): Promise<void> {
  const { pacer, vault } = station.options;
  switch (error.kind) {
    case 'rate-limited':
      return pacer.backOff(error.retryAfterMs ?? RATE_LIMIT_MS, 'the site asks for fewer requests');
    case 'unavailable':
    case 'unreachable':
    case 'timeout':
      return pacer.failed({ kind: error.kind, askedMs: error.retryAfterMs ?? 0 });
    case 'login-locked':
      return pacer.halt('login-locked', 'the login is locked');
    case 'captcha':
      return pacer.halt('captcha', 'the site asks for a human (captcha)');
    case 'bad-credentials':
      return vault.credentialsRefused();
    case 'browser-missing':
    case 'forbidden':
    case 'not-signed-in':
    case 'layout-changed':
    case 'search-refused':
    case 'download-refused':
    case 'downloads-frozen':
    case 'not-found':
    case 'unexpected-answer':
    case 'rejected':
      // These concern this one request.
      return undefined;
    default:
      return error.kind satisfies never;
  }
}
