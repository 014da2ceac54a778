import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { startApi } from '../../src/api/server.ts';
import { loadConfig } from '../../src/config.ts';
import { connectDatabase, type Sql } from '../../src/db/connect.ts';
import { createLogger } from '../../src/logger.ts';
import { Secret } from '../../src/secret.ts';
import { openTemporal } from '../../src/temporal/open-client.ts';

/** An answer of the API, whatever it is. */
export interface Answer {
  readonly status: number;
  // The tests say what they expect of it.
  readonly body: ReturnType<typeof JSON.parse>;
}

/** What is sent. */
export interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  /** An object goes as JSON, a text as it is. */
  readonly body?: unknown;
}

/** The API over HTTP, and what the log has of it. */
export interface Served {
  readonly url: URL;
  readonly log: { text: string };
  /** Sends `GET /api/gaps`, with whatever headers, Host among them. */
  ask(line: string, sent?: Sent): Promise<Answer>;
  /** Closes the API alone. */
  close(): Promise<void>;
  /** Closes it and what it stands on, but for the database. */
  stop(): Promise<void>;
}

/** A database that is not there. */
export function nowhere(): Sql {
  return connectDatabase(new Secret('postgresql://me:hunter2@127.0.0.1:1/x'));
}

/** Serves the API on that database, where no Temporal server is. */
export async function serveApi(
  sql: Sql,
  settings: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const env = { API_PORT: '0', TEMPORAL_ADDRESS: '127.0.0.1:1', ...settings };
  const { config } = loadConfig(env, { envFile: null });
  const temporal = openTemporal(config.temporal, null);
  const log = { text: '' };
  const logger = createLogger({
    level: 'debug',
    logsDir: null,
    timeZone: 'UTC',
    pretty: false,
    jsonToStdout: true,
    secrets: [],
    terminal: { write: (text) => (log.text += text) },
  });
  const deps = { sql, client: temporal.client, config, now: () => new Date() };
  try {
    const api = await startApi({ deps, logger });
    const url = new URL(api.url);
    return {
      url,
      log,
      ask: (line, sent = {}) => ask(url, line, sent),
      close: () => api.close(),
      async stop() {
        await api.close();
        await temporal.close();
      },
    };
  } catch (error) {
    await temporal.close();
    throw error;
  }
}

function ask(base: URL, line: string, { headers = {}, body }: Sent): Promise<Answer> {
  const [method = '', path = ''] = line.split(' ');
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type: Record<string, string> =
    text === undefined ? {} : { 'content-type': 'application/json' };
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { hostname, port } = base;
  const options = { hostname, port, method, path, headers: { ...type, ...headers } };
  const sent = request(options, (response) => {
    json(response).then(
      (found) => resolve({ status: response.statusCode ?? 0, body: found }),
      reject,
    );
  });
  sent.on('error', reject).end(text);
  return promise;
}
