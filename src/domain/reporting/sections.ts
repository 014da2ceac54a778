import { REASON_NAMES } from '../decision.ts';
import { GAP_OUTCOMES, type GapOutcome } from '../gap.ts';
import type { ReportedDecision, ReportedTorrent, RunReport } from '../report.ts';
import { outcomeTitle, reasonSentence, reasonTitle } from '../sentences.ts';
import { resultsRead } from '../settle.ts';
import { count, duration, escape, list, table, type Clock } from './markdown.ts';
import { titleAndAuthors, type GapNames } from './names.ts';

/** Longer lists are for the JSON file. */
const MOST_LISTED = 50;

/** The table of the run's numbers. */
export function numbers(report: RunReport, clock: Clock): string {
  const { items, libraries, candidates, terms, torrentsBefore, torrentsAfter } = report;
  const where = libraries.length === 0 ? '' : ` in ${libraries.map(escape).join(', ')}`;
  const pages = terms.reduce((sum, term) => sum + term.pages, 0);
  const searched = terms.filter((term) => term.status === 'done').length;
  const rows = [
    ['Library', `${count(items.total, 'item')}${where}, ${items.changed} read anew`],
    ['Gaps', gapCounts(report)],
    ...besideGaps(report),
    ['Searches', `${searched} of ${terms.length} done, ${count(pages, 'page')} read`],
    [
      'Candidates',
      `${candidates.seen} seen: ${candidates.accepted} accepted, ` +
        `${candidates.deferred} deferred, ${candidates.refused} refused` +
        (candidates.asked > 0 ? `, ${candidates.asked} to review` : ''),
    ],
    ['Torrents in qBittorrent', `${torrentsBefore ?? '?'} before, ${torrentsAfter ?? '?'} after`],
    [
      'Time',
      `${duration((Date.parse(report.finishedAt) - Date.parse(report.startedAt)) / 1000)}, ` +
        `from ${clock.short(report.startedAt)} to ${clock.short(report.finishedAt)} (${escape(clock.zone)})`,
    ],
  ];
  return table(['', ''], rows);
}

function gapCounts({ gaps }: RunReport): string {
  const counts = new Map<GapOutcome, number>();
  for (const { outcome } of gaps) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const told = GAP_OUTCOMES.flatMap((outcome) => {
    const n = counts.get(outcome);
    return n === undefined ? [] : [`${n} ${outcomeTitle(outcome, n)}`];
  });
  return told.length === 0 ? '0' : `${gaps.length}: ${told.join(', ')}`;
}

/** What is lacking, or may be, and was not searched for. */
function besideGaps({ upcoming, questions, excluded }: RunReport): readonly string[][] {
  const told: string[] = [];
  if (upcoming.length > 0) told.push(`${upcoming.length} not out yet`);
  if (questions.length > 0) told.push(`${count(questions.length, 'question')} for you`);
  if (excluded > 0) told.push(`${excluded} excluded by you`);
  return told.length === 0 ? [] : [['Beside them', told.join(', ')]];
}

/** What was chosen, for which gaps, and why. */
export function chosen(
  torrents: readonly ReportedTorrent[],
  report: RunReport,
  names: GapNames,
): string {
  const because = new Map(report.decisions.map((one) => [one.sourceId, one.because]));
  return list(
    torrents.map((torrent) => {
      const why = escape(because.get(torrent.sourceId) ?? '');
      return `${titleAndAuthors(torrent)}, for ${names(torrent.gapKeys)}. ${why}`.trim();
    }),
  );
}

/** What waits, or nearly fitted: its number, to speak of it, and the sentence of its reason. */
export function turnedDown(decisions: readonly ReportedDecision[], names: GapNames): string {
  const entries = decisions.map((decision) => {
    const gap = names(decision.gapKeys);
    const near = gap === '' ? '' : `, for ${gap}`;
    const number = `torrent ${escape(decision.sourceId)}`;
    const sentences = decision.reasons.map((reason) => escape(reasonSentence(reason)));
    return `${titleAndAuthors(decision)} (${number}${near}): ${sentences.join(' ')}`;
  });
  return list(entries, MOST_LISTED);
}

/** Near misses whose gap is still open: where another torrent fills it, nobody misses them. */
export function openNearMisses(report: RunReport): readonly ReportedDecision[] {
  const open = new Set(
    report.gaps
      .filter(
        ({ outcome }) => !FILLED.has(outcome) && outcome !== 'deferred' && outcome !== 'to-review',
      )
      .map(({ gap }) => gap.key),
  );
  return report.nearMisses.filter(({ gapKeys }) => gapKeys.some((key) => open.has(key)));
}

const FILLED: ReadonlySet<GapOutcome> = new Set(['queued', 'would-queue', 'already-queued']);

/** How many candidates each reason refused, the most frequent first. */
export function refusals({ refusedByReason, candidates }: RunReport): string {
  const rows = REASON_NAMES.map((name) => ({ name, times: refusedByReason[name] ?? 0 }))
    .filter(({ times }) => times > 0)
    .sort((a, b) => b.times - a.times);
  if (rows.length === 0) return '';
  const lines = rows.map(({ name, times }) => [reasonTitle(name), String(times)]);
  const told = `${count(candidates.refused, 'candidate was', 'candidates were')} refused; one can have several reasons.`;
  return `${told}\n\n${table(['reason', 'candidates'], lines)}`;
}

/** What failed, and what to do about it. */
export function failures(report: RunReport): string {
  const torrents = report.failed.map(
    (one) => `${titleAndAuthors(one)}: ${escape(one.what)} *What to do:* ${escape(one.remedy)}`,
  );
  const terms = report.terms
    .filter((term) => term.status === 'failed')
    .map(
      (term) =>
        `The search “${escape(term.label)}”: ${escape(term.failure ?? 'no reason is known')}`,
    );
  return list([...torrents, ...terms], MOST_LISTED);
}

/** Searches with more results than pages that may be read: what they left out was not seen. */
export function cutSearches({ terms }: RunReport): string {
  const cut = terms.filter((term) => term.cut === true);
  if (cut.length === 0) return '';
  const entries = cut.map(
    ({ label, listed, read }) => `“${escape(label)}”: ${resultsRead(listed, read)} read`,
  );
  const told = 'MAM_MAX_RESULT_PAGES ended these early; what lay beyond was not seen.';
  return `${escape(told)}\n\n${list(entries, MOST_LISTED)}`;
}

/** Where the time went, and what being polite took. */
export function timeAndPoliteness({ phases, politeness }: RunReport): string {
  const { requests, waitedSeconds, slowedDown, signIns } = politeness;
  const polite =
    `${count(requests, 'request')} went to the tracker, with ${duration(waitedSeconds)} of waiting ` +
    `between them. It asked us to slow down ${count(slowedDown, 'time')}; ` +
    `we signed in ${count(signIns, 'time')}.`;
  if (phases.length === 0) return polite;
  const rows = phases.map(({ name, seconds }) => [escape(name), duration(seconds)]);
  return `${table(['phase', 'took'], rows)}\n\n${polite}`;
}
