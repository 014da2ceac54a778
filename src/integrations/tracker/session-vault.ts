import type { Logger } from '../../logger.ts';
import { SealError } from '../../sealing.ts';
import type { Secret } from '../../secret.ts';
import { fingerprintOf, isFingerprintOf } from '../fingerprint.ts';
import { RemoteError } from '../errors.ts';
import type { SessionVault } from './site.ts';
import { createUnwritten } from './unwritten.ts';

/** What the vault needs of the store that outlives the process (see `db/sites.ts`). */
export interface SessionStore {
  load(): Promise<Buffer | null>;
  save(session: Buffer | null): Promise<void>;
  countLogins(): Promise<number>;
  recordLogin(): Promise<void>;
  refusedCredentials(): Promise<string | null>;
  rememberRefusal(fingerprint: string): Promise<void>;
}

/** Settings of {@link createSessionVault}. */
export interface SessionVaultOptions {
  readonly store: SessionStore;
  readonly seal: {
    seal(plain: string, context: string): Buffer;
    open(sealed: Buffer, context: string): Buffer;
  };
  /** The site; a sealed session is bound to its host. */
  readonly url: URL;
  readonly username: Secret;
  readonly password: Secret;
  readonly maxLoginsPerDay: number;
  readonly logger: Logger;
}

/**
 * Keeps the tracker's browser session, sealed, and guards the account against a flood of logins:
 * they are counted before they are tried, and refused credentials are not tried twice, restarts
 * included.
 */
export function createSessionVault(options: SessionVaultOptions): SessionVault {
  const context = `session ${options.url.host}`;
  const credentials = {
    url: options.url,
    username: options.username.reveal(),
    password: options.password.reveal(),
  };

  const unwritten = createUnwritten();

  return {
    async load() {
      const sealed = await options.store.load();
      if (sealed === null) return null;
      try {
        return options.seal.open(sealed, context).toString('utf8');
      } catch (error) {
        if (!(error instanceof SealError)) throw error;
        options.logger.warn({ error }, 'the stored session can not be opened: signing in anew');
        await options.store.save(null);
        return null;
      }
    },
    save: (state) => options.store.save(options.seal.seal(state, context)),
    clear: () => options.store.save(null),
    async checkLogin() {
      await unwritten.flush();
      const refused = await options.store.refusedCredentials();
      if (refused !== null && (await isFingerprintOf(refused, credentials))) {
        throw new RemoteError('the tracker refused MAM_USERNAME and MAM_PASSWORD before', {
          remote: 'tracker',
          kind: 'bad-credentials',
          remedy: 'correct MAM_USERNAME or MAM_PASSWORD; they are not tried again as they are',
        });
      }
      const logins = await options.store.countLogins();
      if (logins >= options.maxLoginsPerDay) {
        throw new RemoteError(
          `${logins} logins were made in the last 24 hours, and MAM_MAX_LOGINS_PER_DAY is ${options.maxLoginsPerDay}`,
          {
            remote: 'tracker',
            kind: 'login-locked',
            remedy:
              'find out why sessions end so soon (another program signing in?), then try again tomorrow',
          },
        );
      }
    },
    recordLogin: () => options.store.recordLogin(),
    credentialsRefused: async () => {
      const fingerprint = await fingerprintOf(credentials);
      await unwritten.write(() => options.store.rememberRefusal(fingerprint));
    },
  };
}
