import type { ReportedTorrent, RunReport } from '../report.ts';
import { proposedIn } from './review-sums.ts';

/** Each accepted candidate has one fate: queued, would be, there already, failed, or proposed. */
export function checkTorrents(report: RunReport): readonly string[] {
  const everyFate = [...everyTorrent(report), ...proposedIn(report)];
  const fates = everyFate.map((torrent) => torrent.sourceId);
  const wrong = repeated(fates).map((id) => `torrent ${id} has more than one fate`);
  const accepted = new Map(
    report.decisions
      .filter((decision) => decision.verdict === 'accept')
      .map((decision) => [decision.sourceId, decision]),
  );
  if (fates.length !== accepted.size) {
    wrong.push(`${accepted.size} candidates accepted, but ${fates.length} torrents accounted for`);
  }
  for (const { sourceId, gapKeys } of everyFate) {
    const decision = accepted.get(sourceId);
    if (decision === undefined) wrong.push(`torrent ${sourceId} was not accepted`);
    else if (!sameSet(gapKeys, decision.gapKeys)) {
      wrong.push(`torrent ${sourceId} fills other gaps than its decision says`);
    }
  }
  if (report.dryRun && report.queued.length > 0) wrong.push('a dry run queued something');
  if (!report.dryRun && report.wouldQueue.length > 0) {
    wrong.push('a run that is no dry run only would have queued something');
  }
  return wrong;
}

/** A gap is filled by one torrent, and its outcome says the same as the torrent's list. */
export function checkFilledGaps(report: RunReport): readonly string[] {
  const filled = [...report.queued, ...report.wouldQueue, ...report.alreadyThere];
  const wrong = repeated(filled.flatMap((torrent) => torrent.gapKeys)).map(
    (key) => `gap ${key} is filled by more than one torrent`,
  );
  const queuedBy = torrentByGap(report.queued);
  const wouldQueueBy = torrentByGap(report.wouldQueue);
  for (const { gap, outcome, sourceId } of report.gaps) {
    const queued = queuedBy.get(gap.key);
    const wouldQueue = wouldQueueBy.get(gap.key);
    if ((outcome === 'queued') !== (queued !== undefined)) {
      wrong.push(`gap ${gap.key}: its outcome and the queued torrents disagree`);
    }
    if ((outcome === 'would-queue') !== (wouldQueue !== undefined)) {
      wrong.push(`gap ${gap.key}: its outcome and what would be queued disagree`);
    }
    const by = queued ?? wouldQueue;
    if (by !== undefined && sourceId !== by)
      wrong.push(`gap ${gap.key} names torrent ${sourceId}, not ${by}`);
  }
  return wrong;
}

/** Every torrent that was accepted and not proposed, whatever became of it. */
export function everyTorrent(report: RunReport): readonly ReportedTorrent[] {
  return [...report.queued, ...report.wouldQueue, ...report.alreadyThere, ...report.failed];
}

function torrentByGap(torrents: readonly ReportedTorrent[]): ReadonlyMap<string, string> {
  return new Map(
    torrents.flatMap(({ gapKeys, sourceId }) => gapKeys.map((key) => [key, sourceId])),
  );
}

/** The values that stand there more than once. */
export function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const value of values) {
    if (seen.has(value)) twice.add(value);
    seen.add(value);
  }
  return [...twice];
}

/** Whether two lists hold the same values, in any order. */
export function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const [one, other] = [new Set(a), new Set(b)];
  return one.size === other.size && [...one].every((value) => other.has(value));
}
