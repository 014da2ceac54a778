import type { Sql } from './connect.ts';

/** The lease's number, shown before each request; null for a host that needs no lease. */
export type LeaseToken = number | null;

/** How a host may be touched, as the pacer sees it; all times are the database's own. */
export type BeginAnswer =
  /** `dueAt`: when the request may start, by this process's `performance.now()`. */
  | { readonly go: true; readonly dueAt: number }
  | { readonly go: false; readonly why: 'early'; readonly waitMs: number }
  | {
      readonly go: false;
      readonly why: 'blocked';
      readonly waitMs: number;
      readonly reason: string;
    }
  | { readonly go: false; readonly why: 'halted'; readonly reason: string }
  | { readonly go: false; readonly why: 'lease-lost' };

/** What a person sees of a host's politeness. */
export interface SiteState {
  readonly host: string;
  readonly leaseHolder: string | null;
  readonly lastAnswerEnd: Date | null;
  readonly lastTermEnd: Date | null;
  readonly blockedUntil: Date | null;
  readonly blockReason: string | null;
  readonly haltedAt: Date | null;
  readonly haltReason: string | null;
  readonly sessionSavedAt: Date | null;
  readonly loginsToday: number;
}

/** Makes sure that the host has its row. */
export async function ensureSite(sql: Sql, host: string): Promise<void> {
  await sql`INSERT INTO sites (host) VALUES (${host}) ON CONFLICT DO NOTHING`;
}

/**
 * Asks whether a request may start within `leadMs`, and marks it as under way if so: the time that
 * writing it down takes then lies before it is due. A mark that an earlier
 * process left (it was killed in mid-request, so nobody knows when the answer ended) counts as
 * ended now: the error is on the side of waiting longer.
 */
export async function beginRequest(
  sql: Sql,
  host: string,
  ask: {
    readonly token: LeaseToken;
    readonly gapMs: number;
    readonly termGapMs: number;
    readonly leadMs: number;
  },
): Promise<BeginAnswer> {
  return sql.begin(async (tx) => {
    const [row] = await tx<
      {
        leased: boolean;
        crashed: boolean;
        halted: boolean;
        reason: string | null;
        blockedMs: number;
        waitMs: number;
      }[]
    >`
      SELECT
        (${ask.token}::bigint IS NULL
          OR (lease_token = ${ask.token} AND lease_expires_at > clock_timestamp())) AS leased,
        in_flight_since IS NOT NULL AS crashed,
        halted_at IS NOT NULL AS halted,
        coalesce(halt_reason, block_reason) AS reason,
        coalesce(extract(epoch FROM blocked_until - clock_timestamp()) * 1000, 0)::float8 AS "blockedMs",
        coalesce(extract(epoch FROM greatest(
          last_answer_end + ${ask.gapMs} * interval '1 ms',
          last_term_end + ${ask.termGapMs} * interval '1 ms') - clock_timestamp()) * 1000, 0)::float8
          AS "waitMs"
      FROM sites WHERE host = ${host} FOR UPDATE`;
    if (row === undefined) throw new Error(`no site ${host}: ensureSite was not called`);
    if (!row.leased) return { go: false, why: 'lease-lost' } as const;
    if (row.halted) return { go: false, why: 'halted', reason: row.reason ?? 'unknown' } as const;
    if (row.crashed) {
      await tx`
        UPDATE sites SET in_flight_since = NULL, last_answer_end = clock_timestamp(),
          last_term_end = clock_timestamp() WHERE host = ${host}`;
      return { go: false, why: 'early', waitMs: Math.max(ask.gapMs, ask.termGapMs) } as const;
    }
    if (row.blockedMs > 0) {
      const reason = row.reason ?? 'unknown';
      return { go: false, why: 'blocked', waitMs: row.blockedMs, reason } as const;
    }
    if (row.waitMs > ask.leadMs) return { go: false, why: 'early', waitMs: row.waitMs } as const;
    // The database's clock was read before this: by ours, it is due no earlier than by its own.
    const dueAt = performance.now() + row.waitMs;
    await tx`UPDATE sites SET in_flight_since = clock_timestamp() WHERE host = ${host}`;
    return { go: true, dueAt } as const;
  });
}

/** Records that the answer ended `agoMs` ago; `ofTerm`: it was a page of a term. */
export async function endRequest(
  sql: Sql,
  host: string,
  { ofTerm, agoMs }: { readonly ofTerm: boolean; readonly agoMs: number },
): Promise<void> {
  await sql`
    UPDATE sites SET in_flight_since = NULL, last_answer_end = ended.at,
      last_term_end = CASE WHEN ${ofTerm} THEN ended.at ELSE last_term_end END
    FROM (SELECT clock_timestamp() - ${agoMs} * interval '1 ms' AS at) AS ended
    WHERE host = ${host}`;
}

