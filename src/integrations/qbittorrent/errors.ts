import { RemoteError, type RemoteErrorKind } from '../errors.ts';
import type { HttpAnswer } from '../http.ts';

/** How the owner mends a qBittorrent that can't be reached. */
export const UNREACHABLE_REMEDY =
  'Check QB_URL (or QB_HOST and QB_PORT), and that qBittorrent runs with its Web UI switched on.';

const HEADER_REMEDY =
  "QB_URL's host and port must be those that qBittorrent itself serves: a proxy or a mapped port " +
  'in between must pass the Host header on, or its "Host header validation" be switched off.';

/** What a failure of qBittorrent is made of; {@link RemoteError} has the rest. */
interface Failure {
  readonly kind: RemoteErrorKind;
  readonly remedy: string;
  readonly status?: number;
}

/** A {@link RemoteError} of qBittorrent. */
export function qbittorrentError(message: string, failure: Failure): RemoteError {
  return new RemoteError(message, { remote: 'qbittorrent', ...failure });
}

/** 401 outside of a refused login: qBittorrent doubts the request's headers, not the session. */
export function headerMismatch(): RemoteError {
  return qbittorrentError(
    'qBittorrent answers 401: the address in our request is not the one that it expects',
    { kind: 'forbidden', status: 401, remedy: HEADER_REMEDY },
  );
}

/** An answer that isn't of the shape that qBittorrent gives. */
export function unknownAnswer(what: string, status: number): RemoteError {
  return qbittorrentError(`qBittorrent's answer to "${what}" (${status}) is of an unknown shape`, {
    kind: 'unexpected-answer',
    status,
    remedy: "Check that QB_URL is qBittorrent's own address, and not a proxy's login page.",
  });
}

/** Turns a status that nobody expected into the failure that it stands for. */
export function failureOf(answer: HttpAnswer, what: string): RemoteError {
  const { status } = answer;
  const said = `qBittorrent answers ${status} to "${what}"`;
  switch (status) {
    case 401:
      return headerMismatch();
    case 403:
      return qbittorrentError(`${said} right after a new sign-in`, {
        kind: 'forbidden',
        status,
        remedy: 'Look for a second program that signs in through the same proxy, and at its rules.',
      });
    case 404:
      return qbittorrentError(said, {
        kind: 'not-found',
        status,
        remedy: 'Check QB_URL, its path included, and that qBittorrent is 4.5 or newer.',
      });
    case 429:
      return qbittorrentError(said, {
        kind: 'rate-limited',
        status,
        remedy: 'A proxy before qBittorrent limits requests: raise its limit for this machine.',
      });
    case 502:
    case 503:
    case 504:
      return qbittorrentError(said, { kind: 'unavailable', status, remedy: UNREACHABLE_REMEDY });
    default:
      return unknownAnswer(what, status);
  }
}
