import type { AcquisitionRow } from '../db/acquisitions.ts';

/** What a run's requests took, over its terms and its torrents. */
export function costOf(rows: readonly { readonly requests: number; readonly waitedMs: number }[]) {
  let requests = 0;
  let waitedMs = 0;
  for (const row of rows) {
    requests += row.requests;
    waitedMs += row.waitedMs;
  }
  return { requests, waitedSeconds: Math.round(waitedMs / 100) / 10 };
}

/** Queueing goes on beside the crawl: from the first torrent chosen to the last one handed over. */
export function queueingSeconds(lines: readonly AcquisitionRow[]): number {
  const queued = lines.flatMap((line) => (line.queuedAt === null ? [] : [line.queuedAt.getTime()]));
  if (queued.length === 0) return 0;
  const from = Math.min(...lines.map((line) => line.chosenAt.getTime()));
  return Math.round((Math.max(...queued) - from) / 100) / 10;
}

/** Time between two moments in seconds, to a tenth; 0 while one is lacking. */
export function secondsBetween(from: Date | null, to: Date | null): number {
  if (from === null || to === null) return 0;
  return Math.round((to.getTime() - from.getTime()) / 100) / 10;
}
