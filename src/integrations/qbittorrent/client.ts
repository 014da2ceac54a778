import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { createHttpClient, type HttpAnswer, type HttpRequest } from '../http.ts';
import { clientHash, type InfoHashes } from '../torrent-file/index.ts';
import { addForm, type TorrentAddition } from './add-form.ts';
import { failureOf, qbittorrentError, unknownAnswer, UNREACHABLE_REMEDY } from './errors.ts';
import { createSession, type SessionOptions } from './session.ts';
import { isSameTorrent, torrentRow, type Torrent } from './torrent.ts';
import { compareVersions, OLDEST_API, type QbittorrentVersion } from './version.ts';

/** Settings of {@link createQbittorrent}. */
export interface QbittorrentOptions extends Omit<SessionOptions, 'http'> {
  readonly timeoutMs: number;
}

/** What qBittorrent said to an add; never proof of anything: see {@link addOnce}. */
export type AddAnswer = 'accepted' | 'refused' | 'not-a-torrent';

/**
 * The torrent client, versions 4.5 to 5.3. Every method throws `RemoteError`. There is no way
 * in here to delete, to move, to overwrite tags, to change settings, or to touch all torrents.
 */
export interface Qbittorrent {
  version(): Promise<QbittorrentVersion>;
  /** The torrent with one of these hashes, or null. */
  find(hashes: InfoHashes): Promise<Torrent | null>;
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
const KEEP_ALIVE_MS = 4_000;
const LONGEST_PAUSE_MS = 500;

const categories = z.record(z.string(), z.unknown());
const anyList = z.array(z.unknown());
const tagList = z.array(z.string());
const torrentRows = z.array(torrentRow);
const preferences = z.object({ max_ratio_act: z.number() });
const addSummary = z.object({ success_count: z.number(), pending_count: z.number().default(0) });

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
  const session = createSession({ ...options, http });

  /** Calls the API; a status that is neither a success nor among `alsoFine` is thrown. */
  async function call(request: HttpRequest, alsoFine: readonly number[] = []) {
    const answer = await session.send({ ...request, path: `api/v2/${request.path}` });
    const isSuccess = answer.status >= 200 && answer.status < 300;
    if (isSuccess || alsoFine.includes(answer.status)) return answer;
    throw failureOf(answer, nameOf(request));
  }

  async function read<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> {
    return parse(await call({ path }), { schema, what: nameOf({ path }) });
  }

  async function find(hashes: InfoHashes): Promise<Torrent | null> {
    // A hybrid that was added by its v1 magnet is listed under v1 until its metadata is there.
    const wanted = [...new Set([clientHash(hashes), hashes.v1 ?? clientHash(hashes)])];
    const path = `torrents/info?hashes=${encodeURIComponent(wanted.join('|'))}`;
    const torrents = await read(path, torrentRows);
    return torrents.find((torrent) => isSameTorrent(torrent, hashes)) ?? null;
  }

  return {
    find,
    async version() {
      const api = (await call({ path: 'app/webapiVersion' })).text().trim();
      if (!/^\d+(?:\.\d+)+$/.test(api)) throw unknownAnswer('app/webapiVersion', 200);
      const app = (await call({ path: 'app/version' })).text().trim();
      return { app, api, isSupported: compareVersions(api, OLDEST_API) >= 0 };
    },
    async add(addition) {
      const { contentType, body } = addForm(addition);
      const request = { method: 'POST', path: 'torrents/add', body } as const;
      const headers = { 'content-type': contentType };
      return addAnswerOf(await call({ ...request, headers }, [409, 415]));
    },
    async awaitSeen(hashes, ms) {
      const deadline = performance.now() + ms;
      for (let pause = 25; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
        const torrent = await find(hashes);
        const left = deadline - performance.now();
        if (torrent !== null || left <= 0) return torrent;
        await sleep(Math.min(pause, left));
      }
    },
    async ensureCategory(name, savePath) {
      const isThere = async () => Object.hasOwn(await read('torrents/categories', categories), name);
      if (await isThere()) return 'already-there';
      const body = new URLSearchParams({ category: name, savePath: savePath ?? '' }).toString();
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const request = { method: 'POST', path: 'torrents/createCategory', headers, body } as const;
      const answer = await call(request, [400, 409]);
      if (answer.status < 300) return 'created';
      // 409 is both "exists already" (someone was faster) and "not a name for a category".
      if (await isThere()) return 'already-there';
      throw badCategory(name, answer.status);
    },
    async countTorrents() {
      // A small answer since 4.6; before, only the whole list tells.
      const answer = await call({ path: 'torrents/count' }, [404]);
      if (answer.status === 404) return (await read('torrents/info', anyList)).length;
      const count = answer.text().trim();
      if (!/^\d+$/.test(count)) throw unknownAnswer('torrents/count', answer.status);
      return Number(count);
    },
    listTags: () => read('torrents/tags', tagList),
    async shareLimitDanger() {
      return dangerOf((await read('app/preferences', preferences)).max_ratio_act);
    },
    close: () => http.close(),
  };
}

function nameOf(request: HttpRequest): string {
  return request.path.split('?')[0] ?? '';
}

function parse<S extends z.ZodType>(
  answer: HttpAnswer,
  expected: { readonly schema: S; readonly what: string },
): z.output<S> {
  let json: unknown;
  try {
    json = JSON.parse(answer.text());
  } catch {
    // The parser's message quotes the page: it stays out.
    throw unknownAnswer(expected.what, answer.status);
  }
  const parsed = expected.schema.safeParse(json);
  if (!parsed.success) throw unknownAnswer(expected.what, answer.status);
  return parsed.data;
}

function addAnswerOf(answer: HttpAnswer): AddAnswer {
  if (answer.status === 415) return 'not-a-torrent';
  if (answer.status === 409) return 'refused';
  const text = answer.text().trim();
  if (text === 'Ok.') return 'accepted';
  if (text === 'Fails.') return 'refused';
  const summary = parse(answer, { schema: addSummary, what: 'torrents/add' });
  return summary.success_count + summary.pending_count > 0 ? 'accepted' : 'refused';
}

function badCategory(name: string, status: number) {
  return qbittorrentError(`qBittorrent does not take "${name}" as a category`, {
    kind: 'rejected',
    status,
    remedy: 'Create the category in qBittorrent by hand, and look at its log for the reason.',
  });
}

function dangerOf(action: number): string | null {
  if (action !== 1 && action !== 3) return null;
  const what = action === 3 ? 'removes it together with its files' : 'removes it';
  return (
    `qBittorrent ${what} when a torrent reaches its share limit, even a stopped one. ` +
    'Set "When ratio reaches … then" to "Stop torrent" in its BitTorrent settings.'
  );
}
