import { RemoteError, type RemoteErrorKind } from '../errors.ts';
import type { HttpAnswer } from '../http.ts';
import { Refusal, Volume, Volumes } from './schemas.ts';

/** What Google lists. */
export interface ListedVolumes {
  /** Those with a title. */
  readonly volumes: readonly Volume[];
  /** How many the answer had, those without a title among them. */
  readonly listed: number;
}

/**
 * The volumes of an answer; empty only when Google itself says that there is none.
 * @throws {RemoteError} by status and Google's own reason, or `unexpected-answer`.
 */
export function parseVolumes(answer: HttpAnswer): ListedVolumes {
  if (answer.status !== 200) throw refusalOf(answer);
  const parsed = Volumes.safeParse(parseJson(answer));
  if (!parsed.success) throw unexpected('the answer is no list of volumes');
  const { totalItems, items = [] } = parsed.data;
  if (totalItems > 0 && items.length === 0) {
    throw unexpected(`the answer counts ${totalItems} volumes and holds none`);
  }
  const volumes = items.flatMap((value) => Volume.safeParse(value).data ?? []);
  // One that has no title tells nothing; that none has is no answer of Google's.
  if (items.length > 0 && volumes.length === 0) {
    throw unexpected(`none of its ${items.length} volumes has a title`);
  }
  return { volumes, listed: items.length };
}

/** Null for what is no JSON: the parser's own message would quote a stranger's text. */
function parseJson(answer: HttpAnswer): unknown {
  try {
    return JSON.parse(answer.text());
  } catch {
    return null;
  }
}

function unexpected(what: string): RemoteError {
  return new RemoteError(`Searching Google Books: ${what}`, {
    remote: 'google-books',
    kind: 'unexpected-answer',
    remedy: 'Check GOOGLE_BOOKS_URL: a proxy or a login page may have answered in place of Google.',
  });
}

function refusalOf(answer: HttpAnswer): RemoteError {
  const { status } = answer;
  const reason = reasonOf(answer);
  const { kind, remedy } = meaningOf(status, reason);
  const retryAfterMs = kind === 'rate-limited' ? retryAfterOf(answer) : null;
  const because = reason === null ? '' : ` (${reason})`;
  return new RemoteError(`Searching Google Books: Google answered ${status}${because}`, {
    remote: 'google-books',
    kind,
    remedy,
    status,
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  });
}

/** Google's reasons that we act on, by what they mean. */
const OVER_QUOTA =
  /^(?:dailyLimitExceeded|quotaExceeded|rateLimitExceeded|userRateLimitExceeded|limitExceeded|RATE_LIMIT_EXCEEDED)/;
const BAD_KEY =
  /^(?:API_KEY_\w+|SERVICE_DISABLED|CONSUMER_(?:INVALID|SUSPENDED)|keyInvalid|keyExpired|accessNotConfigured|ipRefererBlocked|forbidden)$/;

interface Meaning {
  readonly kind: RemoteErrorKind;
  readonly remedy: string;
}

function meaningOf(status: number, reason: string | null): Meaning {
  if (status === 429 || (status === 403 && OVER_QUOTA.test(reason ?? ''))) {
    return {
      kind: 'rate-limited',
      remedy:
        'Wait; the quota of a key is renewed daily. Lower GOOGLE_BOOKS_RATE_LIMIT to what yours allows.',
    };
  }
  if (status === 401 || (status < 500 && BAD_KEY.test(reason ?? ''))) {
    return {
      kind: 'bad-credentials',
      remedy:
        'Set GOOGLE_BOOKS_API_KEY to a key that is allowed to use the Books API, or unset it.',
    };
  }
  if (status >= 500) {
    return {
      kind: 'unavailable',
      remedy: 'Wait; Google Books fails on its own side now and then.',
    };
  }
  if (status === 403) {
    return { kind: 'forbidden', remedy: 'Google refuses requests from here: unset the key.' };
  }
  if (status === 400) {
    return { kind: 'search-refused', remedy: 'Report a fault: Google could not run our search.' };
  }
  if (status === 404) return { kind: 'not-found', remedy: 'Check GOOGLE_BOOKS_URL.' };
  return { kind: 'unexpected-answer', remedy: 'Check GOOGLE_BOOKS_URL.' };
}

/** The reason that says most: of the quota, of the key, or the first; letters only. */
function reasonOf(answer: HttpAnswer): string | null {
  const parsed = Refusal.safeParse(parseJson(answer));
  if (!parsed.success) return null;
  const { details = [], errors = [] } = parsed.data.error;
  const reasons = [...details, ...errors]
    .map(({ reason }) => reason ?? '')
    .filter((reason) => /^[A-Za-z_]{1,40}$/.test(reason));
  const telling = (pattern: RegExp) => reasons.find((reason) => pattern.test(reason));
  return telling(OVER_QUOTA) ?? telling(BAD_KEY) ?? reasons[0] ?? null;
}

function retryAfterOf(answer: HttpAnswer): number | null {
  const header = answer.headers['retry-after'];
  if (typeof header !== 'string' || !/^\d{1,9}$/.test(header)) return null;
  return Number(header) * 1000;
}
