import { createDrawnValues, type DrawnValues } from './drawn-values.ts';
import { createFaults, type Faults } from './faults.ts';
import { createLoginForms, type LoginForms } from './login-forms.ts';
import type { SiteState, TrackerSiteOptions } from './options.ts';
import type { StripView } from './pages/frame.ts';
import { createSearchIndex, type SearchIndex } from './search-index.ts';
import { createSessions, type Session, type Sessions } from './sessions.ts';

/** What the site counts while it runs. */
export interface Counters {
  logins: number;
  failedLogins: number;
  /** Pages shown to strangers: both ways of showing them take turns. */
  strangers: number;
  wedgesSpent: number;
  readonly downloads: Map<string, number>;
  /** When the latest downloads were, in ms. */
  readonly downloadTimes: number[];
}

/** Everything that the site's pages are made from. */
export interface Site {
  readonly options: TrackerSiteOptions;
  readonly drawn: DrawnValues;
  readonly faults: Faults;
  readonly forms: LoginForms;
  readonly index: SearchIndex;
  readonly sessions: Sessions;
  readonly counters: Counters;
  /** The member's passkey, in every announce address. */
  readonly passkey: string;
}

/** Builds a site with nobody signed in. */
export function createSite(options: TrackerSiteOptions): Site {
  const drawn = createDrawnValues(options.seed);
  return {
    options,
    drawn,
    faults: createFaults(),
    forms: createLoginForms(drawn),
    index: createSearchIndex(options.world.torrents),
    sessions: createSessions(drawn),
    counters: {
      logins: 0,
      failedLogins: 0,
      strangers: 0,
      wedgesSpent: 0,
      downloads: new Map(),
      downloadTimes: [],
    },
    passkey: drawn.token('passkey', 32),
  };
}

/** True once too many logins have failed. Only a new sandbox lifts it. */
export function isLocked(site: Site): boolean {
  return site.counters.failedLogins >= (site.options.maxFailedLogins ?? 5);
}

/** The site's counts. */
export function stateOf(site: Site): SiteState {
  const { logins, failedLogins, downloads, wedgesSpent } = site.counters;
  return {
    sessions: site.sessions.count(),
    logins,
    failedLogins,
    locked: isLocked(site),
    downloads: Object.fromEntries(downloads),
    wedgesSpent,
  };
}

/** The account strip: downloads of the sandbox's life count as unsatisfied at once. */
export function stripOf(site: Site): StripView {
  const { account } = site.options;
  return {
    userName: account.userName ?? 'quietlistener',
    userClass: account.userClass,
    ratio: account.ratio ?? '4.057668',
    uploaded: account.uploaded ?? '1.835 TiB',
    downloaded: account.downloaded ?? '463.03 GiB',
    unsatisfied: unsatisfiedOf(site),
    wedges: 116 - site.counters.wedgesSpent,
  };
}

/** How many torrents of the account still have to be seeded. */
export function unsatisfiedOf(site: Site): number {
  return (site.options.account.unsatisfied ?? 3) + site.counters.downloads.size;
}

/** True when the account may fetch VIP torrents. */
export function isVip(site: Site): boolean {
  return !/^(?:user|power user|mouse)$/i.test(site.options.account.userClass);
}

/** The session of a request, counted; one that made its last request is ended first. */
export function useSession(site: Site, cookie: string | undefined): Session | null {
  const session = site.sessions.of(cookie);
  if (session === null) return null;
  session.requests += 1;
  if (session.requests <= (site.options.sessionRequests ?? Number.POSITIVE_INFINITY))
    return session;
  site.sessions.end(session);
  return null;
}
