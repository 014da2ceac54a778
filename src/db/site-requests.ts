import type { Sql, Transaction } from './connect.ts';
import type { HaltKind } from './sites.ts';

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
  | { readonly go: false; readonly why: 'halted'; readonly kind: HaltKind; readonly reason: string }
  | { readonly go: false; readonly why: 'lease-lost' };

/** What is shown when asking for a turn; times in milliseconds. */
export interface TurnAsk {
  /** Names this one request: only who knows it ends it. */
  readonly id: string;
  readonly token: LeaseToken;
  readonly gapMs: number;
  readonly termGapMs: number;
  readonly leadMs: number;
}

/**
 * How old the mark of a request that somebody else began must be before it counts as over.
 *
 * A killed process leaves its mark, and its browser dies with it; but one that is merely slow,
 * paused or cut off from the database looks the same from here while its request may be under way.
 * Its lease can be taken 5 s after it was last renewed, so the lease alone is not enough: a
 * request that began just before is given these 3 s more to end. Longer would delay every restart
 * after a crash (the next term is to come within 10 s); a request that takes longer than this in a
 * process that can't reach the database either is the rare case of a rare case.
 */
export const ABANDONED_MS = 8_000;

/** The owner of a mark may end it any time: we look again at least this often. */
const LOOK_AGAIN_MS = 1_000;

interface TurnRow {
  readonly leased: boolean;
  readonly markAgeMs: number | null;
  readonly halted: boolean;
  readonly haltKind: HaltKind | null;
  readonly reason: string | null;
  readonly blockedMs: number;
  readonly waitMs: number;
}

/**
 * Asks whether a request may start within `leadMs`, and marks it as under way if so: the time that
 * writing it down takes then lies before it is due. A mark of somebody else's is waited for, until
 * it is ended or older than {@link ABANDONED_MS}; then nobody knows when the answer ended, and it
 * counts as ended now: the error is on the side of waiting longer.
 */
export async function beginRequest(sql: Sql, host: string, ask: TurnAsk): Promise<BeginAnswer> {
  return sql.begin(async (tx) => {
    const row = await readTurn(tx, host, ask);
    if (!row.leased) return { go: false, why: 'lease-lost' } as const;
    const reason = row.reason ?? 'unknown';
    if (row.halted) {
      return { go: false, why: 'halted', kind: row.haltKind ?? 'login-locked', reason } as const;
    }
    if (row.markAgeMs !== null) {
      const leftMs = ABANDONED_MS - Math.abs(row.markAgeMs);
      if (leftMs > 0) {
        return { go: false, why: 'early', waitMs: Math.min(leftMs, LOOK_AGAIN_MS) } as const;
      }
      await tx`
        UPDATE sites SET in_flight_since = NULL, in_flight_id = NULL,
          last_answer_end = clock_timestamp(), last_term_end = clock_timestamp()
        WHERE host = ${host}`;
      return { go: false, why: 'early', waitMs: Math.max(ask.gapMs, ask.termGapMs) } as const;
    }
    if (row.blockedMs > 0) {
      return { go: false, why: 'blocked', waitMs: row.blockedMs, reason } as const;
    }
    if (row.waitMs > ask.leadMs) return { go: false, why: 'early', waitMs: row.waitMs } as const;
    // The database's clock was read before this: by ours, it is due no earlier than by its own.
    const dueAt = performance.now() + row.waitMs;
    await tx`
      UPDATE sites SET in_flight_since = clock_timestamp(), in_flight_id = ${ask.id}
      WHERE host = ${host}`;
    return { go: true, dueAt } as const;
  });
}

async function readTurn(tx: Transaction, host: string, ask: TurnAsk): Promise<TurnRow> {
  const [row] = await tx<TurnRow[]>`
    SELECT
      (${ask.token}::bigint IS NULL
        OR (lease_token = ${ask.token} AND lease_expires_at > clock_timestamp())) AS leased,
      (extract(epoch FROM clock_timestamp() - in_flight_since) * 1000)::float8 AS "markAgeMs",
      halted_at IS NOT NULL AS halted,
      halt_kind AS "haltKind",
      coalesce(halt_reason, block_reason) AS reason,
      coalesce(extract(epoch FROM blocked_until - clock_timestamp()) * 1000, 0)::float8 AS "blockedMs",
      coalesce(extract(epoch FROM greatest(
        last_answer_end + ${ask.gapMs} * interval '1 ms',
        last_term_end + ${ask.termGapMs} * interval '1 ms') - clock_timestamp()) * 1000, 0)::float8
        AS "waitMs"
    FROM sites WHERE host = ${host} FOR UPDATE`;
  if (row === undefined) throw new Error(`no site ${host}: ensureSite was not called`);
  return row;
}

/** How a request ended. */
export interface TurnEnd {
  readonly id: string;
  /** It was a page of a term. */
  readonly ofTerm: boolean;
  /** How long ago its answer ended, in milliseconds. */
  readonly agoMs: number;
  /** It was a good answer: a row of failures is over. */
  readonly isGood: boolean;
}

/**
 * Records the end of an answer. The mark of a request under way is taken away only by whoever set
 * it; for anyone else (it was given up for dead meanwhile) the pause after it still counts.
 */
export async function endRequest(sql: Sql, host: string, end: TurnEnd): Promise<void> {
  await sql`
    UPDATE sites SET
      in_flight_since = CASE WHEN ended.is_own THEN NULL ELSE in_flight_since END,
      in_flight_id = CASE WHEN ended.is_own THEN NULL ELSE in_flight_id END,
      last_answer_end = CASE WHEN ended.is_own THEN ended.at
        ELSE greatest(last_answer_end, ended.at) END,
      last_term_end = CASE WHEN NOT ${end.ofTerm} THEN last_term_end
        WHEN ended.is_own THEN ended.at ELSE greatest(last_term_end, ended.at) END,
      failures = CASE WHEN ${end.isGood} THEN 0 ELSE failures END
    FROM (
      SELECT clock_timestamp() - ${end.agoMs} * interval '1 ms' AS at,
        coalesce(in_flight_id = ${end.id}, false) AS is_own
      FROM sites WHERE host = ${host} FOR UPDATE) AS ended
    WHERE host = ${host}`;
}
