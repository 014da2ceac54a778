import type { OwnTorrent } from '../domain/budget.ts';
import type { Transaction } from './connect.ts';

/**
 * Torrents of ours that the account's own numbers may not hold yet: those on their way to the
 * torrent client, those handed over in the last day, and what a dry run would have queued itself.
 * The numbers lag by minutes, a download takes hours: for a day both count, which errs towards
 * waiting; what takes longer than a day to come counts as the site counts it.
 */
export async function ownTorrents(tx: Transaction, runId: string): Promise<readonly OwnTorrent[]> {
  return tx<OwnTorrent[]>`
    SELECT (candidate->>'sizeBytes')::float8 AS "sizeBytes", (candidate->>'vip')::boolean AS vip,
      (candidate->>'freeleech')::boolean AS freeleech
    FROM acquisitions JOIN candidates ON candidates.id = acquisitions.candidate_id
    WHERE acquisitions.status IN ('chosen', 'fetched', 'intended')
      OR (acquisitions.status = 'queued' AND queued_at > clock_timestamp() - interval '1 day')
      OR (acquisitions.status = 'would-queue' AND acquisitions.run_id = ${runId})`;
}
