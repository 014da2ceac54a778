import type postgres from 'postgres';
import type { RunReport } from '../domain/report.ts';
import type { Sql } from './connect.ts';

/** Keeps a run's report; one made again (after a crash) takes its place. */
export async function saveReport(sql: Sql, report: RunReport, markdown: string): Promise<void> {
  await sql`
    INSERT INTO reports (run_id, report, markdown)
    VALUES (${report.runId}, ${sql.json(report as unknown as postgres.JSONValue)}, ${markdown})
    ON CONFLICT (run_id) DO UPDATE
      SET report = excluded.report, markdown = excluded.markdown, made_at = clock_timestamp()`;
}

/** A run's report, or undefined while there is none. */
export async function findReport(
  sql: Sql,
  runId: string,
): Promise<{ readonly report: RunReport; readonly markdown: string } | undefined> {
  const [row] = await sql<{ report: RunReport; markdown: string }[]>`
    SELECT report, markdown FROM reports WHERE run_id = ${runId}`;
  return row;
}
