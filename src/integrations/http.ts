import { Agent, request } from 'undici';
import { RemoteError, type RemoteName } from './errors.ts';

/** One request to a remote; `body` is sent as it is, so the caller sets its content type. */
export interface HttpRequest {
  readonly method?: 'GET' | 'POST' | 'PATCH';
  /** Path below the base URL, with its query string; a leading slash is allowed. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Milliseconds until a lack of answer counts as a failure; default: the client's. */
  readonly timeoutMs?: number;
}

/** A whole answer, read to its end. Statuses are judged by the caller, who knows the remote. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
  text(): string;
}

/** A thin HTTP client for one remote: one base URL, one connection pool, no retry. */
export interface HttpClient {
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Closes the pool; requests under way are finished first. */
  close(): Promise<void>;
}

/** Settings of {@link createHttpClient}. */
export interface HttpClientOptions {
  readonly remote: RemoteName;
  /** Base URL; a path in it (`/audiobookshelf`) is kept in front of every request's path. */
  readonly baseUrl: URL;
  readonly timeoutMs: number;
  /** How many requests may be in flight at a time. */
  readonly connections: number;
  /** How the owner mends an unreachable remote, e.g. "check QB_URL and that qBittorrent runs". */
  readonly remedy: string;
  /** Milliseconds that an idle connection is kept (qBittorrent closes its own after 10 s). */
  readonly keepAliveMs?: number;
}

/**
 * Opens a client. Each request is tried once: Temporal retries, and only Temporal.
 * Throws {@link RemoteError} `unreachable` or `timeout`; every HTTP status is an answer.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const agent = new Agent({
    connections: options.connections,
    pipelining: 1,
    keepAliveTimeout: options.keepAliveMs ?? 4_000,
    keepAliveMaxTimeout: options.keepAliveMs ?? 4_000,
  });
  const base = options.baseUrl.href.replace(/\/+$/, '');

  return {
    async send(sent) {
      const url = `${base}/${sent.path.replace(/^\/+/, '')}`;
      const timeoutMs = sent.timeoutMs ?? options.timeoutMs;
      try {
        const answer = await request(url, {
          dispatcher: agent,
          method: sent.method ?? 'GET',
          headers: { ...sent.headers },
          body: sent.body ?? null,
          signal: AbortSignal.timeout(timeoutMs),
        });
        const bytes = Buffer.from(await answer.body.arrayBuffer());
        return {
          status: answer.statusCode,
          headers: answer.headers,
          bytes,
          text: () => bytes.toString('utf8'),
        };
      } catch (error) {
        throw asRemoteError(error, { options, sent, timeoutMs });
      }
    },
    close: () => agent.close(),
  };
}

function asRemoteError(
  error: unknown,
  context: { options: HttpClientOptions; sent: HttpRequest; timeoutMs: number },
): RemoteError {
  const { options, sent } = context;
  // The query string stays out: it can hold what must not be seen.
  const where = `${sent.method ?? 'GET'} ${options.baseUrl.origin}/${sent.path.replace(/^\/+/, '').split('?')[0]}`;
  const details = { remote: options.remote, remedy: options.remedy, cause: undefined };
  if (error instanceof Error && error.name === 'TimeoutError') {
    return new RemoteError(`${where}: no answer within ${context.timeoutMs} ms`, {
      ...details,
      kind: 'timeout',
    });
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault';
  return new RemoteError(`${where}: no connection (${code})`, { ...details, kind: 'unreachable' });
}
