import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import type { CatalogueWork, WorldItem, WorldLibrary } from '../world/types.ts';
import { noFaults, type Faults, type RequestFault } from './faults.ts';
import { RequestLog, type LoggedRequest } from './request-log.ts';
import { keyRoute, openRoute, text, type RouteAnswer, type RouteContext } from './routes.ts';
import { Shelf } from './shelf.ts';

/** Settings of {@link startAudiobookshelf}. */
export interface AudiobookshelfSandboxOptions {
  readonly libraries: readonly WorldLibrary[];
  /** 100,000 are fine. */
  readonly items: Iterable<WorldItem>;
  /** What Audible knows; default: nothing. */
  readonly catalogue?: readonly CatalogueWork[];
  /** The only API key that it takes. */
  readonly token: string;
  /** Default: a free one. It listens on loopback only. */
  readonly port?: number;
  /** `/audiobookshelf`, as behind a proxy; default: none. */
  readonly basePath?: string;
}

/** A running stand-in of Audiobookshelf. */
export interface AudiobookshelfSandbox {
  /** Base URL, the base path included. */
  readonly url: URL;
  readonly log: RequestLog;
  readonly faults: Faults;
  /** Replaces all items; no `updatedAt` tells of it, as on the real server. */
  setItems(items: Iterable<WorldItem>): void;
  /** Replaces all that Audible knows. */
  setCatalogue(works: readonly CatalogueWork[]): void;
  /** Cuts all connections and frees the port. */
  stop(): Promise<void>;
}

/** Starts a stand-in of Audiobookshelf 2.36 that keeps state and speaks HTTP. Read only. */
export async function startAudiobookshelf(
  options: AudiobookshelfSandboxOptions,
): Promise<AudiobookshelfSandbox> {
  const context: RouteContext = {
    shelf: new Shelf(options.libraries, options.items),
    catalogue: { works: options.catalogue ?? [] },
    faults: noFaults(),
    log: new RequestLog(),
  };
  const basePath = (options.basePath ?? '').replace(/\/+$/, '');
  const server = createServer((request, response) => {
    void serve({ request, response }, { ...context, basePath, token: options.token });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port to listen on');

  return {
    url: new URL(`http://127.0.0.1:${address.port}${basePath}`),
    log: context.log,
    faults: context.faults,
    setItems: (items) => context.shelf.setItems(items),
    setCatalogue(works) {
      context.catalogue.works = works;
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

interface ServeContext extends RouteContext {
  readonly basePath: string;
  readonly token: string;
}

async function serve(exchange: Exchange, context: ServeContext): Promise<void> {
  const { request, response } = exchange;
  const method = request.method ?? 'GET';
  const path = below(context.basePath, request.url ?? '/');
  const logged = context.log.start(method, path ?? request.url ?? '/');
  response.once('close', () => context.log.end(logged, null));
  try {
    const answer = path === null ? text(404, 'Not Found') : await answerOf(exchange, path, context);
    if (context.faults.delayMs > 0) await wait(context.faults.delayMs);
    if (answer === 'cut') return void request.socket.destroy();
    send(response, answer, { logged, log: context.log });
  } catch (error) {
    // A body that broke off or a fault of the stand-in itself: the log tells by a null status.
    response.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

function below(basePath: string, url: string): string | null {
  if (basePath === '') return url;
  return url.startsWith(`${basePath}/`) ? url.slice(basePath.length) : null;
}

type FaultyAnswer = RouteAnswer & { readonly half?: boolean };

async function answerOf(
  { request }: Exchange,
  path: string,
  context: ServeContext,
): Promise<FaultyAnswer | 'cut'> {
  const body = await readBody(request);
  if (body === null) {
    return { status: 413, body: '<h1>Payload Too Large</h1>', type: 'text/html' };
  }
  const [route = '/', search = ''] = path.split('?', 2);
  const asked = { method: request.method ?? 'GET', path: route, query: new Map(), body: undefined };
  const open = openRoute(asked);
  if (open !== null) return open;
  const fault = context.faults.next.shift();
  if (fault !== undefined && fault !== 'cut-half') return faultAnswer(fault);
  if (request.headers.authorization !== `Bearer ${context.token}`) return text(401, 'Unauthorized');
  const query = parseQuery(search, context.log);
  // The real server's process dies of these; its client sees the connection end.
  if (query === null) return 'cut';
  const parsed = parseBody(request, body, context.log);
  if (parsed === 'broken') return text(400, 'Bad Request');
  const answer = keyRoute({ ...asked, query, body: parsed }, context);
  return fault === 'cut-half' ? { ...answer, half: true } : answer;
}

function faultAnswer(fault: Exclude<RequestFault, 'cut-half'>): RouteAnswer | 'cut' {
  switch (fault) {
    case 'unavailable':
      return text(503, 'Service Unavailable');
    case 'unauthorized':
      return text(401, 'Unauthorized');
    case 'forbidden':
      return text(403, 'Forbidden');
    case 'server-error':
      return {
        status: 500,
        body: '<html><body>Internal Server Error</body></html>',
        type: 'text/html',
      };
    case 'proxy-page':
      return { status: 200, body: '<html><title>Sign in</title></html>', type: 'text/html' };
    case 'cut':
      return 'cut';
    default:
      return fault satisfies never;
  }
}

const BODY_LIMIT = 10 * 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const bytes = await buffer(request);
  return bytes.length > BODY_LIMIT ? null : bytes;
}

function parseBody(request: IncomingMessage, body: Buffer, log: RequestLog): unknown {
  if (body.length === 0) return {};
  if (!(request.headers['content-type'] ?? '').startsWith('application/json')) {
    log.sins.push('body-without-type');
    return {};
  }
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return 'broken';
  }
}

function parseQuery(search: string, log: RequestLog): Map<string, string> | null {
  const query = new Map<string, string>();
  if (/%(?![0-9a-f]{2})/i.test(search)) {
    log.sins.push('lone-percent');
    return null;
  }
  for (const [key, value] of new URLSearchParams(search)) {
    if (query.has(key)) {
      log.sins.push('repeated-query-key');
      return null;
    }
    query.set(key, value);
  }
  return query;
}

function send(
  response: ServerResponse,
  answer: FaultyAnswer,
  { logged, log }: { logged: LoggedRequest; log: RequestLog },
): void {
  const isJson = answer.type === undefined;
  const bytes = Buffer.from(isJson ? JSON.stringify(answer.body) : String(answer.body));
  response.writeHead(answer.status, {
    'content-type': isJson ? 'application/json; charset=utf-8' : `${answer.type}; charset=utf-8`,
    'content-length': bytes.length,
  });
  if (answer.half === true) {
    response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
    return;
  }
  // Ended before the last byte leaves: a client that has its answer may ask again at once.
  log.end(logged, answer.status);
  response.end(bytes);
}
