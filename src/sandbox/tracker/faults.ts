import type { LoggedKind } from '../request-log.ts';

/** Everything that can be made to go wrong with the site. */
export type FaultName =
  | 'session-expired'
  | 'layout-changed'
  | 'rate-limited'
  | 'unavailable'
  | 'forbidden'
  | 'captcha'
  | 'login-locked'
  | 'wrong-credentials'
  | 'slow'
  | 'connection-cut'
  | 'download-answers-login-page'
  | 'download-refused'
  | 'search-engine-trouble';

/** How a fault shows itself, where there is more than one way. */
export type FaultVariant =
  | 'page' // session-expired: the not-logged-in page, with status 200; without a variant …
  | 'redirect' // session-expired: … this redirect to the login page and that page take turns
  | 'script' // session-expired: between the page and what its script asks for
  | 'renamed' // layout-changed (default): table, rows and cells under other names
  | 'never-draws' // layout-changed: the page's script draws nothing
  | 'no-heading' // layout-changed: neither heading, nor table, nor "nothing returned"
  | 'unsatisfied-limit' // download-refused (default)
  | 'vip-only' // download-refused
  | 'gone'; // download-refused: 404

/** A fault to be switched on. */
export interface FaultSetting {
  readonly name: FaultName;
  /** How many fitting requests pass unharmed first; default 0. */
  readonly after?: number;
  /** How many fitting requests it spoils; default: all, until it is cleared. */
  readonly times?: number;
  /** Which kinds of request it fits; each fault has a sensible default. */
  readonly on?: readonly LoggedKind[];
  readonly variant?: FaultVariant;
  /** `rate-limited`: seconds for the Retry-After header; absent: no header. */
  readonly retryAfter?: number;
  /** `slow`: how long the answer is held back, in milliseconds. */
  readonly ms?: number;
}

/** The site's levers, in-process; over HTTP the same through `POST /_sandbox/faults`. */
export interface Faults {
  /** Switches a fault on; a fault of the same name is replaced. */
  set(setting: FaultSetting): void;
  /** Switches one fault off, or all. */
  clear(name?: FaultName): void;
  /** Which faults are on (used up ones are not). */
  active(): readonly FaultSetting[];
  /** Counts a request against a fault, and says whether the fault spoils it. */
  take(name: FaultName, kind: LoggedKind): FaultSetting | null;
  /** Which faults have spoiled something, in order. */
  readonly history: readonly FaultName[];
}

const PAGES: readonly LoggedKind[] = ['search', 'result-page', 'torrent-page', 'other'];
const SEARCHES: readonly LoggedKind[] = ['search', 'result-page'];
const LOGINS: readonly LoggedKind[] = ['login-page', 'login'];
const OWN: readonly LoggedKind[] = [...PAGES, ...LOGINS, 'download'];

/** Which requests each fault fits when its setting does not say. */
export const FAULT_KINDS: Readonly<Record<FaultName, readonly LoggedKind[]>> = {
  'session-expired': [...PAGES, 'download'],
  'layout-changed': SEARCHES,
  'rate-limited': OWN,
  unavailable: OWN,
  forbidden: OWN,
  captcha: ['login-page', 'follow-up'],
  'login-locked': ['login'],
  'wrong-credentials': ['login'],
  slow: OWN,
  'connection-cut': OWN,
  'download-answers-login-page': ['download'],
  'download-refused': ['download'],
  'search-engine-trouble': SEARCHES,
};

/** True for the name of a fault. */
export function isFaultName(name: unknown): name is FaultName {
  return typeof name === 'string' && Object.hasOwn(FAULT_KINDS, name);
}

interface Armed {
  readonly setting: FaultSetting;
  toPass: number;
  left: number;
}

/** Creates levers, all off. */
export function createFaults(): Faults {
  const armed = new Map<FaultName, Armed>();
  const history: FaultName[] = [];
  return {
    history,
    set(setting) {
      const left = setting.times ?? Number.POSITIVE_INFINITY;
      armed.set(setting.name, { setting, toPass: setting.after ?? 0, left });
    },
    clear(name) {
      if (name === undefined) armed.clear();
      else armed.delete(name);
    },
    active: () => [...armed.values()].filter(({ left }) => left > 0).map(({ setting }) => setting),
    take(name, kind) {
      const fault = armed.get(name);
      if (fault === undefined || fault.left <= 0) return null;
      if (!(fault.setting.on ?? FAULT_KINDS[name]).includes(kind)) return null;
      if (fault.toPass > 0) {
        fault.toPass -= 1;
        return null;
      }
      fault.left -= 1;
      history.push(name);
      return fault.setting;
    },
  };
}
