import type { Verdict } from '../domain/decision.ts';
import type { AcquisitionStatus } from './acquisitions.ts';
import type { Sql } from './connect.ts';

/** Full syncs that our books call running, oldest first. */
export async function openSyncs(
  sql: Sql,
): Promise<readonly { id: string; workflowId: string; executionId: string }[]> {
  return sql`
    SELECT id, workflow_id AS "workflowId", execution_id AS "executionId" FROM runs
    WHERE status = 'running' AND kind = 'sync' ORDER BY started_at`;
}

/** Ids of all runs, the newest first, as many as a person could mean. */
export async function knownRunIds(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ id: string }[]>`
    SELECT id FROM runs ORDER BY started_at DESC LIMIT 1000`;
  return rows.map((row) => row.id);
}

/** Id of the run that was reported last, or undefined while none was. */
export async function newestReported(sql: Sql): Promise<string | undefined> {
  const [row] = await sql<{ id: string }[]>`
    SELECT run_id AS id FROM reports JOIN runs ON runs.id = reports.run_id
    ORDER BY reports.made_at DESC, runs.started_at DESC, runs.id DESC LIMIT 1`;
  return row?.id;
}

/** Whether the last that was heard of a run's switch is that it waits for a person. */
export async function isPaused(sql: Sql, runId: string): Promise<boolean> {
  const [row] = await sql<{ kind: string }[]>`
    SELECT kind FROM run_events WHERE run_id = ${runId} AND kind IN ('paused', 'resumed')
    ORDER BY id DESC LIMIT 1`;
  return row?.kind === 'paused';
}

/** The term that a run is searching, or undefined between two terms. */
export async function termAtWork(
  sql: Sql,
  runId: string,
): Promise<{ label: string; startedAt: Date } | undefined> {
  const [row] = await sql<{ label: string; startedAt: Date }[]>`
    SELECT label, started_at AS "startedAt" FROM terms
    WHERE run_id = ${runId} AND status = 'pending' AND started_at IS NOT NULL
    ORDER BY ordinal LIMIT 1`;
  return row;
}

/** How many decisions of each verdict a run has made: from the index alone, to be asked often. */
export async function countDecisions(
  sql: Sql,
  runId: string,
): Promise<Readonly<Record<Verdict, number>>> {
  const rows = await sql<{ verdict: Verdict; count: number }[]>`
    SELECT verdict, count(*)::int AS count FROM decisions WHERE run_id = ${runId} GROUP BY verdict`;
  const counts = { accept: 0, defer: 0, refuse: 0, ask: 0 };
  for (const row of rows) counts[row.verdict] = row.count;
  return counts;
}

/** How many lines of the ledger a run has, by status; what a person approved is no run's. */
export async function countAcquisitions(
  sql: Sql,
  runId: string,
): Promise<Readonly<Record<AcquisitionStatus, number>>> {
  const rows = await sql<{ status: AcquisitionStatus; count: number }[]>`
    SELECT status, count(*)::int AS count FROM acquisitions
    WHERE run_id = ${runId} AND review_id IS NULL GROUP BY status`;
  const counts = {
    chosen: 0,
    fetched: 0,
    intended: 0,
    queued: 0,
    'already-there': 0,
    removed: 0,
    failed: 0,
    'would-queue': 0,
  };
  for (const row of rows) counts[row.status] = row.count;
  return counts;
}

/** How many of the latest terms tell how long one takes: a long pause is soon forgotten. */
const LATEST_TERMS = 20;

/** How long a term took of late, in milliseconds, waiting included; null while too few are done. */
export async function meanTermMs(sql: Sql, runId: string): Promise<number | null> {
  const [row] = await sql<{ ms: number | null }[]>`
    SELECT (extract(epoch FROM max(finished_at) - min(finished_at)) * 1000
      / nullif(count(*) - 1, 0))::float8 AS ms
    FROM (SELECT finished_at FROM terms WHERE run_id = ${runId} AND finished_at IS NOT NULL
          ORDER BY finished_at DESC LIMIT ${LATEST_TERMS + 1}) AS latest`;
  return row?.ms ?? null;
}

/**
 * Milliseconds until the host may be asked again by the database's clock, 0 when it may be now,
 * null while a request is under way or the host was never asked.
 */
export async function msUntilNextRequest(
  sql: Sql,
  host: string,
  pace: {
    readonly gapMs: number;
    readonly termMs: number;
    /** When the term at work began; null between two terms. */
    readonly termStartedAt: Date | null;
  },
): Promise<number | null> {
  // A page of this term has been read: the next request is another page, not a new term.
  const [row] = await sql<{ ms: number | null }[]>`
    SELECT CASE WHEN in_flight_since IS NOT NULL THEN NULL ELSE
      greatest(0, extract(epoch FROM greatest(
        last_answer_end + ${pace.gapMs} * interval '1 ms',
        CASE WHEN last_term_end < ${pace.termStartedAt}
          THEN last_term_end + ${pace.termMs} * interval '1 ms' END,
        blocked_until) - clock_timestamp()) * 1000)::float8 END AS ms
    FROM sites WHERE host = ${host} AND last_answer_end IS NOT NULL`;
  return row?.ms ?? null;
}
