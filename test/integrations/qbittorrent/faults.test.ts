import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import {
  addOnce,
  createQbittorrent,
  type Qbittorrent,
} from '../../../src/integrations/qbittorrent/index.ts';
import { Secret } from '../../../src/secret.ts';
import {
  startQbittorrentStandIn,
  type QbittorrentStandIn,
} from '../../../src/sandbox/qbittorrent/index.ts';
import { coolDownInMemory, failsAs, newTorrent } from './contract.ts';

const credentials = { username: 'owner', password: 'a good + password' };

describe('the qBittorrent client in trouble', () => {
  let server: QbittorrentStandIn;
  let client: Qbittorrent;
  const open = (timeoutMs: number) =>
    createQbittorrent({
      url: server.url,
      username: credentials.username,
      password: new Secret(credentials.password),
      apiKey: null,
      timeoutMs,
      coolDown: coolDownInMemory(),
    });
  const logins = () => server.log.filter((request) => request.path === 'api/v2/auth/login').length;

  beforeEach(async () => {
    server = await startQbittorrentStandIn({
      dialect: '5.3',
      ...credentials,
      basePath: '/behind/a-proxy/',
    });
    client = open(10_000);
    await client.version();
  });
  afterEach(async () => {
    await client.close();
    await server.stop();
  });

  it('is not content with a yes: a torrent that is never listed is an error', async () => {
    server.faults.swallowAdds = true;
    await assert.rejects(
      addOnce(client, newTorrent(), { seenWithinMs: 100 }),
      failsAs('unexpected-answer', /Execution Log/),
    );
  });

  it('is not content with a glimpse: a torrent that is gone at the second look is an error', async () => {
    const { hashes, ...addition } = newTorrent();
    const glimpse = { ...client, find: () => Promise.resolve(null) };
    const added = addOnce(glimpse, { ...addition, hashes }, { settleMs: 0 });
    await assert.rejects(added, failsAs('unreachable', /added again/));
  });

  it('waits for a torrent that is listed late', async () => {
    server.faults.listedAfterMs = 400;
    assert.equal(await addOnce(client, newTorrent()), 'added');
  });

  it('tries refused credentials again as soon as the owner has freed them', async () => {
    const coolDown = coolDownInMemory();
    const wrong = createQbittorrent({
      url: server.url,
      username: credentials.username,
      password: new Secret('wrong'),
      apiKey: null,
      timeoutMs: 10_000,
      coolDown,
    });
    const before = logins();
    await assert.rejects(wrong.version(), failsAs('bad-credentials'));
    await assert.rejects(wrong.version(), failsAs('bad-credentials', /until they change/));
    assert.equal(logins(), before + 1);
    coolDown.remembered.length = 0;
    await assert.rejects(wrong.version(), failsAs('bad-credentials'));
    assert.equal(logins(), before + 2);
    await wrong.close();
  });

  it('does not forget a refusal that the store could not be told', async () => {
    const known = coolDownInMemory();
    let away = true;
    const coolDown = {
      ...known,
      remember: (text: string) =>
        away ? Promise.reject(new Error('the store is away')) : known.remember(text),
    };
    const wrong = createQbittorrent({
      url: server.url,
      username: credentials.username,
      password: new Secret('wrong'),
      apiKey: null,
      timeoutMs: 10_000,
      coolDown,
    });
    const before = logins();
    await assert.rejects(wrong.version(), /the store is away/);
    await assert.rejects(wrong.version(), /the store is away/);
    away = false;
    await assert.rejects(wrong.version(), failsAs('bad-credentials'));
    assert.equal(logins(), before + 1);
    assert.equal(known.remembered.length, 1);
    await wrong.close();
  });

  it('renews a lost session once for many requests under way', async () => {
    server.forgetSessions();
    await Promise.all([client.version(), client.countTorrents(), client.listTags()]);
    assert.equal(logins(), 2);
    server.forgetSessions();
    await client.version();
    assert.equal(logins(), 3);
  });

  it('says that qBittorrent is unreachable while it starts up, and works after', async () => {
    const restarted = server.restart(200);
    await assert.rejects(client.version(), failsAs('unreachable', /QB_URL/));
    await restarted;
    assert.ok(await client.version());
  });

  it('says that a proxy has no qBittorrent behind it', async () => {
    server.faults.unavailable = true;
    await assert.rejects(client.version(), failsAs('unavailable'));
  });

  it("takes a proxy's login page for no answer, and never for an empty list", async () => {
    server.faults.proxyPage = true;
    const { hashes } = newTorrent();
    await assert.rejects(client.find(hashes), failsAs('unexpected-answer', /proxy/));
    await assert.rejects(client.version(), failsAs('unexpected-answer'));
    await assert.rejects(client.add(newTorrent()), failsAs('unexpected-answer'));
  });

  it('gives up after the configured time', async () => {
    server.faults.answerDelayMs = 600;
    const hasty = open(300);
    await assert.rejects(hasty.version(), failsAs('timeout'));
    await hasty.close();
  });

  it('warns when share limits remove torrents', async () => {
    server.faults.shareLimitAction = 3;
    assert.match((await client.shareLimitDanger()) ?? '', /together with its files/);
    server.faults.shareLimitAction = 1;
    assert.match((await client.shareLimitDanger()) ?? '', /removes it, even a stopped one/);
  });

  it('sets no share limit of any kind, and starts what it adds', async () => {
    await addOnce(client, newTorrent());
    const [torrent] = server.torrents();
    assert.ok(torrent);
    const { ratioLimit, seedingTimeLimit, inactiveSeedingTimeLimit } = torrent;
    assert.deepEqual([ratioLimit, seedingTimeLimit, inactiveSeedingTimeLimit], [-1, -1, -1]);
    assert.equal(torrent.state, 'stalledDL');
    assert.equal(torrent.contentLayout, 'Original');
  });
});
