import { RemoteError } from '../../errors.ts';
import type { Answered, RequestKind } from '../site.ts';
import type { TrackerBrowserOptions } from './options.ts';
import { RATE_LIMIT_MS } from './status.ts';
import type { TabKeeper } from './tab.ts';

/** What each part of the browser works with. */
export interface Desk {
  readonly options: TrackerBrowserOptions;
  readonly tabs: TabKeeper;
}

/**
 * Makes one own request through the pacer. When it ends, its consequences are on record before
 * the pacer counts it as ended, so that a kill can't lose them: the session, when the site
 * rotated it; a back-off; a halt; refused credentials.
 * `request` raises every answer that is none as `RemoteError`.
 */
export async function paced<T>(
  desk: Desk,
  kind: RequestKind,
  request: (answered: Answered) => Promise<T>,
): Promise<T> {
  // Started before its turn: the start is no part of the request.
  await desk.tabs.open();
  return desk.options.pacer.run(kind, async (answered) => {
    try {
      return await request(answered);
    } catch (error) {
      if (error instanceof RemoteError) await record(desk, error);
      throw error;
    } finally {
      await desk.tabs.saveSession();
    }
  });
}

async function record(desk: Desk, error: RemoteError): Promise<void> {
  const { pacer, vault } = desk.options;
  switch (error.kind) {
    case 'rate-limited':
      return pacer.backOff(error.retryAfterMs ?? RATE_LIMIT_MS, 'the site asks for fewer requests');
    case 'unavailable':
      // How it grows when it lasts is for the caller, who counts the tries.
      return pacer.backOff(error.retryAfterMs ?? 60_000, 'the site is down');
    case 'login-locked':
      return pacer.halt('the login is locked');
    case 'captcha':
      return pacer.halt('the site asks for a human (captcha)');
    case 'bad-credentials':
      return vault.credentialsRefused();
    case 'unreachable':
    case 'timeout':
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
