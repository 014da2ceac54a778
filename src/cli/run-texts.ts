import type { RunRow } from '../db/runs.ts';
import type { ShownAcquisition, ShownRun } from '../operations/index.ts';
import { duration } from '../domain/reporting/markdown.ts';
import { durationOf, momentOf } from './durations.ts';
import { countsOf, harmless } from './progress-block.ts';
import { phaseTitle, statusTitle } from './sentences.ts';
import { table } from './table.ts';

/** The list of runs. */
export function runsText(runs: readonly RunRow[], timeZone: string): string {
  if (runs.length === 0) return 'There is no run yet. Start one: mamcrawler sync';
  const rows: string[][] = [['RUN', 'WHAT', 'STATUS', 'STARTED', 'TOOK']];
  for (const run of runs) {
    const took = run.finishedAt === null ? '' : durationOf(spanOf(run.startedAt, run.finishedAt));
    rows.push([run.id, whatOf(run), run.status, momentOf(run.startedAt, timeZone), took]);
  }
  return table(rows);
}

/** One run whole. */
export function shownRunText(shown: ShownRun, timeZone: string): string {
  const { run, progress } = shown;
  const rows = [
    ['Status', progress.paused ? 'Paused' : statusTitle(run.status)],
    ['What', whatOf(run)],
    ['Started', momentOf(run.startedAt, timeZone)],
  ];
  if (run.finishedAt !== null)
    rows.push(['Took', durationOf(spanOf(run.startedAt, run.finishedAt))]);
  if (run.stop !== null) rows.push(['Why', run.stop.what], ['What to do', run.stop.remedy]);
  rows.push(['Terms', termsOf(shown)], ['Outcome', countsOf(progress)]);
  rows.push(...paceRows(shown));
  if (run.items !== null) rows.push(['Library', `${run.items} items`]);
  if (run.reportPath !== null) rows.push(['Report', run.reportPath]);
  const parts = [run.id, table(rows), phasesText(shown)];
  if (shown.acquisitions.length > 0) parts.push(torrentsText(shown.acquisitions));
  for (const note of run.notes) parts.push(`Note: ${harmless(note)}`);
  return parts.filter((part) => part !== '').join('\n\n');
}

function whatOf(run: RunRow): string {
  const what = run.kind === 'sync' ? 'full sync' : `search “${harmless(run.searchText ?? '')}”`;
  const library = run.library === null ? '' : ` of “${run.library}”`;
  return `${what}${library}${run.dryRun ? ' (dry run)' : ''}`;
}

function termsOf({ progress, terms }: ShownRun): string {
  const parts = [`${progress.termsDone} of ${progress.termsTotal}`];
  if (terms.failed > 0) parts.push(`${terms.failed} failed`);
  if (terms['beyond-cap'] > 0) parts.push(`${terms['beyond-cap']} left for later runs`);
  return parts.join(', ');
}

function paceRows({ progress }: ShownRun): string[][] {
  const rows: string[][] = [];
  if (progress.term !== null) rows.push(['At work', harmless(progress.term)]);
  const { nextRequestMs, remainingMs } = progress;
  if (nextRequestMs !== null) rows.push(['Next request', `in ${durationOf(nextRequestMs)}`]);
  if (remainingMs !== null) rows.push(['Left', `about ${durationOf(remainingMs)}`]);
  return rows;
}

function phasesText({ phases }: ShownRun): string {
  const rows: string[][] = [];
  for (const { phase, seconds } of phases) {
    // All of the queueing is told, not only the last of it, which has a phase of its own.
    const title = phase === 'queue' ? 'Queueing, beside the search' : phaseTitle(phase);
    rows.push([`  ${title}`, seconds === null ? 'under way' : duration(seconds)]);
  }
  return rows.length === 0 ? '' : `Phases\n${table(rows)}`;
}

function torrentsText(acquisitions: readonly ShownAcquisition[]): string {
  const rows: string[][] = [];
  for (const { status, title, author, failure } of acquisitions) {
    const why = failure === null ? '' : failure.what;
    rows.push([`  ${status}`, harmless(title), harmless(author), harmless(why)]);
  }
  return `Torrents\n${table(rows)}`;
}

function spanOf(from: Date, to: Date): number {
  return to.getTime() - from.getTime();
}
