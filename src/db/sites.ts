import type { Sql } from './connect.ts';

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

/** A site that fails in a row: how long it is left alone for it. */
export interface SiteFailure {
  readonly reason: string;
  /** The first pause; it doubles with each failure after it, up to thirty times this. */
  readonly baseMs: number;
  /** Whether the first failure of a row has no pause yet: a cut that the next try mends. */
  readonly isFirstFree: boolean;
  /** What the site asked for itself, if it did; the longer of the two counts. */
  readonly askedMs: number;
}

/** Counts a failure of a host that does not work; the first good answer ends the row. */
export async function recordFailure(sql: Sql, host: string, failed: SiteFailure): Promise<void> {
  const free = failed.isFirstFree ? 1 : 0;
  await sql`
    UPDATE sites SET failures = failures + 1,
      block_reason = CASE WHEN pause.ms > 0 THEN ${failed.reason} ELSE block_reason END,
      blocked_until = CASE WHEN pause.ms > 0
        THEN greatest(blocked_until, clock_timestamp() + pause.ms * interval '1 ms')
        ELSE blocked_until END
    FROM (
      SELECT greatest(${failed.askedMs}::float8, CASE WHEN failures < ${free}::int THEN 0
        ELSE ${failed.baseMs}::float8 * least(30, 2 ^ least(failures - ${free}::int, 10)) END) AS ms
      FROM sites WHERE host = ${host}) AS pause
    WHERE host = ${host}`;
}

/** What halts all work on a host. */
export type HaltKind = 'captcha' | 'login-locked';

/** Nobody touches the host until the owner lifts it. */
export async function haltSite(
  sql: Sql,
  host: string,
  halt: { readonly kind: HaltKind; readonly reason: string },
): Promise<void> {
  await sql`
    UPDATE sites SET halted_at = clock_timestamp(), halt_kind = ${halt.kind},
      halt_reason = ${halt.reason} WHERE host = ${host}`;
}

/**
 * The owner has acted: lifts a halt, a back-off and the memory of refused credentials. Answers
 * whether there was any.
 */
export async function liftHalt(sql: Sql, host: string): Promise<boolean> {
  const [row] = await sql<{ wasHeld: boolean }[]>`
    UPDATE sites SET halted_at = NULL, halt_kind = NULL, halt_reason = NULL, blocked_until = NULL,
      block_reason = NULL, failures = 0, refused_credentials = NULL
    FROM (SELECT halted_at IS NOT NULL OR refused_credentials IS NOT NULL
        OR coalesce(blocked_until > clock_timestamp(), false) AS was_held
      FROM sites WHERE host = ${host} FOR UPDATE) AS before
    WHERE host = ${host} RETURNING was_held AS "wasHeld"`;
  return row?.wasHeld ?? false;
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
