import type { RemoteErrorKind } from '../../errors.ts';

/** Why a download gave no torrent, and in which of the site's known phrases it said so. */
export interface DownloadRefusal {
  readonly kind: Extract<
    RemoteErrorKind,
    | 'download-refused'
    | 'downloads-frozen'
    | 'not-signed-in'
    | 'rate-limited'
    | 'not-found'
    | 'unexpected-answer'
  >;
  /** A fixed phrase of ours or the site's; never free page text. */
  readonly phrase: string;
  /** Until the site lets this account download again, in ms, when it says so. */
  readonly retryAfterMs: number | null;
}

const KNOWN: readonly (readonly [RegExp, DownloadRefusal['kind'], string])[] = [
  [/past unsatisfied limit/i, 'downloads-frozen', 'Attempted to Download Past Unsatisfied limit'],
  [/not VIP or higher/i, 'download-refused', 'you are not VIP or higher'],
  [/not signed in|not logged in|takelogin\.php/i, 'not-signed-in', 'not signed in'],
  [/too many requests/i, 'rate-limited', 'too many requests'],
  // Of the torrent only: a session that is "not found" must not mark a torrent as gone.
  [
    /torrent[^.<]{0,40}(?:not found|deleted|no longer)|404 not found|410 gone/i,
    'not-found',
    'not found',
  ],
];

/**
 * Reads the text or HTML that came in place of a torrent file. What we do not know is
 * `unexpected-answer`: the caller raises it, and never takes it for a torrent.
 */
export function parseDownloadRefusal(text: string): DownloadRefusal {
  for (const [words, kind, phrase] of KNOWN) {
    if (!words.test(text)) continue;
    return { kind, phrase, retryAfterMs: kind === 'downloads-frozen' ? waitOf(text) : null };
  }
  const phrase = 'an answer that is neither a torrent nor a refusal that we know';
  return { kind: 'unexpected-answer', phrase, retryAfterMs: null };
}

/** `Time Till Download Allowed: 1d 02:04:02` in ms. */
function waitOf(text: string): number | null {
  const found = /time till download allowed:\s*(?:(\d+)d\s*)?(\d+):(\d\d):(\d\d)/i.exec(
    text.replace(/<[^>]*>/g, ' '),
  );
  if (found === null) return null;
  const [days, hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0));
  return ((((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000;
}
