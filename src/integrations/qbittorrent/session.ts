import type { Secret } from '../../secret.ts';
import { RemoteError } from '../errors.ts';
import type { HttpAnswer, HttpClient, HttpRequest } from '../http.ts';
import { cookieOf } from './cookies.ts';
import { fingerprintOf, isFingerprintOf, type LoginCoolDown } from './cool-down.ts';
import { qbittorrentError } from './errors.ts';
import { logIn, refusedBefore } from './login.ts';

/** What the session tells the log; pino fits. */
export interface QbittorrentLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** How to sign in: an API key wins over user name and password; neither = none is asked for. */
export interface SessionOptions {
  readonly http: HttpClient;
  readonly url: URL;
  readonly username: string | null;
  readonly password: Secret | null;
  readonly apiKey: Secret | null;
  readonly coolDown: LoginCoolDown;
  readonly logger?: QbittorrentLog;
}

/** Sends requests as a signed-in client. */
export interface Session {
  /**
   * Sends a request; a lost session (403) is renewed once, by one login however many requests
   * notice it, and the request replayed once. Every other status is the caller's.
   */
  send(request: HttpRequest): Promise<HttpAnswer>;
}

/** Chooses the way to sign in that the settings allow. */
export function createSession(options: SessionOptions): Session {
  if (options.apiKey !== null) return keySession(options.http, options.apiKey);
  const { username, password } = options;
  if (username === null || password === null) return openSession(options.http);
  return cookieSession(options, { username, password });
}

/** From 5.2: no login, no cookie, and no ban when the key is wrong. */
function keySession(http: HttpClient, apiKey: Secret): Session {
  return {
    async send(request) {
      const authorization = `Bearer ${apiKey.reveal()}`;
      const answer = await http.send({ ...request, headers: { ...request.headers, authorization } });
      if (answer.status !== 403) return answer;
      throw qbittorrentError('qBittorrent refused the API key', {
        kind: 'bad-credentials',
        status: 403,
        remedy:
          'Correct QB_API_KEY (qBittorrent 5.2 or newer shows it in its Web UI settings), or ' +
          'leave it empty and set QB_USERNAME and QB_PASSWORD.',
      });
    },
  };
}

/** For a qBittorrent that lets this address in without asking. */
function openSession(http: HttpClient): Session {
  let cookie: string | null = null;
  return {
    async send(request) {
      const answer = await http.send(withCookie(request, cookie));
      // It opens a session for each request without one: keep the first, and make no more.
      cookie = cookieOf(answer) ?? cookie;
      if (answer.status !== 403) return answer;
      throw qbittorrentError('qBittorrent asks for a sign-in, and no credentials are set', {
        kind: 'bad-credentials',
        status: 403,
        remedy: 'Set QB_USERNAME and QB_PASSWORD, or QB_API_KEY (qBittorrent 5.2 or newer).',
      });
    },
  };
}

function cookieSession(
  options: SessionOptions,
  given: { readonly username: string; readonly password: Secret },
): Session {
  const { http, coolDown, logger } = options;
  let current: { readonly cookie: string } | null = null;
  let signingIn: Promise<{ readonly cookie: string }> | null = null;
  let wasRefused = false;

  async function signIn(): Promise<{ readonly cookie: string }> {
    const credentials = {
      url: options.url,
      username: given.username,
      password: given.password.reveal(),
    };
    const remembered = wasRefused ? null : await coolDown.refusedFingerprint();
    wasRefused ||= remembered !== null && (await isFingerprintOf(remembered, credentials));
    if (wasRefused) throw refusedBefore();
    try {
      current = { cookie: await logIn(http, credentials) };
    } catch (error) {
      if (error instanceof RemoteError && error.kind === 'bad-credentials') {
        wasRefused = true;
        logger?.warn({}, 'qBittorrent refused our credentials; no login is tried until they change');
        await coolDown.remember(await fingerprintOf(credentials));
      }
      throw error;
    }
    logger?.info({}, 'Signed in to qBittorrent');
    return current;
  }

  function signInOnce(): Promise<{ readonly cookie: string }> {
    signingIn ??= signIn().finally(() => {
      signingIn = null;
    });
    return signingIn;
  }

  return {
    async send(request) {
      const used = current ?? (await signInOnce());
      const answer = await http.send(withCookie(request, used.cookie));
      if (answer.status !== 403) return answer;
      // Another request may have renewed it meanwhile: only the session that failed is dropped.
      if (current === used) current = null;
      const renewed = current ?? (await signInOnce());
      return http.send(withCookie(request, renewed.cookie));
    },
  };
}

function withCookie(request: HttpRequest, cookie: string | null): HttpRequest {
  return cookie === null ? request : { ...request, headers: { ...request.headers, cookie } };
}
