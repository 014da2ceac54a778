import { stands } from './acquisitions.ts';
import type { Sql, Transaction } from './connect.ts';

/**
 * What came of the last search of a row of `gaps`, as it stands now. Whether something waits for a
 * person's word is told by the reviews: one may be decided, or opened again, between two searches.
 */
export function lastOutcome(sql: Sql | Transaction) {
  return sql`
    CASE
      WHEN last_outcome IN ('to-review', 'refused', 'not-found') AND key IN (
        SELECT unnest(gap_keys) FROM reviews WHERE status = 'open') THEN 'to-review'
      WHEN last_outcome = 'to-review' THEN coalesce((
        SELECT CASE
          WHEN bool_or(status = 'queued') THEN 'queued'
          WHEN bool_or(status IN ('approved', 'already-there')) THEN 'already-queued'
          WHEN bool_or(status = 'failed') THEN 'failed'
          WHEN bool_or(status = 'superseded') AND gaps.key IN (
            SELECT unnest(gap_keys) FROM acquisitions WHERE ${stands(sql)}) THEN 'already-queued'
          WHEN count(*) > 0 THEN 'refused' END
        FROM reviews WHERE gaps.key = ANY(gap_keys)
          AND decided_at >= coalesce(gaps.last_tried_at, '-infinity')), last_outcome)
      ELSE last_outcome
    END`;
}