/** Nobody touches the host for this long; a longer back-off under way stays. */
export async function backOff(
  sql: Sql,
  host: string,
  stay: { ms: number; reason: string },
): Promise<void> {
  await sql`
    UPDATE sites SET block_reason = ${stay.reason},
      blocked_until = greatest(blocked_until, clock_timestamp() + ${stay.ms} * interval '1 ms')
    WHERE host = ${host}`;
}

/** Nobody touches the host until the owner lifts it. */
export async function haltSite(sql: Sql, host: string, reason: string): Promise<void> {
  await sql`
    UPDATE sites SET halted_at = clock_timestamp(), halt_reason = ${reason} WHERE host = ${host}`;
}

/** The owner has acted: lifts a halt, a back-off and the memory of refused credentials. */
export async function liftHalt(sql: Sql, host: string): Promise<void> {
  await sql`
    UPDATE sites SET halted_at = NULL, halt_reason = NULL, blocked_until = NULL,
      block_reason = NULL, refused_credentials = NULL
    WHERE host = ${host}`;
}

/**
 * Takes the host's lease, or renews one's own. A new holder gets a new token, so that whoever held
 * it before is turned away at its next request.
 *
 * @returns the token, or null while somebody else holds the lease.
 */
export async function takeLease(
  sql: Sql,
  host: string,
  taker: { readonly holder: string; readonly ttlMs: number },
): Promise<number | null> {
  const [row] = await sql<{ token: number }[]>`
    UPDATE sites SET
      lease_token = CASE WHEN lease_holder = ${taker.holder} THEN lease_token ELSE lease_token + 1 END,
      lease_holder = ${taker.holder},
      lease_expires_at = clock_timestamp() + ${taker.ttlMs} * interval '1 ms'
    WHERE host = ${host} AND (lease_holder IS NULL OR lease_holder = ${taker.holder}
      OR lease_expires_at < clock_timestamp())
    RETURNING lease_token::int AS token`;
  return row?.token ?? null;
}

/** Gives the lease back, so that the next process need not wait for its end. */
export async function releaseLease(sql: Sql, host: string, holder: string): Promise<void> {
  await sql`
    UPDATE sites SET lease_holder = NULL, lease_expires_at = NULL
    WHERE host = ${host} AND lease_holder = ${holder}`;
}

/** The host's encrypted session, or null. */
export async function loadSession(sql: Sql, host: string): Promise<Buffer | null> {
  const [row] = await sql<{ session: Buffer | null }[]>`
    SELECT session FROM sites WHERE host = ${host}`;
  return row?.session ?? null;
}

/** Keeps the host's encrypted session; null forgets it. */
export async function saveSession(sql: Sql, host: string, session: Buffer | null): Promise<void> {
  await sql`
    UPDATE sites SET session = ${session},
      session_saved_at = CASE WHEN ${session === null} THEN NULL ELSE clock_timestamp() END
    WHERE host = ${host}`;
}

/** How many logins were tried on the host in the last 24 hours. */
export async function countLogins(sql: Sql, host: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    SELECT count(*)::int AS count FROM site_logins
    WHERE host = ${host} AND at > clock_timestamp() - interval '24 hours'`;
  return row?.count ?? 0;
}

/** Counts a login before it is tried. */
export async function recordLogin(sql: Sql, host: string): Promise<void> {
  await sql`INSERT INTO site_logins (host) VALUES (${host})`;
}

/** Fingerprint of the credentials that the host refused, or null. */
export async function refusedCredentials(sql: Sql, host: string): Promise<string | null> {
  const [row] = await sql<{ fingerprint: string | null }[]>`
    SELECT refused_credentials AS fingerprint FROM sites WHERE host = ${host}`;
  return row?.fingerprint ?? null;
}

/** Remembers that the host refused these credentials. */
export async function rememberRefusal(sql: Sql, host: string, fingerprint: string): Promise<void> {
  await sql`UPDATE sites SET refused_credentials = ${fingerprint} WHERE host = ${host}`;
}

/** All hosts with what a person wants to know of them. */
export async function listSites(sql: Sql): Promise<readonly SiteState[]> {
  return sql<SiteState[]>`
    SELECT host, lease_holder AS "leaseHolder", last_answer_end AS "lastAnswerEnd",
      last_term_end AS "lastTermEnd", blocked_until AS "blockedUntil",
      block_reason AS "blockReason", halted_at AS "haltedAt", halt_reason AS "haltReason",
      session_saved_at AS "sessionSavedAt",
      (SELECT count(*)::int FROM site_logins
       WHERE site_logins.host = sites.host AND at > clock_timestamp() - interval '24 hours')
        AS "loginsToday"
    FROM sites ORDER BY host`;
}

/** How many logins were tried on the host since a moment. */
export async function countLoginsSince(sql: Sql, host: string, since: Date): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    SELECT count(*)::int AS count FROM site_logins WHERE host = ${host} AND at >= ${since}`;
  return row?.count ?? 0;
}
