import type { RunReport } from '../report.ts';
import { count, escape } from './markdown.ts';
import { doubtsBesideReviews, waitingReviews } from './reviews.ts';

/** What the run came to, in a sentence or two: the first thing that a person reads. */
export function headline(report: RunReport): string {
  const sentences = [outcome(report)];
  const waiting = report.candidates.deferred;
  if (waiting > 0)
    sentences.push(`${count(waiting, 'more fits', 'more fit')} and wait for the next run.`);
  if (waiting === 1) sentences[sentences.length - 1] = 'One more fits and waits for the next run.';
  const asked = doubtsBesideReviews(report).length + waitingReviews(report).length;
  if (asked > 0) {
    sentences.push(`${count(asked, 'candidate waits', 'candidates wait')} for your review.`);
  }
  const resting = report.gaps.filter((gap) => gap.outcome === 'resting').length;
  if (resting > 0) {
    sentences.push(`${count(resting, 'gap rests', 'gaps rest')}, searched in vain lately.`);
  }
  const { failed } = report;
  if (failed.length > 0) sentences.push(`${count(failed.length, 'torrent')} could not be queued.`);
  const failedTerms = report.terms.filter((term) => term.status === 'failed').length;
  if (failedTerms > 0) sentences.push(`${count(failedTerms, 'search', 'searches')} failed.`);
  return [...ending(report), sentences.join(' ')].join('\n\n');
}

function outcome(report: RunReport): string {
  const { dryRun, queued, wouldQueue, gaps, alreadyThere } = report;
  const all = count(gaps.length, 'gap');
  // Never "no gap" for a library that nobody has seen.
  if (report.libraries.length === 0) return '**The library was not read.**';
  if (gaps.length === 0 && report.candidates.seen === 0) {
    return report.kind === 'sync'
      ? '**The library has no gap that we know of.**'
      : '**The library has no gap that this search could fill.**';
  }
  const filled = new Set((dryRun ? wouldQueue : queued).flatMap((torrent) => torrent.gapKeys)).size;
  const of = `${filled} of ${all}`;
  if (dryRun) {
    const would = count(wouldQueue.length, 'audiobook');
    return `**Dry run: ${would} would be queued, for ${of}.** Nothing was changed.`;
  }
  if (queued.length === 0) {
    const there = alreadyThere.length > 0 ? ' What fits is in qBittorrent already.' : '';
    return `**Nothing new was queued for the ${all}.**${there}`;
  }
  const was = queued.length === 1 ? 'audiobook was' : 'audiobooks were';
  return `**${queued.length} ${was} queued, for ${of}.**`;
}

function ending({ status, stop }: RunReport): readonly string[] {
  if (status === 'completed' || stop === null) return [];
  const how = { stopped: 'stopped early', cancelled: 'was cancelled', failed: 'failed' }[status];
  // Who cancels a run knows why: the words say no more than that it was.
  const why = status === 'cancelled' && stop.name === 'cancelled' ? '' : stop.what;
  const lines = [`> **The run ${how}${why === '' ? '.**' : `:** ${escape(why)}`}`];
  if (stop.remedy !== '') lines.push('>', `> **What to do:** ${escape(stop.remedy)}`);
  lines.push(
    '>',
    '> What it had done by then is below; nothing is lost, and the next run goes on from here.',
  );
  return [lines.join('\n')];
}
