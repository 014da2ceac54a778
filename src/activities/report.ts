import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { checkSums } from '../domain/report-check.ts';
import { renderMarkdown } from '../domain/report-markdown.ts';
import type { RunReport } from '../domain/report.ts';
import type { RunStop, RunStatus } from '../domain/run.ts';
import { unfinishedElsewhere, type ChosenTorrent } from '../db/acquisitions.ts';
import { addEvent } from '../db/events.ts';
import { settleRunGaps } from '../db/gaps.ts';
import { saveReport } from '../db/reports.ts';
import { addNotes, finishRun } from '../db/runs.ts';
import type { Dependencies } from './dependencies.ts';
import { refuse } from './failures.ts';
import { composeReport } from './report-data.ts';
import { entering } from './runs.ts';

/** Phase 5: what a person reads, and whether it adds up. */
export function reportActivities(deps: Dependencies) {
  const { sql } = deps;
  return {
    /**
     * Settles each gap, writes the report to the disk and to the database, and ends the run.
     * Fails when the numbers don't agree: a report that can't be trusted is no success.
     */
    async writeReport(input: {
      runId: string;
      stop: RunStop | null;
    }): Promise<{ reportPath: string }> {
      const { runId, stop } = input;
      await entering(deps, runId, 'report');
      const status = statusOf(stop);
      const { report, settled } = await composeReport(deps, { runId, stop, status });
      await settleRunGaps(sql, runId, settled);
      const disagreements = checkSums(report);
      const markdown = renderMarkdown(report);
      const reportPath = await writeFiles(deps, report, markdown);
      await saveReport(sql, report, markdown);
      if (disagreements.length > 0) return failOnSums(deps, { runId, disagreements, reportPath });
      await finishRun(sql, runId, { status, stop, reportPath });
      await addEvent(sql, runId, { kind: 'finished', status, what: stop?.what ?? '', reportPath });
      return { reportPath };
    },

    /** Torrents that runs which have ended chose and did not live to queue: this run goes on. */
    async unfinishedTorrents(input: {
      runId: string;
    }): Promise<{ left: readonly ChosenTorrent[] }> {
      const left = await unfinishedElsewhere(sql, input.runId);
      const titles = left.map((line) => `"${line.title}"`).join(', ');
      const note = `taken over from an earlier run that ended before it could queue them: ${titles}`;
      if (left.length > 0) await addNotes(sql, input.runId, [note]);
      return { left };
    },
  };
}

function statusOf(stop: RunStop | null): RunStatus {
  if (stop === null) return 'completed';
  return stop.name === 'cancelled' ? 'cancelled' : 'stopped';
}

async function failOnSums(
  deps: Dependencies,
  found: { runId: string; disagreements: readonly string[]; reportPath: string },
): Promise<never> {
  const what = `the report's numbers disagree: ${found.disagreements.join('; ')}`;
  const stop = {
    name: 'report/sums-disagree',
    what,
    remedy: 'this is a fault of ours: please report it',
  };
  const { runId, reportPath } = found;
  await finishRun(deps.sql, runId, { status: 'failed', stop, reportPath });
  await addEvent(deps.sql, runId, { kind: 'finished', status: 'failed', what, reportPath });
  throw refuse(stop.name, what);
}

/** Writes both files beside each other; each appears whole or not at all. */
async function writeFiles(
  deps: Dependencies,
  report: RunReport,
  markdown: string,
): Promise<string> {
  const folder = deps.config.paths.reports;
  await mkdir(folder, { recursive: true });
  const stem = path.join(folder, `${report.kind}_${stampOf(report)}`);
  await writeWhole(`${stem}.json`, `${JSON.stringify(report, null, 2)}\n`);
  await writeWhole(`${stem}.md`, markdown);
  return `${stem}.md`;
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
