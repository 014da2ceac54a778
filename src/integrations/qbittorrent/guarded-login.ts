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
 * one before, until they change or the store forgets them: it is asked each time, since another
 * process may have freed them. Gives the `Cookie` header of a new session.
 */
export function createGuardedLogin(options: GuardedLoginOptions): () => Promise<string> {
  const { http, coolDown, logger } = options;
  // A refusal that the store could not be told yet: it must not be forgotten for that.
  let untold: string | null = null;

  async function tell(): Promise<void> {
    if (untold !== null) await coolDown.remember(untold);
    untold = null;
  }

  return async () => {
    const { url, username } = options;
    const credentials = { url, username, password: options.password.reveal() };
    await tell();
    const refused = await coolDown.refusedFingerprint();
    if (refused !== null && (await isFingerprintOf(refused, credentials))) throw refusedBefore();
    try {
      const cookie = await logIn(http, credentials);
      logger?.info({}, 'Signed in to qBittorrent');
      return cookie;
    } catch (error) {
      if (error instanceof RemoteError && error.kind === 'bad-credentials') {
        logger?.warn({}, 'qBittorrent refused our credentials; no login until they change');
        untold = await fingerprintOf(credentials);
        await tell();
      }
      throw error;
    }
  };
}
