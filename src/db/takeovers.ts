import { columns, lockLedger, type AcquisitionRow, type ChosenTorrent } from './acquisitions.ts';
import type { Sql } from './connect.ts';

/** What runs that ended had begun and not brought to an end is tried by this many later runs. */
const MOST_TAKEOVERS = 2;

/**
 * Lets a run go on with what runs that ended had begun, at most `limit` lines, oldest first. A line
 * that stopped the runs which took it over before is given up by name: one bad torrent must not
 * stop every run. Asked again, it answers what the run took over already. What a person approved is
 * no run's: its review goes on with it.
 */
export async function takeOver(
  sql: Sql,
  runId: string,
  limit: number,
): Promise<readonly ChosenTorrent[]> {
  return sql.begin(async (tx) => {
    await lockLedger(tx);
    await tx`
      UPDATE acquisitions SET status = 'failed', sealed_torrent = NULL,
        failure = ${tx.json({
          name: 'ledger/given-up',
          what: `${MOST_TAKEOVERS} later runs went on with it and none could queue it`,
        })}
      FROM runs WHERE runs.id = coalesce(taken_by, run_id) AND runs.status <> 'running'
        AND acquisitions.status IN ('chosen', 'fetched', 'intended') AND review_id IS NULL
        AND takeovers >= ${MOST_TAKEOVERS}`;
    await tx`
      UPDATE acquisitions SET taken_by = ${runId}, takeovers = takeovers + 1
      WHERE id IN (
        SELECT acquisitions.id FROM acquisitions
        JOIN runs ON runs.id = coalesce(taken_by, run_id)
        WHERE runs.status <> 'running' AND acquisitions.status IN ('chosen', 'fetched', 'intended')
          AND runs.id <> ${runId} AND review_id IS NULL
        ORDER BY acquisitions.id LIMIT ${limit})`;
    return tx<ChosenTorrent[]>`
      SELECT id, title FROM acquisitions
      WHERE taken_by = ${runId} AND status IN ('chosen', 'fetched', 'intended') ORDER BY id`;
  });
}

/** What a run took over from others, and how it stands. */
export async function listTakenOver(sql: Sql, runId: string): Promise<readonly AcquisitionRow[]> {
  return sql<AcquisitionRow[]>`
    SELECT ${columns(sql)} FROM acquisitions WHERE taken_by = ${runId} ORDER BY id`;
}

/**
 * Lets go of what a cancelled run had chosen and not handed over: its owner said no. A later run
 * may choose it anew. What was about to be handed over stays: it may be in the client.
 */
export async function releaseChosen(sql: Sql, runId: string): Promise<void> {
  await sql`
    UPDATE acquisitions SET status = 'failed', sealed_torrent = NULL,
      failure = ${sql.json({ name: 'cancelled', what: 'the run was cancelled before it was queued' })}
    WHERE (run_id = ${runId} OR taken_by = ${runId}) AND status IN ('chosen', 'fetched')
      AND review_id IS NULL`;
}
