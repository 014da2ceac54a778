import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '../db/connect.ts';
import { releaseLease, takeLease } from '../db/sites.ts';
import type { Logger } from '../logger.ts';

/** A killed holder is waited for this long; renewed three times as often. */
const TTL_MS = 5_000;
const RENEW_MS = 1_500;

/** The right to touch the site: one process has it. */
export interface SiteLease {
  /** Resolves when the lease is ours for the first time. */
  readonly held: Promise<void>;
  /** The token to show at each request, or null while another process has the lease. */
  token(): number | null;
  /** Gives the lease back. */
  release(): Promise<void>;
}

/** Takes the site's lease as soon as it is free, and keeps it until released. */
export function keepLease(sql: Sql, host: string, logger: Logger): SiteLease {
  const holder = `${hostname()}:${process.pid}:${randomUUID()}`;
  const ending = new AbortController();
  const { promise: held, resolve: nowHeld } = Promise.withResolvers<void>();
  let token: number | null = null;

  async function renew(): Promise<void> {
    const before = token;
    try {
      token = await takeLease(sql, host, { holder, ttlMs: TTL_MS });
    } catch (error) {
      // Nothing can be requested meanwhile: each request asks the same database first.
      logger.warn({ host, error }, "the site's lease could not be renewed: the database is away");
      return;
    }
    if (token !== null) nowHeld();
    if (before !== null && token === null) logger.warn({ host }, 'another process took the lease');
  }

  async function keep(): Promise<void> {
    while (!ending.signal.aborted) {
      await renew();
      await sleep(RENEW_MS, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  }

  const keeping = keep();
  return {
    held,
    token: () => token,
    async release() {
      ending.abort();
      await keeping;
      await releaseLease(sql, host, holder);
    },
  };
}
