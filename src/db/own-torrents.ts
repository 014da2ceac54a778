import type { AccountNumbers, OwnTorrent } from '../domain/budget.ts';
import type { Sql, Transaction } from './connect.ts';

/**
 * Torrents of ours that the account's own numbers may not hold yet: those on their way to the
 * torrent client, those handed over in the last day, those that are proposed and wait for a person,
 * and what a dry run would have queued itself. The numbers lag by minutes, a download takes hours:
 * for a day both count, which errs towards waiting; what takes longer than a day to come counts as
 * the site counts it.
 */
export async function ownTorrents(tx: Transaction, runId: string): Promise<readonly OwnTorrent[]> {
  return tx<OwnTorrent[]>`
    SELECT ${columns(tx)}
    FROM acquisitions JOIN candidates ON candidates.id = acquisitions.candidate_id
    WHERE acquisitions.status IN ('chosen', 'fetched', 'intended')
      OR (acquisitions.status = 'queued' AND queued_at > clock_timestamp() - interval '1 day')
      OR (acquisitions.status = 'would-queue' AND acquisitions.run_id = ${runId})
    UNION ALL
    SELECT ${columns(tx)}
    FROM reviews JOIN candidates ON candidates.id = reviews.candidate_id
    WHERE reviews.why = 'proposed' AND reviews.status = 'open'`;
}

/**
 * The same for one approved torrent that is about to be fetched: all but itself, what is merely
 * proposed, and other approved ones that are not fetched either, else two would wait for each other.
 */
export async function ownBesides(sql: Sql, acquisitionId: string): Promise<readonly OwnTorrent[]> {
  return sql<OwnTorrent[]>`
    SELECT ${columns(sql)}
    FROM acquisitions JOIN candidates ON candidates.id = acquisitions.candidate_id
    WHERE acquisitions.id <> ${acquisitionId} AND (
      acquisitions.status IN ('fetched', 'intended')
      OR (acquisitions.status = 'chosen' AND review_id IS NULL)
      OR (acquisitions.status = 'queued' AND queued_at > clock_timestamp() - interval '1 day'))`;
}

/** The account as the latest run that read it knows it; null when none did. */
export async function lastAccount(sql: Sql): Promise<AccountNumbers | null> {
  const [row] = await sql<{ account: AccountNumbers }[]>`
    SELECT account FROM runs WHERE account IS NOT NULL ORDER BY started_at DESC, id LIMIT 1`;
  return row?.account ?? null;
}

function columns(sql: Sql | Transaction) {
  return sql`
    (candidate->>'sizeBytes')::float8 AS "sizeBytes", (candidate->>'vip')::boolean AS vip,
    (candidate->>'freeleech')::boolean AS freeleech`;
}
