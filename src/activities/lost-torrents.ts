import { listAcquisitions, type AcquisitionRow } from '../db/acquisitions.ts';
import { onTheirWay, removedSince } from '../db/removals.ts';
import type { Dependencies } from './dependencies.ts';

/** Longer lists help nobody: who reads them has removed a whole shelf, and knows it. */
const MOST_NAMED = 10;

/**
 * Looks for what this run queued and what earlier ones queued for its gaps: its owner may have
 * removed it, and a torrent client that is killed may forget what it added just before. We don't
 * add it again by ourselves, we say so.
 */
export async function vanished(
  { sql, torrents }: Pick<Dependencies, 'sql' | 'torrents'>,
  runId: string,
): Promise<readonly string[]> {
  const own = (await listAcquisitions(sql, runId)).filter(({ status }) => status === 'queued');
  const lines = [...own, ...(await onTheirWay(sql, runId))].filter(
    ({ infoHashV1, infoHashV2 }) => infoHashV1 !== null || infoHashV2 !== null,
  );
  const found = await torrents.findAll(
    lines.map(({ infoHashV1: v1, infoHashV2: v2 }) => ({ v1, v2 })),
  );
  const lost = lines.filter((_, at) => found[at] === null);
  const notes = lost.slice(0, MOST_NAMED).map((line) => vanishedNote(line, runId));
  const more = lost.length - notes.length;
  if (more > 0) notes.push(`${more} more that were queued are not in qBittorrent any more`);
  return notes;
}

function vanishedNote({ title, sourceId, runId }: AcquisitionRow, ownId: string): string {
  const by = runId === ownId ? 'in this run' : `by ${runId}`;
  return (
    `"${title}" was queued ${by} and is not in qBittorrent any more: removed by hand, or lost when ` +
    'qBittorrent was killed; it is not queued again by itself: ' +
    `mamcrawler gaps reopen torrent:${sourceId} has its gaps searched for again`
  );
}

/** What its owner has said to be removed since the last sync. */
export async function removed(
  { sql }: Pick<Dependencies, 'sql'>,
  runId: string,
): Promise<readonly string[]> {
  const lines = await removedSince(sql, runId);
  return lines.map(
    ({ title, sourceId, runId: by }) =>
      `"${title}" (torrent ${sourceId}), queued by ${by}, was removed from qBittorrent: ` +
      'you reopened its gaps, and they are searched for again',
  );
}
