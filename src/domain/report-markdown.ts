import type { RunReport } from './report.ts';
import { headline } from './reporting/headline.ts';
import { clockOf, count, escape, list, section, type Clock } from './reporting/markdown.ts';
import { gapNames } from './reporting/names.ts';
import { toReview } from './reporting/reviews.ts';
import { gapsAfter, questions, released, upcoming } from './reporting/gap-sections.ts';
import {
  chosen,
  cutSearches,
  failures,
  numbers,
  openNearMisses,
  refusals,
  timeAndPoliteness,
  turnedDown,
} from './reporting/sections.ts';

/**
 * The report as a person reads it: what came of the run first, the details after it. Titles and
 * names are shown literally, whatever Markdown or HTML they hold. Never throws.
 */
export function renderMarkdown(report: RunReport): string {
  const clock = clockOf(report.timeZone);
  const names = gapNames(report);
  const parts = [
    `# ${title(report, clock)}`,
    headline(report),
    section('In numbers', numbers(report, clock)),
    section('Queued', chosen(report.queued, report, names)),
    section('Would be queued', chosen(report.wouldQueue, report, names)),
    section('In qBittorrent already', chosen(report.alreadyThere, report, names)),
    section('Waiting for the next run', turnedDown(report.deferred, names)),
    section('For you to review', toReview(report, names)),
    section('Questions for you', questions(report)),
    section('Released since the last run', released(report)),
    section('Not out yet', upcoming(report, clock)),
    section('What failed, and what to do', failures(report)),
    section('Searches cut short', cutSearches(report)),
    section('Near misses', nearMisses(report, names)),
    section('Refused, by reason', refusals(report)),
    section('The gaps after this run', gapsAfter(report, clock)),
    section('Worth knowing', list(report.notes.map(escape))),
    section('Time and politeness', timeAndPoliteness(report)),
    `Run ${escape(report.runId)}. ${inFull(report)}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function title(report: RunReport, clock: Clock): string {
  const when = clock.full(report.startedAt);
  const dry = report.dryRun ? ' (dry run)' : '';
  if (report.kind === 'sync') return `Full sync of ${when}${dry}`;
  return `Search for “${escape(report.searched ?? '')}”, ${when}${dry}`;
}

function inFull({ decisionsLeftOut }: RunReport): string {
  if (decisionsLeftOut === 0) {
    return "The same in full, with each candidate's decision, is in the JSON file beside this one.";
  }
  const left = count(decisionsLeftOut, 'candidate is', 'candidates are');
  return (
    `The same in full is in the JSON file beside this one. There were too many candidates to list ` +
    `each: ${left} counted above and in the file, but not listed.`
  );
}

function nearMisses(report: RunReport, names: ReturnType<typeof gapNames>): string {
  const near = openNearMisses(report);
  if (near.length === 0) return '';
  const how =
    'A single reason stood between each of these and a gap that is still open. ' +
    '`mamcrawler explain torrent:NUMBER` tells all of one, `mamcrawler block torrent NUMBER` ends it.';
  return `${how}\n\n${turnedDown(near, names)}`;
}
