import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { checkSums } from '../domain/report-check.ts';
import { renderMarkdown } from '../domain/report-markdown.ts';
import type { RunReport } from '../domain/report.ts';
import type { RunStop, RunStatus } from '../domain/run.ts';
import type { ChosenTorrent } from '../db/acquisitions.ts';
import { addEvent } from '../db/events.ts';
import { settleRunGaps } from '../db/gaps.ts';
import { saveReport } from '../db/reports.ts';
import { findRun, finishRun, isReportPathTaken } from '../db/runs.ts';
import { releaseChosen, takeOver } from '../db/takeovers.ts';
import { countTerms } from '../db/terms.ts';
import type { Dependencies } from './dependencies.ts';
import { refuse } from './failures.ts';
import { composeReport } from './report-data.ts';
import { entering } from './runs.ts';
import { settleReviews, startWaiting } from './settle-reviews.ts';

/** Phase 5: what a person reads, and whether it adds up. */
export function reportActivities(deps: Dependencies) {
  const { sql } = deps;
  return {
    /**
     * Settles each gap, writes the report to the disk and to the database, and ends the run.
     * Fails when the numbers don't agree: a report that can't be trusted is no success.
     */
    async writeReport(input: { runId: string; stop: RunStop | null }): Promise<WrittenReport> {
      const { runId } = input;
      await entering(deps, runId, 'report');
      const stop = input.stop ?? (await sawNothing(deps, runId));
      const status = statusOf(stop);
      await tidyReviews(deps, runId);
      const { report, settled } = await composeReport(deps, { runId, stop, status });
      await settleRunGaps(sql, runId, settled);
      const markdown = renderMarkdown(report);
      await saveReport(sql, report, markdown);
      if (status === 'cancelled') await releaseChosen(sql, runId);
      const disagreements = checkSums(report);
      const files = await writeFiles(deps, report, markdown);
      const failure = failureOf(disagreements, files) ?? stop;
      const end = failure === stop ? status : 'failed';
      const reportPath = files instanceof Error ? null : files;
      const at = new Date(report.finishedAt);
      await finishRun(sql, runId, { status: end, stop: failure, reportPath, at });
      const what = failure?.what ?? '';
      logEnd(deps, { runId, end, failure, reportPath });
      await addEvent(sql, runId, { kind: 'finished', status: end, what, reportPath });
      // A stop that the workflow knows of is its own to throw; one that we found is ours.
      if (failure !== null && failure !== input.stop) throw refuse(failure.name, failure.what);
      return { reportPath: reportPath ?? '' };
    },

    /**
     * Torrents that runs which have ended chose and did not live to queue: a sync goes on with
     * them, and they use up its places. A dry run changes nothing, a search does only its own.
     */
    async takeOver(input: { runId: string }): Promise<{ left: readonly ChosenTorrent[] }> {
      const run = await findRun(sql, input.runId);
      if (run === undefined || run.dryRun) return { left: [] };
      // The library was just read: what it holds by now, nobody need be asked about.
      await settleReviews(deps);
      if (run.kind === 'search') return { left: [] };
      return { left: await takeOver(sql, input.runId, deps.config.gaps.maxDownloadsPerRun) };
    },
  };
}

/** However the run ended, also cancelled within a term, what it asked has a workflow to wait in. */
async function tidyReviews(deps: Dependencies, runId: string): Promise<void> {
  const run = await findRun(deps.sql, runId);
  if (run === undefined || run.dryRun) return;
  await settleReviews(deps);
  await startWaiting(deps);
}

function logEnd(
  deps: Dependencies,
  ended: {
    readonly runId: string;
    readonly end: RunStatus;
    readonly failure: RunStop | null;
    readonly reportPath: string | null;
  },
): void {
  const { runId, end, failure, reportPath } = ended;
  const told = { run: runId, status: end, report: reportPath };
  if (failure === null) deps.logger.info(told, 'a run completed');
  else deps.logger.warn({ ...told, ...failure }, 'a run ended early');
}

/** Where the report lies. */
export interface WrittenReport {
  readonly reportPath: string;
}

/** A run that had terms and could search none of them to its end has seen nothing: no success. */
async function sawNothing(deps: Dependencies, runId: string): Promise<RunStop | null> {
  const { done, failed } = await countTerms(deps.sql, runId);
  if (done > 0 || failed === 0) return null;
  return {
    name: 'run/nothing-searched',
    what: `none of ${failed} searches could be made`,
    remedy: 'the report names what each of them failed of',
  };
}

function failureOf(disagreements: readonly string[], files: string | Error): RunStop | null {
  if (disagreements.length > 0) {
    const what = `the report's numbers disagree: ${disagreements.join('; ')}`;
    return { name: 'report/sums-disagree', what, remedy: 'a fault of ours: please report it' };
  }
  if (files instanceof Error) {
    const code = 'code' in files ? String(files.code) : files.name;
    const what = `the report could not be written to REPORT_DIR (${code}); the database has it`;
    return {
      name: 'report/not-written',
      what,
      remedy: 'mend REPORT_DIR; read it: mamcrawler report',
    };
  }
  return null;
}

function statusOf(stop: RunStop | null): RunStatus {
  if (stop === null) return 'completed';
  return stop.name === 'cancelled' ? 'cancelled' : 'stopped';
}

/** Writes both files beside each other, each whole or not at all; answers the fault if it can't. */
async function writeFiles(
  deps: Dependencies,
  report: RunReport,
  markdown: string,
): Promise<string | Error> {
  const folder = deps.config.paths.reports;
  const name = `${report.kind}_${stampOf(report)}`;
  try {
    await mkdir(folder, { recursive: true });
    const stem = await freeStem(deps, report.runId, path.join(folder, name));
    await writeWhole(`${stem}.json`, `${JSON.stringify(report, null, 2)}\n`);
    await writeWhole(`${stem}.md`, markdown);
    return `${stem}.md`;
  } catch (error) {
    deps.logger.warn({ run: report.runId, error }, 'the report could not be written to the disk');
    return error instanceof Error ? error : new Error('unknown fault');
  }
}

/** Two searches may begin in one second: the second one's report gets a `-2`. */
async function freeStem(deps: Dependencies, runId: string, stem: string): Promise<string> {
  for (let n = 1; ; n += 1) {
    const candidate = n === 1 ? stem : `${stem}-${n}`;
    if (!(await isReportPathTaken(deps.sql, runId, `${candidate}.md`))) return candidate;
  }
}

async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(`${file}.part`, text);
  await rename(`${file}.part`, file);
}

/** `20261123_204455`: the run's start on the user's clock, so that a repeat finds the same name. */
function stampOf(report: RunReport): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: report.timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(new Date(report.startedAt));
  return parts.replaceAll(/[-:]/g, '').replace(' ', '_');
}
