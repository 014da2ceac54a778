import { createHash } from 'node:crypto';
import type { Secret } from '../../secret.ts';
import { RemoteError } from '../errors.ts';
import type { SessionVault } from './site.ts';

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
  /** The site's host: what a sealed session is bound to. */
  readonly host: string;
  readonly username: Secret;
  readonly password: Secret;
  readonly maxLoginsPerDay: number;
}

/**
 * Keeps the tracker's browser session, sealed, and guards the account against a flood of logins:
 * they are counted before they are tried, and refused credentials are not tried twice, restarts
 * included.
 */
export function createSessionVault(options: SessionVaultOptions): SessionVault {
  const context = `session ${options.host}`;
  const fingerprint = createHash('sha256')
    .update(`${options.host}\n${options.username.reveal()}\n${options.password.reveal()}`)
    .digest('base64url');

  return {
    async load() {
      const sealed = await options.store.load();
      return sealed === null ? null : options.seal.open(sealed, context).toString('utf8');
    },
    save: (state) => options.store.save(options.seal.seal(state, context)),
    clear: () => options.store.save(null),
    async beforeLogin() {
      if ((await options.store.refusedCredentials()) === fingerprint) {
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
            remedy: 'find out why sessions end so soon (another program signing in?), then try again tomorrow',
          },
        );
      }
      await options.store.recordLogin();
    },
    credentialsRefused: () => options.store.rememberRefusal(fingerprint),
  };
}
