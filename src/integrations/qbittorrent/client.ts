import { z } from 'zod';
import { createHttpClient } from '../http.ts';
import type { InfoHashes } from '../torrent-file/index.ts';
import type { TorrentAddition } from './add-form.ts';
import { addTorrent, type AddAnswer } from './add.ts';
import { createApi } from './api.ts';
import { ensureCategory } from './category.ts';
import { UNREACHABLE_REMEDY } from './errors.ts';
import { awaitTorrent, countTorrents, findTorrent, findTorrents } from './lookup.ts';
import { createSession, type SessionOptions } from './session.ts';
import { shareLimitDanger } from './share-limits.ts';
import type { Torrent } from './torrent.ts';
import { readVersion, type QbittorrentVersion } from './version.ts';

/** Settings of {@link createQbittorrent}. */
export interface QbittorrentOptions extends Omit<SessionOptions, 'http'> {
  readonly timeoutMs: number;
}

/**
 * The torrent client, versions 4.5 to 5.3. Every method throws `RemoteError`. There is no way
 * in here to delete, to move, to overwrite tags, to change settings, or to touch all torrents.
 */
export interface Qbittorrent {
  version(): Promise<QbittorrentVersion>;
  /** The torrent with one of these hashes, or null. */
  find(hashes: InfoHashes): Promise<Torrent | null>;
  /** For each of these the torrent with one of its hashes, or null; many are asked for at once. */
  findAll(sought: readonly InfoHashes[]): Promise<readonly (Torrent | null)[]>;
  add(addition: TorrentAddition): Promise<AddAnswer>;
  /** Looks until the torrent is listed, for at most `ms`; null when it never was. */
  awaitSeen(hashes: InfoHashes, ms: number): Promise<Torrent | null>;
  /** Creates a category when it is absent; one that exists is left as it is. */
  ensureCategory(name: string, savePath: string | null): Promise<'created' | 'already-there'>;
  /** How many torrents there are, anyone's. */
  countTorrents(): Promise<number>;
  listTags(): Promise<readonly string[]>;
  /** A warning when reaching a share limit removes torrents, or null. */
  shareLimitDanger(): Promise<string | null>;
  /** Closes the connections; the session at qBittorrent ends by itself. */
  close(): Promise<void>;
}

const CONNECTIONS = 2;
/** Below the time after which qBittorrent closes idle connections itself. */
const KEEP_ALIVE_MS = 4_000;

const tagList = z.array(z.string());

/** Opens a client; nothing is sent until the first call. */
export function createQbittorrent(options: QbittorrentOptions): Qbittorrent {
  const http = createHttpClient({
    remote: 'qbittorrent',
    baseUrl: options.url,
    timeoutMs: options.timeoutMs,
    connections: CONNECTIONS,
    keepAliveMs: KEEP_ALIVE_MS,
    remedy: UNREACHABLE_REMEDY,
  });
  const api = createApi(createSession({ ...options, http }));
  return {
    version: () => readVersion(api),
    find: (hashes) => findTorrent(api, hashes),
    findAll: (sought) => findTorrents(api, sought),
    add: (addition) => addTorrent(api, addition),
    awaitSeen: (hashes, ms) => awaitTorrent(api, hashes, ms),
    ensureCategory: (name, savePath) => ensureCategory(api, name, savePath),
    countTorrents: () => countTorrents(api),
    listTags: () => api.read('torrents/tags', tagList),
    shareLimitDanger: () => shareLimitDanger(api),
    close: () => http.close(),
  };
}
