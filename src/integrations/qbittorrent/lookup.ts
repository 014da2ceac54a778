import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { clientHash, type InfoHashes } from '../torrent-file/index.ts';
import type { Api } from './api.ts';
import { unknownAnswer } from './errors.ts';
import { isSameTorrent, torrentRow, type Torrent } from './torrent.ts';

const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 500;

const torrentRows = z.array(torrentRow);
const anyRows = z.array(z.unknown());

/** The torrent with one of these hashes, or null. */
export async function findTorrent(api: Api, hashes: InfoHashes): Promise<Torrent | null> {
  // A hybrid that was added by its v1 magnet is listed under v1 until its metadata is there.
  const wanted = [...new Set([clientHash(hashes), hashes.v1 ?? clientHash(hashes)])];
  const path = `torrents/info?hashes=${encodeURIComponent(wanted.join('|'))}`;
  const torrents = await api.read(path, torrentRows);
  return torrents.find((torrent) => isSameTorrent(torrent, hashes)) ?? null;
}

/** Looks until the torrent is listed, for at most `ms`; null when it never was. */
export async function awaitTorrent(
  api: Api,
  hashes: InfoHashes,
  ms: number,
): Promise<Torrent | null> {
  const deadline = performance.now() + ms;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const torrent = await findTorrent(api, hashes);
    const left = deadline - performance.now();
    if (torrent !== null || left <= 0) return torrent;
    await sleep(Math.min(pause, left));
  }
}

/** How many torrents there are, anyone's: a small answer where there is one (not in 4.5). */
export async function countTorrents(api: Api): Promise<number> {
  const answer = await api.call({ path: 'torrents/count' }, [404]);
  if (answer.status === 404) return (await api.read('torrents/info', anyRows)).length;
  const count = answer.text().trim();
  if (!/^\d+$/.test(count)) throw unknownAnswer('torrents/count', answer.status);
  return Number(count);
}
