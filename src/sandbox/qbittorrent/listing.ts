import type { DialectTraits } from './dialects.ts';
import { DEFAULT_SAVE_PATH, type StandInTorrent } from './store.ts';

/** One row of `torrents/info`, with the fields that versions have in common. */
export type TorrentRow = Readonly<Record<string, string | number | boolean>>;

/** Lists torrents as `torrents/info` does, its traps included. */
export function listTorrents(
  torrents: readonly StandInTorrent[],
  parameters: ReadonlyMap<string, string>,
  traits: DialectTraits,
): TorrentRow[] {
  const rows: TorrentRow[] = [];
  for (const torrent of torrents) {
    if (torrent.listedAt <= Date.now() && isWanted(torrent, parameters)) rows.push(rowOf(torrent));
  }
  const sort = parameters.get('sort');
  if (sort !== undefined) rows.sort((a, b) => compare(a[sort], b[sort]));
  if (parameters.get('reverse') === 'true') rows.reverse();
  return pageOf(rows, parameters, traits);
}

function isWanted(torrent: StandInTorrent, parameters: ReadonlyMap<string, string>): boolean {
  const hashes = parameters.get('hashes');
  // Only qBittorrent's own id is looked up: a hybrid's v1 hash finds nothing.
  if (hashes !== undefined && hashes !== '' && !hashes.split('|').includes(torrent.hash)) {
    return false;
  }
  const category = parameters.get('category');
  if (category !== undefined && category !== torrent.category) return false;
  const tag = parameters.get('tag');
  if (tag !== undefined && !(tag === '' ? torrent.tags.size === 0 : torrent.tags.has(tag))) {
    return false;
  }
  return passesFilter(torrent, parameters.get('filter') ?? 'all');
}

function passesFilter(torrent: StandInTorrent, filter: string): boolean {
  const isStopped = /^(?:paused|stopped)/.test(torrent.state);
  switch (filter) {
    case 'downloading':
      return torrent.state.endsWith('DL');
    case 'seeding':
      return torrent.state.endsWith('UP') && !isStopped;
    case 'completed':
      return torrent.state.endsWith('UP');
    case 'paused':
    case 'stopped':
      return isStopped;
    case 'resumed':
    case 'running':
      return !isStopped;
    case 'stalled':
      return torrent.state.startsWith('stalled');
    case 'errored':
      return torrent.state === 'error' || torrent.state === 'missingFiles';
    default:
      // As the real one does: an unknown filter returns everything.
      return true;
  }
}

function pageOf(
  rows: TorrentRow[],
  parameters: ReadonlyMap<string, string>,
  traits: DialectTraits,
): TorrentRow[] {
  const limit = Number(parameters.get('limit') ?? 0);
  let offset = Number(parameters.get('offset') ?? 0);
  if (offset < 0) offset = Math.max(0, rows.length + offset);
  if (offset >= rows.length && traits.offsetWraps) offset = 0;
  return rows.slice(offset, limit > 0 ? offset + limit : undefined);
}

function compare(a: string | number | boolean | undefined, b: typeof a): number {
  if (a === undefined || b === undefined || a === b) return 0;
  return a < b ? -1 : 1;
}

/** A torrent as the API shows it; nothing is ever downloaded here, so the numbers stand still. */
export function rowOf(torrent: StandInTorrent): TorrentRow {
  return {
    added_on: Math.floor(torrent.addedAt / 1000),
    amount_left: Math.max(0, torrent.size),
    auto_tmm: torrent.autoTmm,
    category: torrent.category,
    completion_on: 0,
    content_path: `${torrent.savePath || DEFAULT_SAVE_PATH}/${torrent.name}`,
    downloaded: 0,
    hash: torrent.hash,
    inactive_seeding_time_limit: torrent.inactiveSeedingTimeLimit,
    infohash_v1: torrent.infohashV1,
    infohash_v2: torrent.infohashV2,
    name: torrent.name,
    progress: 0,
    ratio: 0,
    ratio_limit: torrent.ratioLimit,
    save_path: torrent.savePath,
    seeding_time: 0,
    seeding_time_limit: torrent.seedingTimeLimit,
    size: Math.max(0, torrent.size),
    state: torrent.state,
    tags: [...torrent.tags].join(', '),
    tracker: '',
    uploaded: 0,
  };
}
