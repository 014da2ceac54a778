import { z } from 'zod';
import { clientHash, type InfoHashes } from '../torrent-file/index.ts';

const STATES = [
  'error',
  'missingFiles',
  'uploading',
  'stoppedUP',
  'queuedUP',
  'stalledUP',
  'checkingUP',
  'forcedUP',
  'allocating',
  'downloading',
  'metaDL',
  'forcedMetaDL',
  'stoppedDL',
  'queuedDL',
  'stalledDL',
  'checkingDL',
  'forcedDL',
  'checkingResumeData',
  'moving',
] as const;

/** A torrent's state in the words of 5.0 and later; what we don't know is `unknown`. */
export type TorrentState = (typeof STATES)[number] | 'unknown';

/** A torrent in qBittorrent, reduced to what is used. */
export interface Torrent {
  /** qBittorrent's own id: see {@link clientHash}. */
  readonly hash: string;
  readonly hashes: InfoHashes;
  readonly name: string;
  readonly state: TorrentState;
  /** 0 to 1. */
  readonly progress: number;
  readonly category: string;
  readonly tags: readonly string[];
  readonly sizeBytes: number;
  readonly ratio: number;
  readonly seedingTimeSeconds: number;
  readonly savePath: string;
  /** In ms since the epoch. */
  readonly addedAt: number;
}

const hex = z.string().transform((text) => text.toLowerCase());

/** One row of `torrents/info`; only the fields that are used. */
export const torrentRow = z
  .object({
    hash: hex,
    infohash_v1: hex.default(''),
    infohash_v2: hex.default(''),
    name: z.string(),
    state: z.string(),
    progress: z.number(),
    category: z.string(),
    tags: z.string(),
    size: z.number(),
    ratio: z.number(),
    seeding_time: z.number().default(0),
    save_path: z.string(),
    added_on: z.number(),
  })
  .transform((row): Torrent => ({
    hash: row.hash,
    hashes: { v1: row.infohash_v1 || null, v2: row.infohash_v2 || null },
    name: row.name,
    state: stateOf(row.state),
    progress: row.progress,
    category: row.category,
    tags: row.tags
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
    sizeBytes: row.size,
    ratio: row.ratio,
    seedingTimeSeconds: row.seeding_time,
    savePath: row.save_path,
    addedAt: row.added_on * 1000,
  }));

/** Maps a state of any version; `pausedUP` and `pausedDL` became `stopped…` in 5.0. */
export function stateOf(text: string): TorrentState {
  const renamed = text.replace(/^paused(?=UP$|DL$)/, 'stopped');
  return STATES.find((state) => state === renamed) ?? 'unknown';
}

/** Whether a torrent is the one with these hashes; any one that both know decides. */
export function isSameTorrent(torrent: Torrent, hashes: InfoHashes): boolean {
  if (torrent.hash === clientHash(hashes)) return true;
  if (hashes.v1 !== null && (torrent.hash === hashes.v1 || torrent.hashes.v1 === hashes.v1)) {
    return true;
  }
  return hashes.v2 !== null && torrent.hashes.v2 === hashes.v2;
}
