import type { HttpAnswer, HttpClient } from '../http.ts';
import type { RemoteError } from '../errors.ts';
import { cookieOf } from './cookies.ts';
import { failureOf, headerMismatch, qbittorrentError, unknownAnswer } from './errors.ts';

const BAD_CREDENTIALS_REMEDY =
  'Set QB_USERNAME and QB_PASSWORD to those of qBittorrent’s Web UI (or QB_API_KEY from 5.2 on); ' +
  'no further login is tried until they change, since five refused ones ban this address.';

/**
 * Signs in once, without any older cookie: with one, any password "works".
 * Up to 5.1 a refused password is 200 `Fails.`; from 5.2 it is 401, and success is 204.
 * @returns the `Cookie` header of the new session.
 * @throws {RemoteError} `bad-credentials`, `login-locked` (banned), `forbidden` (headers) ….
 */
export async function logIn(
  http: HttpClient,
  credentials: { readonly username: string; readonly password: string },
): Promise<string> {
  const answer = await http.send({
    method: 'POST',
    path: 'api/v2/auth/login',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      username: credentials.username,
      password: credentials.password,
    }).toString(),
  });
  if (!isWelcome(answer)) throw await refusalOf(http, answer);
  const cookie = cookieOf(answer);
  if (cookie === null) throw unknownAnswer('auth/login', answer.status);
  return cookie;
}

function isWelcome(answer: HttpAnswer): boolean {
  return answer.status === 204 || (answer.status === 200 && answer.text().trim() === 'Ok.');
}

async function refusalOf(http: HttpClient, answer: HttpAnswer): Promise<RemoteError> {
  const { status } = answer;
  if (status === 200 && answer.text().trim() === 'Fails.') return badCredentials(status);
  if (status === 401) {
    // A header mismatch is 401 on every path; without a session any other path is 403.
    const other = await http.send({ path: 'api/v2/app/webapiVersion' });
    return other.status === 401 ? headerMismatch() : badCredentials(status);
  }
  if (status === 403) {
    return qbittorrentError('qBittorrent has banned this address after too many refused logins', {
      kind: 'login-locked',
      status,
      remedy:
        'Correct QB_USERNAME and QB_PASSWORD, then wait for an hour or restart qBittorrent: ' +
        'either one lifts the ban.',
    });
  }
  return status === 200 ? unknownAnswer('auth/login', status) : failureOf(answer, 'auth/login');
}

function badCredentials(status: number): RemoteError {
  return qbittorrentError('qBittorrent refused the user name or the password', {
    kind: 'bad-credentials',
    status,
    remedy: BAD_CREDENTIALS_REMEDY,
  });
}

/** The refusal of credentials that are known to be refused: no request is made. */
export function refusedBefore(): RemoteError {
  return qbittorrentError(
    'qBittorrent refused this user name and password before, so no login was tried',
    { kind: 'bad-credentials', remedy: BAD_CREDENTIALS_REMEDY },
  );
}
