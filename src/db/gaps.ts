import type { Gap, GapOutcome } from '../domain/gap.ts';
import type { Sql, Transaction } from './connect.ts';

/** A gap with its id in the standing list, as a run has it. */
export interface RunGapRow {
  readonly id: string;
  readonly gap: Gap;
  readonly onItsWay: boolean;
  readonly outcome: GapOutcome | null;
  readonly detail: string | null;
  readonly sourceId: string | null;
  readonly firstSeen: Date;
}

/**
 * Writes the gaps that a run found into the standing list (first-seen dates are kept) and ties them
 * to the run. Those for which an earlier run queued a torrent are marked as on their way.
 */
export async function saveRunGaps(sql: Sql, runId: string, gaps: readonly Gap[]): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`DELETE FROM run_gaps WHERE run_id = ${runId}`;
    for (let start = 0; start < gaps.length; start += 1_000) {
      const part = gaps.slice(start, start + 1_000);
      const values = part.map((gap) => ({
        key: gap.key,
        gap: tx.json(asJson(gap)),
      }));
      await tx`
        INSERT INTO gaps ${tx(values, 'key', 'gap')}
        ON CONFLICT (key) DO UPDATE SET gap = excluded.gap, last_seen = clock_timestamp()`;
      await tx`
        INSERT INTO run_gaps (run_id, gap_id)
        SELECT ${runId}, gaps.id FROM gaps WHERE key = ANY(${part.map((gap) => gap.key)})`;
    }
    await markOnTheirWay(tx, runId);
  });
}

/** A gap without what JSON can't hold: absent parts. */
function asJson(gap: Gap) {
  const { work = null, ...rest } = gap;
  if (work === null) return { ...rest, work };
  return { ...rest, work: { ...work, series: work.series.map((place) => ({ ...place })) } };
}

/** One pass over the ledger for all gaps: gap by gap it would be read as often as there are gaps. */
async function markOnTheirWay(tx: Transaction, runId: string): Promise<void> {
  await tx`
    UPDATE run_gaps SET on_its_way = true
    FROM gaps, (
      SELECT DISTINCT unnest(gap_keys) AS key FROM acquisitions
      WHERE run_id <> ${runId} AND status NOT IN ('failed', 'would-queue')) AS coming
    WHERE run_gaps.run_id = ${runId} AND run_gaps.gap_id = gaps.id AND gaps.key = coming.key
      AND gaps.gap->>'kind' <> 'author'`;
}

/** The gaps of a run, in the order of their keys. */
export async function listRunGaps(sql: Sql, runId: string): Promise<readonly RunGapRow[]> {
  return sql<RunGapRow[]>`
    SELECT gaps.id, gaps.gap, run_gaps.on_its_way AS "onItsWay", run_gaps.outcome, run_gaps.detail,
      run_gaps.source_id AS "sourceId", gaps.first_seen AS "firstSeen"
    FROM run_gaps JOIN gaps ON gaps.id = run_gaps.gap_id
    WHERE run_gaps.run_id = ${runId} ORDER BY gaps.key COLLATE "C"`;
}

/** What became of each gap; written once, when the run is reported. */
export async function settleRunGaps(
  sql: Sql,
  runId: string,
  settled: readonly {
    readonly id: string;
    readonly outcome: GapOutcome;
    readonly detail: string;
    readonly sourceId: string | null;
  }[],
): Promise<void> {
  for (let start = 0; start < settled.length; start += 1_000) {
    const part = settled.slice(start, start + 1_000);
    await sql`
      UPDATE run_gaps SET outcome = given.outcome, detail = given.detail, source_id = given.source_id
      FROM unnest(${part.map((row) => row.id)}::bigint[], ${part.map((row) => row.outcome)}::text[],
                  ${part.map((row) => row.detail)}::text[],
                  ${part.map((row) => row.sourceId)}::text[])
        AS given (gap_id, outcome, detail, source_id)
      WHERE run_gaps.run_id = ${runId} AND run_gaps.gap_id = given.gap_id`;
  }
}
