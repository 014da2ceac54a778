import type { Secret } from '../../secret.ts';
import type { HttpAnswer, HttpClient, HttpRequest } from '../http.ts';
import { cookieOf } from './cookies.ts';
import type { LoginCoolDown } from './cool-down.ts';
import { qbittorrentError } from './errors.ts';
import { createGuardedLogin, type QbittorrentLog } from './guarded-login.ts';

/** How to sign in: an API key wins over user name and password; neither = none is asked for. */
export interface SessionOptions {
  readonly http: HttpClient;
  readonly url: URL;
  readonly username: string | null;
  readonly password: Secret | null;
  readonly apiKey: Secret | null;
  readonly coolDown: LoginCoolDown;
  readonly logger?: QbittorrentLog | undefined;
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
  return cookieSession(options.http, createGuardedLogin({ ...options, username, password }));
}

/** From 5.2: no login, no cookie, and no ban when the key is wrong. */
function keySession(http: HttpClient, apiKey: Secret): Session {
  return {
    async send(request) {
      const authorization = `Bearer ${apiKey.reveal()}`;
      const answer = await http.send({
        ...request,
        headers: { ...request.headers, authorization },
      });
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

/** A login's cookie; a new object for each session, so that two are never taken for one. */
interface SignedIn {
  readonly cookie: string;
}

function cookieSession(http: HttpClient, logIn: () => Promise<string>): Session {
  let current: SignedIn | null = null;
  let signingIn: Promise<SignedIn> | null = null;

  function signIn(): Promise<SignedIn> {
    signingIn ??= logIn()
      .then((cookie) => (current = { cookie }))
      .finally(() => (signingIn = null));
    return signingIn;
  }

  return {
    async send(request) {
      const used = current ?? (await signIn());
      const answer = await http.send(withCookie(request, used.cookie));
      if (answer.status !== 403) return answer;
      // Another request may have renewed it meanwhile: only the session that failed is dropped.
      if (current === used) current = null;
      const renewed = current ?? (await signIn());
      return http.send(withCookie(request, renewed.cookie));
    },
  };
}

function withCookie(request: HttpRequest, cookie: string | null): HttpRequest {
  return cookie === null ? request : { ...request, headers: { ...request.headers, cookie } };
}
