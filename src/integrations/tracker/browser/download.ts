import type { RemoteError } from '../../errors.ts';
import { classifyPage, pageFailure, parseDownloadRefusal } from '../parse/index.ts';
import type { DownloadRefusal } from '../parse/index.ts';
import { paced, type Station } from './station.ts';
import { asRemoteError, fault, strange } from './faults.ts';
import { RATE_LIMIT_MS, statusFault } from './status.ts';

/** No `.torrent` is this large; an answer that is gets no further. */
const MAX_BYTES = 20 * 1024 * 1024;
/** How much of an answer that is no torrent is looked at. */
const REFUSAL_CHARS = 200_000;
const WHAT = 'download';

/** An answer, read to its end. */
interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

/**
 * Fetches a `.torrent` file with the session, once. Throws `RemoteError`; `not-signed-in` when a
 * login is due. Never asks for `fl`, which spends a wedge.
 */
export async function download(station: Station, sourceId: string): Promise<Uint8Array> {
  if (!/^\d+$/.test(sourceId)) throw strange(WHAT, 'an id that is no torrent of the site');
  const url = new URL('/tor/download.php', station.options.url);
  url.searchParams.set('tid', sourceId);
  return paced(station, 'download', async (answered) => {
    const answer = await get(station, url.href);
    answered(performance.now());
    const failure = failureOf(answer, station.proof.isFresh());
    if (failure !== null) throw failure;
    station.proof.confirm();
    return new Uint8Array(answer.bytes);
  });
}

async function get(station: Station, url: string): Promise<Answer> {
  const { context } = await station.tabs.open();
  try {
    const response = await context.request.get(url, {
      maxRedirects: 0,
      maxRetries: 0,
      failOnStatusCode: false,
      timeout: station.options.timeoutMs,
    });
    const bytes = await response.body();
    await response.dispose();
    return { status: response.status(), headers: response.headers(), bytes };
  } catch (error) {
    throw asRemoteError(error, WHAT);
  }
}

/** `isProven`: a bare refusal is then a rule of the site, not a lost session. */
function failureOf(answer: Answer, isProven: boolean): RemoteError | null {
  const { status, headers, bytes } = answer;
  if (status === 429) return statusFault(WHAT, answer);
  if (status >= 300 && status < 400) {
    if (/\/login\.php/.test(headers['location'] ?? '')) return pageFailure('login');
    return strange(WHAT, 'a redirect that we do not know', status);
  }
  if (bytes.length > MAX_BYTES)
    return strange(WHAT, 'more bytes than any torrent file has', status);
  if (status === 200 && isTorrent(answer)) return null;

  const text = bytes.subarray(0, REFUSAL_CHARS).toString('utf8');
  const page = classifyPage(text, { url: '', status });
  if (page === 'captcha' || page === 'locked') return pageFailure(page);
  if (status >= 500) return statusFault(WHAT, answer);
  const refusal = parseDownloadRefusal(text);
  if (refusal.kind !== 'unexpected-answer') return refused(refusal, status);
  if (status === 401 || status === 403) {
    return isProven ? barelyRefused(status) : pageFailure('not-logged-in');
  }
  return statusFault(WHAT, answer) ?? strange(WHAT, refusal.phrase, status);
}

/** Torrents are bencoded dictionaries; pages that happen to start with a "d" say that they are HTML. */
function isTorrent({ bytes, headers }: Answer): boolean {
  return bytes[0] === 0x64 && !/html/i.test(headers['content-type'] ?? '');
}

/** Without a word that we know, to a session that lives: it concerns this torrent alone. */
function barelyRefused(status: number): RemoteError {
  return fault('download-refused', `${WHAT}: the site forbids it (${status}) without saying why`, {
    remedy:
      'open the torrent in your own browser to see why; another torrent may fill the gap meanwhile',
    status,
  });
}

function refused(refusal: DownloadRefusal, status: number): RemoteError {
  const message = `${WHAT}: the site says "${refusal.phrase}"`;
  switch (refusal.kind) {
    case 'not-signed-in':
      return pageFailure('not-logged-in');
    case 'downloads-frozen':
      return fault('downloads-frozen', message, {
        remedy: 'seed what is unsatisfied; downloads go on when the site allows them again',
        ...(refusal.retryAfterMs === null
          ? { status }
          : { status, retryAfterMs: refusal.retryAfterMs }),
      });
    case 'rate-limited':
      return fault('rate-limited', message, {
        remedy: 'nothing to do: all work on the site waits',
        status,
        retryAfterMs: refusal.retryAfterMs ?? RATE_LIMIT_MS,
      });
    case 'download-refused':
      return fault('download-refused', message, {
        remedy: 'nothing to do: another torrent may fill the gap',
        status,
      });
    case 'not-found':
      return fault('not-found', message, { remedy: 'nothing to do: the torrent is gone', status });
    case 'unexpected-answer':
      return strange(WHAT, refusal.phrase, status);
    default:
      return refusal.kind satisfies never;
  }
}
