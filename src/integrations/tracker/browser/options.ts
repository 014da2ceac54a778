import type { Logger } from '../../../logger.ts';
import type { Secret } from '../../../secret.ts';
import type { Pacer, SessionVault } from '../site.ts';

/** Settings of `createTrackerBrowser`. */
export interface TrackerBrowserOptions {
  /** The site; only its origin counts. Nothing is ever requested from another origin. */
  readonly url: URL;
  /** What the login form calls `email`. */
  readonly username: Secret | string;
  readonly password: Secret;
  /** The Chromium to start; null = Playwright's own. */
  readonly chromiumPath: string | null;
  /** False where a container forbids the sandbox; default true. For root it is off in any case. */
  readonly sandbox?: boolean;
  /** Milliseconds that one own request may take, with all that its page loads for itself. */
  readonly timeoutMs: number;
  readonly pacer: Pacer;
  readonly vault: SessionVault;
  readonly logger?: Pick<Logger, 'info' | 'warn'>;
}
