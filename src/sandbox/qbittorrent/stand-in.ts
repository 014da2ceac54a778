import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { DIALECTS, type Dialect, type DialectTraits } from './dialects.ts';
import { close, listen } from './listener.ts';
import { readCall } from './read-call.ts';
import { text, type Reply } from './reply.ts';
import { route } from './routes.ts';
import { bearerOf, createDoor, type Door } from './sign-in.ts';
import { createStore, type StandInTorrent, type Store } from './store.ts';

/** A request that the stand-in got. No form value and no cookie is in it. */
export interface QbittorrentRequest {
  /** When it came, and when it was answered: ms since the epoch. */
  readonly at: number;
  readonly endedAt: number;
  readonly method: string;
  /** `api/v2/torrents/info`, without the query. */
  readonly path: string;
  /** The query string as it came; logins and adds have none. */
  readonly query: string;
  readonly status: number;
  /** The torrents that an add asked for. */
  readonly asked: readonly { readonly hash: string; readonly isNew: boolean }[];
}

/** Faults that can be switched at any time. */
export interface QbittorrentFaults {
  /** Every answer waits for this long. */
  answerDelayMs: number;
  /** A new torrent is listed this long after the add's answer. */
  listedAfterMs: number;
  /** Adds are answered with yes, and nothing is added. */
  swallowAdds: boolean;
  /** 401 to everything, as with a wrong Host header. */
  hostMismatch: boolean;
  /** 503 to everything, as from a proxy before a stopped qBittorrent. */
  unavailable: boolean;
  /** A proxy's login page, 200, instead of every answer. */
  proxyPage: boolean;
  /** `max_ratio_act`: 0 stop, 1 remove, 3 remove with files. */
  shareLimitAction: number;
}

/** Settings of {@link startQbittorrentStandIn}. */
export interface QbittorrentStandInOptions {
  readonly dialect: Dialect;
  readonly username: string;
  readonly password: string;
  /** `qbt_…`; known from 5.2 on. */
  readonly apiKey?: string;
  /** Default: a free one. */
  readonly port?: number;
  /** A path in front of everything, as a proxy makes it: `/qbittorrent`. */
  readonly basePath?: string;
  /** Gets each request when it is answered. */
  readonly log?: (request: QbittorrentRequest) => void;
}

/** A running stand-in. */
export interface QbittorrentStandIn {
  readonly url: URL;
  readonly log: readonly QbittorrentRequest[];
  readonly faults: QbittorrentFaults;
  /** Everything that was added and categories made, listed yet or not. */
  torrents(): readonly StandInTorrent[];
  categories(): ReadonlyMap<string, string>;
  /** Makes a category as the user would, by hand. */
  makeCategory(name: string, savePath: string): void;
  /** Takes a torrent out as its owner would, by hand; answers whether it was there. */
  removeByHand(hash: string): boolean;
  /** Every session is gone, as after an hour. */
  forgetSessions(): void;
  /** Connections are refused for this long; then sessions and bans are forgotten. */
  restart(downMs: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a stand-in of qBittorrent's Web API on a loopback port. */
export async function startQbittorrentStandIn(
  options: QbittorrentStandInOptions,
): Promise<QbittorrentStandIn> {
  const log: QbittorrentRequest[] = [];
  const faults = noFaults();
  const store = createStore();
  const traits = DIALECTS[options.dialect];
  let door: Door | null = null;
  const basePath = (options.basePath ?? '').replace(/\/+$/, '');

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (door === null) return void request.socket.destroy();
    const at = Date.now();
    const asked: { hash: string; isNew: boolean }[] = [];
    const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`);
    const onAsked = (hash: string, isNew: boolean) => void asked.push({ hash, isNew });
    const own = { door, store, traits, faults, basePath, port, onAsked };
    const reply = await answer(request, url, own);
    if (faults.answerDelayMs > 0) await sleep(faults.answerDelayMs);
    if (reply.cookie !== undefined) response.setHeader('set-cookie', reply.cookie);
    response.writeHead(reply.status, { 'content-type': reply.type }).end(reply.body);
    const path = pathBelow(url, basePath);
    const about = {
      method: request.method ?? 'GET',
      path,
      query: url.search,
      status: reply.status,
    };
    const entry = { at, endedAt: Date.now(), ...about, asked };
    log.push(entry);
    options.log?.(entry);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  const port = await listen(server, options.port ?? 0);
  door = createDoor(traits, port, { ...options, apiKey: options.apiKey ?? null });
  const opened = door;
  return {
    url: new URL(`http://127.0.0.1:${port}${basePath}`),
    log,
    faults,
    torrents: () => [...store.torrents.values()],
    categories: () => store.categories,
    makeCategory: (name, savePath) => void store.categories.set(name, savePath),
    removeByHand: (hash) => store.torrents.delete(hash),
    forgetSessions: () => opened.forgetSessions(),
    async restart(downMs) {
      await close(server);
      await sleep(downMs);
      opened.reset();
      await listen(server, port);
    },
    stop: () => close(server),
  };
}

interface Own {
  readonly door: Door;
  readonly store: Store;
  readonly traits: DialectTraits;
  readonly faults: QbittorrentFaults;
  readonly basePath: string;
  readonly port: number;
  onAsked(hash: string, isNew: boolean): void;
}

async function answer(request: IncomingMessage, url: URL, own: Own): Promise<Reply> {
  const { door, faults } = own;
  const path = pathBelow(url, own.basePath);
  const call = await readCall(request, url, path.replace(/^api\/v2\//, ''));
  if (faults.unavailable) return text(503, 'Service Unavailable');
  if (faults.proxyPage) return text(200, '<!doctype html><title>Sign in</title>');
  if (faults.hostMismatch || isForeign(request, own.port)) return text(401, 'Unauthorized');
  if (!path.startsWith('api/v2/')) return text(path === '' ? 200 : 404, path);
  const isSignedIn = door.admits(request.headers);
  if (call.path.startsWith('auth/')) {
    if (bearerOf(request.headers) !== null && own.traits.hasApiKeys) return text(403, 'Forbidden');
    if (call.path === 'auth/login') return door.logIn(call.form, isSignedIn);
  }
  if (!isSignedIn) return text(403, 'Forbidden');
  if (call.path === 'auth/logout') {
    door.logOut(request.headers);
    return text(own.traits.speaksStatuses ? 204 : 200, '');
  }
  return route(call, own);
}

/** A Host, Origin or Referer of another port: taken for an attack. */
function isForeign(request: IncomingMessage, port: number): boolean {
  const { host, origin, referer } = request.headers;
  const portOf = (address: string) => new URL(address).port;
  if (portOf(`http://${host ?? ''}`) !== String(port)) return true;
  if (bearerOf(request.headers) !== null) return false;
  const from = origin ?? referer;
  return from !== undefined && portOf(from) !== String(port);
}

function pathBelow(url: URL, basePath: string): string {
  const path = url.pathname.startsWith(basePath) ? url.pathname.slice(basePath.length) : '/?';
  return path.replace(/^\/+/, '');
}

function noFaults(): QbittorrentFaults {
  return {
    answerDelayMs: 0,
    listedAfterMs: 20,
    swallowAdds: false,
    hostMismatch: false,
    unavailable: false,
    proxyPage: false,
    shareLimitAction: 0,
  };
}
