import * as reports from '../db/reports.ts';
import { newestReported } from '../db/progress.ts';
import type { RunReport } from '../domain/report.ts';
import type { OperationDependencies } from './dependencies.ts';
import { OperationError } from './errors.ts';
import { mustFindRun } from './find-run.ts';

/** A report in both of its forms. */
export interface FoundReport {
  readonly report: RunReport;
  readonly markdown: string;
}

/**
 * A run's report, or the newest one.
 *
 * @throws {OperationError} `unknown-run`; `no-report` while there is none.
 */
export async function findReport(
  deps: Pick<OperationDependencies, 'sql'>,
  runId?: string,
): Promise<FoundReport> {
  const id = runId ?? (await newestReported(deps.sql));
  if (id === undefined) {
    throw new OperationError('there is no report yet', {
      kind: 'no-report',
      remedy: 'start a run with mamcrawler sync; its report comes at its end',
    });
  }
  const found = await reports.findReport(deps.sql, id);
  if (found !== undefined) return found;
  const { status } = await mustFindRun(deps, id);
  throw new OperationError(`run ${id} has no report`, {
    kind: 'no-report',
    remedy:
      status === 'running'
        ? `it is written at the run's end: follow it with mamcrawler runs follow ${id}`
        : `see how it ended with mamcrawler runs show ${id}`,
    runId: id,
  });
}
