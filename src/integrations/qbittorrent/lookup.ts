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

/** So many torrents are asked for at once: an address of some 4 kB, which every proxy lets pass. */
const BATCH = 50;

/** The torrent with one of these hashes, or null. */
export async function findTorrent(api: Api, hashes: InfoHashes): Promise<Torrent | null> {
  const [torrent = null] = await findTorrents(api, [hashes]);
  return torrent;
}

/** For each of these the torrent with one of its hashes, or null; in their order. */
export async function findTorrents(
  api: Api,
  sought: readonly InfoHashes[],
): Promise<readonly (Torrent | null)[]> {
  const found: (Torrent | null)[] = [];
  for (let start = 0; start < sought.length; start += BATCH) {
    const batch = sought.slice(start, start + BATCH);
    const listed = batch.flatMap(listedUnder).join('|');
    const torrents = await api.read(
      `torrents/info?hashes=${encodeURIComponent(listed)}`,
      torrentRows,
    );
    for (const hashes of batch) {
      found.push(torrents.find((torrent) => isSameTorrent(torrent, hashes)) ?? null);
    }
  }
  return found;
}

/** A hybrid that was added by its v1 magnet is listed under v1 until its metadata is there. */
function listedUnder(hashes: InfoHashes): readonly string[] {
  return [...new Set([clientHash(hashes), hashes.v1 ?? clientHash(hashes)])];
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
