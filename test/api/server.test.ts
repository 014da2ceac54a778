import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { it } from 'node:test';
import { ApiStartError } from '../../src/api/server.ts';
import { startTrouble } from '../../src/workers/start-trouble.ts';
import { nowhere, serveApi } from './serving.ts';

it('a port that is taken is named, with what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const error: unknown = await serveApi(nowhere(), { API_PORT: String(port) }).catch((e) => e);
  other.close();
  assert.ok(error instanceof ApiStartError);
  assert.deepEqual(startTrouble(error), {
    what: `the API can't listen on API_HOST=127.0.0.1, API_PORT=${port}: another program has that port (EADDRINUSE)`,
    remedy: 'write another API_PORT or API_HOST, or API_ENABLED=off',
  });
});

it('an address that is not ours is named', async () => {
  const settings = { API_HOST: '192.0.2.1', API_KEY: 'a-long-key-of-the-owner' };
  await assert.rejects(serveApi(nowhere(), settings), /API_HOST=192\.0\.2\.1.*no address of this/);
});

it('it closes though somebody holds a connection open and says nothing, and twice is as once', async () => {
  const api = await serveApi(nowhere());
  const silent = connect(Number(api.url.port), api.url.hostname);
  await once(silent, 'connect');
  const gone = once(silent, 'close');
  await Promise.all([api.close(), api.close()]);
  await gone;
  await assert.rejects(api.ask('GET /health'), { code: 'ECONNREFUSED' });
  await api.stop();
});
