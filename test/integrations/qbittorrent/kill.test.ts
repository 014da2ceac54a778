import assert from 'node:assert/strict';
import { it } from 'node:test';
import { addOnce, createQbittorrent } from '../../../src/integrations/qbittorrent/index.ts';
import { Secret } from '../../../src/secret.ts';
import { startQbittorrentNox } from '../../support/qbittorrent-nox.ts';
import { coolDownInMemory, failsAs, newTorrent } from './contract.ts';

it('a kill -9 of the real qBittorrent right after adds loses none and doubles none', async () => {
  const server = await startQbittorrentNox();
  const client = createQbittorrent({
    url: server.url,
    username: server.username,
    password: new Secret(server.password),
    apiKey: null,
    timeoutMs: 10_000,
    coolDown: coolDownInMemory(),
  });
  try {
    const additions = [newTorrent('v1'), newTorrent('hybrid'), newTorrent('v2')];
    for (const addition of additions) assert.equal(await addOnce(client, addition), 'added');
    // No pause: what `addOnce` calls added has to be on the disk.
    await server.kill9();
    assert.equal(server.pid(), null);
    await assert.rejects(client.countTorrents(), failsAs('unreachable'));
    await server.restart();
    for (const addition of additions) {
      assert.equal(await addOnce(client, addition), 'already-there');
    }
    // Killed while one is being added: whatever became of it, the next try makes it one.
    const interrupted = newTorrent();
    const adding = addOnce(client, interrupted, { settleMs: 1_000 });
    const rejected = assert.rejects(adding, failsAs('unreachable'));
    await client.awaitSeen(interrupted.hashes, 10_000);
    await server.kill9();
    await rejected;
    await server.restart();
    await addOnce(client, interrupted);
    assert.equal(await client.countTorrents(), additions.length + 1);
  } finally {
    await client.close();
    await server.stop();
  }
});
