import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage } from 'node:http';

/** What passed the proxy. */
export interface Passed {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** A proxy that counts what a client sends, before a real server as before the stand-in. */
export interface RecordingProxy {
  readonly url: URL;
  readonly passed: Passed[];
  /** True = the Host header is passed on as it came, which qBittorrent takes for an attack. */
  keepHost: boolean;
  /** Cuts the connection of the next request that has this path, after the server answered. */
  loseAnswerOf: string | null;
  count(path: string): number;
  stop(): Promise<void>;
}

/** Starts a proxy before a server. */
export async function startRecordingProxy(target: URL): Promise<RecordingProxy> {
  const passed: Passed[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const headers = { ...request.headers, connection: 'close' };
    const host = proxy.keepHost ? headers.host : target.host;
    const options = { method: request.method ?? 'GET', headers: { ...headers, host } };
    const upstream = forward(new URL(path, target), options, (answer: IncomingMessage) => {
      const status = answer.statusCode ?? 0;
      passed.push({ method: options.method, path: path.split('?')[0] ?? '', status });
      if (proxy.loseAnswerOf !== null && path.startsWith(proxy.loseAnswerOf)) {
        proxy.loseAnswerOf = null;
        answer.resume();
        request.socket.destroy();
        return;
      }
      response.writeHead(status, { ...answer.headers, connection: 'keep-alive' });
      answer.pipe(response);
    });
    upstream.on('error', () => request.socket.destroy());
    request.pipe(upstream);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port was opened');
  const proxy: RecordingProxy = {
    url: new URL(`http://127.0.0.1:${address.port}`),
    passed,
    keepHost: false,
    loseAnswerOf: null,
    count: (path) => passed.filter((one) => one.path === `/api/v2/${path}`).length,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return proxy;
}
