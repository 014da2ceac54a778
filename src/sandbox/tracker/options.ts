import type { RequestLog } from '../request-log.ts';
import type { World } from '../world/types.ts';
import type { Faults } from './faults.ts';

/** The one account of the site. */
export interface SiteAccount {
  readonly email: string;
  readonly password: string;
  /** `User`, `Power User`, `VIP` …. Below VIP, VIP-only torrents are refused. */
  readonly userClass: string;
  readonly userName?: string;
  /** As the account strip shows it: `4.057668`, `Inf`, `---`. */
  readonly ratio?: string;
  /** As the account strip shows them: `1.835 TiB`. They stand still, as the site's lag behind. */
  readonly uploaded?: string;
  readonly downloaded?: string;
  /** Unsatisfied torrents before the first download of the sandbox's life. */
  readonly unsatisfied?: number;
}

/** How fast the site answers. */
export interface SitePace {
  /** Least and most milliseconds before an own request is answered; drawn from the seed. */
  readonly answerMs?: readonly [number, number];
}

/** How the site is started. */
export interface TrackerSiteOptions {
  readonly world: Pick<World, 'torrents'>;
  /** Default: a free one. The site listens on 127.0.0.1 only. */
  readonly port?: number;
  readonly account: SiteAccount;
  /** Decides tokens, field names and the order of variants. */
  readonly seed: number;
  readonly pace?: SitePace;
  /** Pages and downloads until a session expires by itself; default: never. */
  readonly sessionRequests?: number;
  /** Failed logins until the account is locked; default 5. */
  readonly maxFailedLogins?: number;
  /** Downloads in `windowMs` after which the site answers 429; default: no such limit. */
  readonly downloadBurst?: { readonly count: number; readonly windowMs: number };
}

/** What the site counts; also at `GET /_sandbox/state`. */
export interface SiteState {
  readonly sessions: number;
  readonly logins: number;
  readonly failedLogins: number;
  readonly locked: boolean;
  /** How often each torrent file was handed out, by torrent id. */
  readonly downloads: Readonly<Record<string, number>>;
  readonly wedgesSpent: number;
}

/** A running stand-in of the tracker's site. */
export interface RunningTrackerSite {
  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  readonly log: RequestLog;
  readonly faults: Faults;
  state(): SiteState;
  /** Ends every session at once, as a restart of the site would. */
  expireSessions(): void;
  /** Every value handed out that must never be seen: password, passkey, cookies, tokens. */
  secrets(): readonly string[];
  /** Stops listening and cuts what is open. */
  stop(): Promise<void>;
}
