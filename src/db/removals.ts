import type { AcquisitionRow } from './acquisitions.ts';
import { columns, lockLedger, stands } from './acquisitions.ts';
import type { Sql, Transaction } from './connect.ts';
import type { About } from './explain.ts';

/** Lines of the ledger that hold a torrent or a gap, and those that were removed; the newest first. */
export async function heldBy(sql: Sql, what: About): Promise<readonly AcquisitionRow[]> {
  const about =
    'gapKey' in what ? sql`${what.gapKey} = ANY(gap_keys)` : sql`source_id = ${what.sourceId}`;
  return sql<AcquisitionRow[]>`
    SELECT ${columns(sql)} FROM acquisitions
    WHERE ${about} AND (${stands(sql)} OR status = 'removed') ORDER BY id DESC`;
}

/**
 * Writes down that a torrent is not in the torrent client any more, by its owner's word: it holds
 * nothing from now on, and its gaps are due at the next run. Answers false when it is not, or not
 * any more, a line that was brought to its end.
 */
export async function noteRemoval(sql: Sql, line: AcquisitionRow): Promise<boolean> {
  const what = 'it was queued, and is not in qBittorrent any more, as its owner has said';
  return sql.begin(async (tx) => {
    await lockLedger(tx);
    const rows = await tx`
      UPDATE acquisitions SET status = 'removed', removed_at = clock_timestamp(),
        failure = ${tx.json({ name: 'ledger/removed', what })}
      WHERE id = ${line.id} AND status IN ('queued', 'already-there') RETURNING 1`;
    if (rows.length === 0) return false;
    await makeDue(tx, line.gapKeys);
    return true;
  });
}

/**
 * Gaps that rest do so no more: they are searched for at the next run. Answers the ids of those
 * that rested.
 */
export async function makeDue(
  tx: Sql | Transaction,
  gapKeys: readonly string[],
): Promise<readonly string[]> {
  const rows = await tx<{ id: string }[]>`
    WITH resting AS (
      SELECT id FROM gaps WHERE key = ANY(${[...gapKeys]}) AND state = 'open'
        AND next_try_at > clock_timestamp() ORDER BY id FOR UPDATE)
    UPDATE gaps SET next_try_at = NULL FROM resting WHERE gaps.id = resting.id
    RETURNING gaps.id`;
  return rows.map(({ id }) => id).toSorted((one, other) => Number(one) - Number(other));
}

/** What was queued by earlier runs, or approved, for gaps that a run takes to be on their way. */
export async function onTheirWay(sql: Sql, runId: string): Promise<readonly AcquisitionRow[]> {
  return sql<AcquisitionRow[]>`
    SELECT ${columns(sql)} FROM acquisitions
    WHERE status IN ('queued', 'already-there') AND run_id <> ${runId} AND gap_keys && ARRAY(
      SELECT gaps.key FROM run_gaps JOIN gaps ON gaps.id = run_gaps.gap_id
      WHERE run_gaps.run_id = ${runId} AND on_its_way)
    ORDER BY id`;
}

/**
 * What was removed since the sync before this run began, until this run began: what is removed while
 * it is under way is the next one's to tell, which searches for it. Dry runs end no such span.
 */
export async function removedSince(sql: Sql, runId: string): Promise<readonly AcquisitionRow[]> {
  return sql<AcquisitionRow[]>`
    WITH own AS (SELECT started_at FROM runs WHERE id = ${runId})
    SELECT ${columns(sql)} FROM acquisitions
    WHERE status = 'removed' AND removed_at <= (SELECT started_at FROM own)
      AND removed_at > coalesce((
        SELECT max(before.started_at) FROM runs AS before
        WHERE before.kind = 'sync' AND NOT before.dry_run
          AND before.started_at < (SELECT started_at FROM own)), '-infinity')
    ORDER BY id`;
}

/** Ids, at their source, of torrents that were removed: having been fetched tells against none. */
export async function removedSourceIds(tx: Sql | Transaction): Promise<ReadonlySet<string>> {
  const rows = await tx<{ sourceId: string }[]>`
    SELECT DISTINCT source_id AS "sourceId" FROM acquisitions WHERE status = 'removed'`;
  return new Set(rows.map((row) => row.sourceId));
}
