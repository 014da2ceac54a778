import type { Secret } from '../../secret.ts';
import { RemoteError } from '../errors.ts';
import type { HttpClient } from '../http.ts';
import { fingerprintOf, isFingerprintOf, type LoginCoolDown } from './cool-down.ts';
import { logIn, refusedBefore } from './login.ts';

/** What the client tells the log; pino fits. */
export interface QbittorrentLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** What a guarded login needs. */
export interface GuardedLoginOptions {
  readonly http: HttpClient;
  readonly url: URL;
  readonly username: string;
  readonly password: Secret;
  readonly coolDown: LoginCoolDown;
  readonly logger?: QbittorrentLog | undefined;
}

/**
 * A login that is never tried again with credentials that were refused, in this process or in
 * one before. Gives the `Cookie` header of a new session.
 */
export function createGuardedLogin(options: GuardedLoginOptions): () => Promise<string> {
  const { http, coolDown, logger } = options;
  let wasRefused = false;

  return async () => {
    const { url, username } = options;
    const credentials = { url, username, password: options.password.reveal() };
    const remembered = wasRefused ? null : await coolDown.refusedFingerprint();
    wasRefused ||= remembered !== null && (await isFingerprintOf(remembered, credentials));
    if (wasRefused) throw refusedBefore();
    try {
      const cookie = await logIn(http, credentials);
      logger?.info({}, 'Signed in to qBittorrent');
      return cookie;
    } catch (error) {
      if (error instanceof RemoteError && error.kind === 'bad-credentials') {
        wasRefused = true;
        logger?.warn({}, 'qBittorrent refused our credentials; no login until they change');
        await coolDown.remember(await fingerprintOf(credentials));
      }
      throw error;
    }
  };
}
