import type { Progress } from './progress.ts';

/** The run as a table in Markdown: what a person reads in Temporal's own UI. */
export function detailsOf(progress: Progress): string {
  const share = progress.termsTotal === 0 ? 0 : progress.termsDone / progress.termsTotal;
  const rows: readonly (readonly [string, string])[] = [
    ['Phase', progress.paused ? `${progress.phase} (paused)` : progress.phase],
    ['Terms', `${progress.termsDone} of ${progress.termsTotal} (${Math.round(share * 100)} %)`],
    ['At work', progress.term ?? '–'],
    ['Found', String(progress.found)],
    ['Queued', String(progress.queued)],
    ['In the client already', String(progress.alreadyThere)],
    ['Deferred', String(progress.deferred)],
    ['For you to review', String(progress.asked)],
    ['Refused', String(progress.refused)],
    ['Failed', String(progress.failed)],
  ];
  const lines = rows.map(([name, value]) => `| ${name} | ${value.replaceAll('|', '\\|')} |`);
  return ['| | |', '|---|---|', ...lines].join('\n');
}
