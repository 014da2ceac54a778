import type { RunEnd, RunProgress } from '../operations/index.ts';
import { countsOf } from './progress-block.ts';
import { asSentence, statusTitle } from './sentences.ts';

/** The last lines of a run that was followed: how it ended, what it came to, what to do. */
export function endText(end: RunEnd, progress: RunProgress | null): string {
  const lines = ['', `${statusTitle(end.status)}: ${end.runId}`];
  if (end.stop !== null) {
    lines.push(`Why:        ${asSentence(end.stop.what)}`);
    lines.push(`What to do: ${asSentence(end.stop.remedy)}`);
  }
  if (progress !== null) {
    lines.push(`Searched:   ${progress.termsDone} of ${progress.termsTotal} terms`);
    lines.push(`Outcome:    ${countsOf(progress)}`);
  }
  if (progress !== null && progress.asked > 0 && !progress.dryRun) {
    lines.push('To review:  mamcrawler review');
  }
  if (end.reportPath !== null) {
    lines.push(`Report:     ${end.reportPath}`);
    lines.push(`            (or: mamcrawler report ${end.runId})`);
  }
  return `${lines.join('\n')}\n`;
}
