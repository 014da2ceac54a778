/** The versions whose answers the stand-in gives. */
export type Dialect = '4.5' | '5.1' | '5.2' | '5.3';

/** What differs between versions, as it was recorded from the real ones. */
export interface DialectTraits {
  readonly app: string;
  readonly api: string;
  /** A refused login, a good one, adds: 200 with a word up to 5.1; statuses and JSON from 5.2. */
  readonly speaksStatuses: boolean;
  /** The session cookie's name holds the port from 5.2 on. */
  readonly cookieName: (port: number) => string;
  readonly hasApiKeys: boolean;
  /** The parameter that adds a torrent stopped; the other version's name is silently ignored. */
  readonly stopParameter: 'paused' | 'stopped';
  readonly stopVerbs: { readonly stop: string; readonly start: string };
  readonly stoppedState: 'pausedDL' | 'stoppedDL';
  readonly hasCount: boolean;
  /** An `offset` past the end starts again at 0. */
  readonly offsetWraps: boolean;
  /** `setShareLimits` answers 400 unless all of these are sent. */
  readonly shareLimitParameters: readonly string[];
}

const LIMITS_4_5 = ['hashes', 'ratioLimit', 'seedingTimeLimit'];
const LIMITS_5_1 = [...LIMITS_4_5, 'inactiveSeedingTimeLimit'];
const LIMITS_5_2 = [...LIMITS_5_1, 'shareLimitAction'];
const PORT_COOKIE = (port: number) => `QBT_SID_${port}`;

const FIVE_ONE: DialectTraits = {
  app: 'v5.1.0',
  api: '2.11.4',
  speaksStatuses: false,
  cookieName: () => 'SID',
  hasApiKeys: false,
  stopParameter: 'stopped',
  stopVerbs: { stop: 'stop', start: 'start' },
  stoppedState: 'stoppedDL',
  hasCount: true,
  offsetWraps: true,
  shareLimitParameters: LIMITS_5_1,
};

const FIVE_TWO: DialectTraits = {
  ...FIVE_ONE,
  app: 'v5.2.0',
  api: '2.15.1',
  speaksStatuses: true,
  cookieName: PORT_COOKIE,
  hasApiKeys: true,
  offsetWraps: false,
  shareLimitParameters: LIMITS_5_2,
};

/** Every dialect's traits. */
export const DIALECTS: Readonly<Record<Dialect, DialectTraits>> = {
  '4.5': {
    ...FIVE_ONE,
    app: 'v4.5.2',
    api: '2.8.19',
    stopParameter: 'paused',
    stopVerbs: { stop: 'pause', start: 'resume' },
    stoppedState: 'pausedDL',
    hasCount: false,
    shareLimitParameters: LIMITS_4_5,
  },
  '5.1': FIVE_ONE,
  '5.2': FIVE_TWO,
  '5.3': {
    ...FIVE_TWO,
    app: 'v5.3.0',
    api: '2.16.2',
    shareLimitParameters: [...LIMITS_5_2, 'shareLimitsMode'],
  },
};
