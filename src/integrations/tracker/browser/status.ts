import type { RemoteError } from '../../errors.ts';
import { fault, strange } from './faults.ts';

/** The site gives no Retry-After with its 429; half an hour is what it is known to need. */
export const RATE_LIMIT_MS = 30 * 60_000;

/** An HTTP answer's head; header names in lower case. */
export interface AnswerHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** The failure that a status stands for, or null when it is none. `what` is a constant phrase. */
export function statusFault(what: string, head: AnswerHead): RemoteError | null {
  const { status } = head;
  if (status < 400) return null;
  const asked = retryAfterMs(head.headers['retry-after'], Date.now());
  // 500 and 52x (of the proxy before the site) pass like 503 does: none of them stops a run.
  if (status >= 500) return down(what, status, asked);
  switch (status) {
    case 429:
      return fault('rate-limited', `${what}: the site asks for fewer requests (429)`, {
        remedy: 'nothing to do: all work on the site waits as long as it asks for',
        status,
        retryAfterMs: asked ?? RATE_LIMIT_MS,
      });
    case 401:
    case 403:
      return fault('forbidden', `${what}: the site forbids it (${status})`, {
        remedy:
          'open the site in your own browser and look for a message about your account or its rules',
        status,
      });
    case 404:
    case 410:
      return fault('not-found', `${what}: the site does not have it (${status})`, {
        remedy: 'nothing to do for a torrent that is gone; for a search, check MAM_URL',
        status,
      });
    default:
      return strange(what, `an answer with status ${status}`, status);
  }
}

/** Unless the site says it, how long to stay away is the pacer's to decide, who counts. */
function down(what: string, status: number, askedMs: number | null): RemoteError {
  return fault('unavailable', `${what}: the site is down (${status})`, {
    remedy: 'nothing to do: it is tried again later, ever more seldom',
    status,
    ...(askedMs === null ? {} : { retryAfterMs: askedMs }),
  });
}

/** Reads `Retry-After`, seconds or a date, in ms from `now`; null when absent or unreadable. */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  if (header === undefined || header.trim() === '') return null;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
