import type { Sql } from '../db/connect.ts';
import { beginRequest, endRequest, type LeaseToken } from '../db/site-requests.ts';
import { backOff, haltSite, recordFailure } from '../db/sites.ts';
import type { PacingStore } from '../integrations/tracker/pacing-store.ts';
import type { SiteTrouble } from '../integrations/tracker/site.ts';

/** Which host is paced, and with what right. */
export interface PacedHost {
  readonly host: string;
  /** The lease's token at this moment; null for a host that needs none. */
  token(): LeaseToken;
  /** The first pause after a failure in a row, in milliseconds; the next are longer. */
  readonly backOffBaseMs: number;
}

/** A pacer's store in the database. */
export function pacingStore(sql: Sql, paced: PacedHost): PacingStore {
  const { host, backOffBaseMs } = paced;
  return {
    begin: (ask) => beginRequest(sql, host, { ...ask, token: paced.token() }),
    end: (ended) => endRequest(sql, host, ended),
    backOff: (ms, reason) => backOff(sql, host, { ms, reason }),
    failed: ({ kind, askedMs }) =>
      recordFailure(sql, host, {
        reason: REASONS[kind],
        baseMs: backOffBaseMs,
        // A cut or a slow answer happens; one that says it is down means it.
        isFirstFree: kind !== 'unavailable',
        askedMs,
      }),
    halt: (kind, reason) => haltSite(sql, host, { kind, reason }),
  };
}

const REASONS: Readonly<Record<SiteTrouble['kind'], string>> = {
  unavailable: 'the site is down',
  unreachable: 'the site can not be reached',
  timeout: 'the site does not answer in time',
};
