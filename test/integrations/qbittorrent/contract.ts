import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { RemoteError, type RemoteErrorKind } from '../../../src/integrations/errors.ts';
import {
  addOnce as addOnceSettled,
  createQbittorrent,
  type LoginCoolDown,
  type Qbittorrent,
  type TorrentAddition,
} from '../../../src/integrations/qbittorrent/index.ts';
import { readMagnet, readTorrentFile } from '../../../src/integrations/torrent-file/index.ts';
import { Secret } from '../../../src/secret.ts';
import { makeTorrentFile } from '../torrent-file/bencoder.ts';
import { rawCaller, type RawCaller } from './raw-caller.ts';
import { startRecordingProxy, type RecordingProxy } from './recording-proxy.ts';

/** A server that the contract runs against: the real one, or the stand-in in a dialect. */
export interface ServerUnderTest {
  readonly url: URL;
  readonly username: string;
  readonly password: string;
  /** A key that works, or null where there are none (below 5.2). */
  readonly apiKey: string | null;
  readonly apiVersion: string;
  /** Down, and up again: sessions and bans are forgotten, torrents are not. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A cool-down in memory; the database has the real one. */
export function coolDownInMemory(): LoginCoolDown & { readonly remembered: string[] } {
  const remembered: string[] = [];
  return {
    remembered,
    refusedFingerprint: () => Promise.resolve(remembered.at(-1) ?? null),
    remember(fingerprint) {
      remembered.push(fingerprint);
      return Promise.resolve();
    },
  };
}

/** Passes for a `RemoteError` of qBittorrent of this kind. */
export function failsAs(kind: RemoteErrorKind, remedy = /./) {
  return (error: unknown) => {
    assert.ok(error instanceof RemoteError, String(error));
    assert.equal(error.kind, kind, error.message);
    assert.equal(error.remote, 'qbittorrent');
    assert.match(error.remedy, remedy);
    assert.doesNotMatch(`${error.message} ${error.remedy} ${error.stack}`, /a good \+ password/);
    return true;
  };
}

/** Without the wait that only a kill needs: see `kill.test.ts`. */
function addOnce(client: Qbittorrent, addition: TorrentAddition, seenWithinMs = 10_000) {
  return addOnceSettled(client, addition, { seenWithinMs, settleMs: 0 });
}

let counter = 0;

/** A torrent that no other case has. */
export function newTorrent(
  version: 'v1' | 'v2' | 'hybrid' = 'v1',
  tags: readonly string[] = ['mam', 'auto'],
): TorrentAddition & { readonly torrent: Uint8Array } {
  counter += 1;
  const name = `book ${counter}.m4b`;
  const torrent = makeTorrentFile(version, name).bytes;
  return { torrent, name, tags, category: 'audiobooks', hashes: readTorrentFile(torrent).hashes };
}

/** What each case works with. */
interface Bench {
  server: ServerUnderTest;
  proxy: RecordingProxy;
  raw: RawCaller;
  client: Qbittorrent;
  /** Another client through the same proxy; closed with the suite. */
  connect(changes?: Parameters<typeof clientFor>[1]): Qbittorrent;
}

function clientFor(
  bench: Pick<Bench, 'server' | 'proxy'>,
  changes: {
    readonly password?: string;
    readonly apiKey?: string;
    readonly username?: string | null;
    readonly coolDown?: LoginCoolDown;
  } = {},
): Qbittorrent {
  const { server, proxy } = bench;
  return createQbittorrent({
    url: proxy.url,
    username: changes.username === undefined ? server.username : changes.username,
    password: new Secret(changes.password ?? server.password),
    apiKey: changes.apiKey === undefined ? null : new Secret(changes.apiKey),
    timeoutMs: 10_000,
    coolDown: changes.coolDown ?? coolDownInMemory(),
  });
}

/** The suite that the real server and every dialect of the stand-in pass alike. */
export function qbittorrentContract(name: string, start: () => Promise<ServerUnderTest>): void {
  describe(`the qBittorrent client against ${name}`, () => {
    const opened: Qbittorrent[] = [];
    // Filled before the first case.
    const bench = {
      connect(changes) {
        const client = clientFor(bench, changes);
        opened.push(client);
        return client;
      },
    } as Bench;

    before(async () => {
      bench.server = await start();
      bench.proxy = await startRecordingProxy(bench.server.url);
      bench.raw = await rawCaller(bench.server);
      bench.client = bench.connect();
    });
    beforeEach(() => void (bench.proxy.passed.length = 0));
    after(async () => {
      for (const client of opened) await client.close();
      await bench.proxy.stop();
      await bench.server.stop();
    });

    signingIn(bench);
    adding(bench);
    lookingUp(bench);
    leavingAlone(bench);
    losingSessions(bench);
  });
}

function signingIn(bench: Bench): void {
  it('signs in once for many requests, and knows the version', async () => {
    const client = bench.connect();
    const versions = await Promise.all([client.version(), client.version(), client.version()]);
    assert.equal(versions[0].api, bench.server.apiVersion);
    assert.match(versions[0].app, /^v\d/);
    assert.equal(versions[0].isSupported, true);
    assert.equal(bench.proxy.count('auth/login'), 1);
  });

  it('is told of a wrong password, and never tries it again, not even after our restart', async () => {
    const coolDown = coolDownInMemory();
    const wrong = { password: 'wrong', coolDown };
    const client = bench.connect(wrong);
    const calls = await Promise.allSettled([client.version(), client.countTorrents()]);
    for (const call of calls)
      assert.ok(call.status === 'rejected' && failsAs('bad-credentials')(call.reason));
    await assert.rejects(
      client.version(),
      failsAs('bad-credentials', /QB_USERNAME and QB_PASSWORD/),
    );
    await assert.rejects(bench.connect(wrong).version(), failsAs('bad-credentials'));
    assert.equal(bench.proxy.count('auth/login'), 1);
    assert.equal(coolDown.remembered.length, 1);
    assert.doesNotMatch(coolDown.remembered.join(), /wrong|owner/);
    // Corrected settings are tried at once.
    assert.ok(await bench.connect({ coolDown }).version());
  });

  it('names the setting when no credentials are set', async () => {
    const client = bench.connect({ username: null });
    await assert.rejects(client.version(), failsAs('bad-credentials', /QB_USERNAME/));
    assert.equal(bench.proxy.count('auth/login'), 0);
  });

  it('explains a host that does not match, and does not blame the password', async () => {
    bench.proxy.keepHost = true;
    const coolDown = coolDownInMemory();
    await assert.rejects(
      bench.connect({ coolDown }).version(),
      failsAs('forbidden', /Host header/),
    );
    await assert.rejects(bench.client.version(), failsAs('forbidden', /QB_URL/));
    bench.proxy.keepHost = false;
    assert.deepEqual(coolDown.remembered, []);
  });

  it('uses an API key where there are some, and is told of a wrong one without a ban', async () => {
    for (let i = 0; i < 6; i += 1) {
      const client = bench.connect({ apiKey: 'qbt_wrong' });
      await assert.rejects(client.version(), failsAs('bad-credentials', /QB_API_KEY/));
    }
    const { apiKey } = bench.server;
    if (apiKey !== null)
      assert.equal((await bench.connect({ apiKey }).version()).isSupported, true);
    assert.equal(bench.proxy.count('auth/login'), 0);
    assert.ok(await bench.connect().version());
  });
}

function adding(bench: Bench): void {
  it('adds a torrent, started, with its category, its tags and no share limit', async () => {
    await bench.client.ensureCategory('audiobooks', null);
    const addition = newTorrent('v1', ['mam', ' auto', 'Le Guin, Ursula K.', 'mam', ', ']);
    assert.equal(await addOnce(bench.client, addition), 'added');
    const torrent = await bench.client.find(addition.hashes);
    assert.equal(torrent?.category, 'audiobooks');
    assert.deepEqual([...torrent.tags].sort(), ['Le Guin Ursula K.', 'auto', 'mam']);
    assert.equal(torrent.name, addition.name);
    assert.notEqual(torrent.state, 'unknown');
    assert.notEqual(torrent.state, 'stoppedDL');
    assert.ok((await bench.client.listTags()).includes('Le Guin Ursula K.'));
    const row = await bench.raw.row(torrent.hash);
    assert.deepEqual(
      [row['ratio_limit'], row['seeding_time_limit'], row['auto_tmm']],
      [-1, -1, true],
    );
  });

  it('finds a torrent that is there already, and does not add it again', async () => {
    const addition = newTorrent();
    assert.equal(await addOnce(bench.client, addition), 'added');
    assert.equal(await addOnce(bench.client, addition), 'already-there');
    assert.equal(bench.proxy.count('torrents/add'), 1);
    assert.equal(await bench.client.add(addition), 'refused');
  });

  it('adds one torrent when four adds of it come at once', async () => {
    const addition = newTorrent();
    const before = await bench.client.countTorrents();
    const clients = [bench.client, bench.connect(), bench.connect(), bench.connect()];
    const outcomes = await Promise.all(clients.map((client) => addOnce(client, addition)));
    assert.ok(outcomes.includes('added'));
    assert.equal(await bench.client.countTorrents(), before + 1);
  });

  it('finds out on the next try that an add whose answer was lost went through', async () => {
    const addition = newTorrent();
    bench.proxy.loseAnswerOf = '/api/v2/torrents/add';
    await assert.rejects(addOnce(bench.client, addition), failsAs('unreachable', /QB_URL/));
    assert.notEqual(await bench.client.awaitSeen(addition.hashes, 10_000), null);
    assert.equal(await addOnce(bench.client, addition), 'already-there');
    assert.equal(bench.proxy.count('torrents/add'), 1);
  });

  it('is refused with a page instead of a torrent', async () => {
    const page = { ...newTorrent(), torrent: Buffer.from('<!doctype html><title>Login</title>') };
    assert.equal(await bench.client.add(page), 'not-a-torrent');
    await assert.rejects(addOnce(bench.client, page), failsAs('rejected', /tracker/));
  });

  it('adds magnets, by v1 as by both hashes', async () => {
    const v1 = newTorrent().hashes.v1;
    const { v1: hybridV1, v2 } = newTorrent('hybrid').hashes;
    const links = [
      `magnet:?xt=urn:btih:${v1}&dn=first`,
      `magnet:?xt=urn:btih:${hybridV1}&xt=urn:btmh:1220${v2}&dn=second`,
    ];
    for (const magnet of links) {
      const { hashes } = readMagnet(magnet);
      const addition = { magnet, hashes, name: 'a magnet', category: 'audiobooks', tags: ['mam'] };
      assert.equal(await addOnce(bench.client, addition), 'added');
      assert.equal(await addOnce(bench.client, addition), 'already-there');
      assert.equal((await bench.client.find(hashes))?.category, 'audiobooks');
    }
  });

  it('is refused with a magnet that names no torrent', async () => {
    const { hashes } = newTorrent();
    const bad = { magnet: 'magnet:?xt=urn:btih:zz', hashes, name: 'bad', category: 'x', tags: [] };
    assert.equal(await bench.client.add(bad), 'refused');
    await assert.rejects(addOnce(bench.client, bad, 200), failsAs('rejected'));
  });
}

function lookingUp(bench: Bench): void {
  for (const version of ['v1', 'v2', 'hybrid'] as const) {
    it(`finds a ${version} torrent under qBittorrent's own hash`, async () => {
      const addition = newTorrent(version);
      assert.equal(await bench.client.find(addition.hashes), null);
      assert.equal(await addOnce(bench.client, addition), 'added');
      const torrent = await bench.client.find(addition.hashes);
      assert.equal(torrent?.hash, addition.hashes.v2?.slice(0, 40) ?? addition.hashes.v1);
      assert.deepEqual(torrent?.hashes, addition.hashes);
    });
  }

  it('finds many at once, each in its place, with a request for every fifty', async () => {
    const there = [newTorrent('v1'), newTorrent('v2'), newTorrent('hybrid')];
    for (const one of there) await addOnce(bench.client, one);
    const [first, second, third] = there.map(({ hashes }) => hashes);
    assert.ok(first && second && third);
    const gone = Array.from({ length: 58 }, () => newTorrent('hybrid').hashes);
    const before = bench.proxy.count('torrents/info');
    const found = await bench.client.findAll([first, ...gone, third, second]);
    assert.equal(bench.proxy.count('torrents/info') - before, 2);
    assert.equal(found.length, 61);
    assert.deepEqual(
      [found[0], found[59], found[60]].map((torrent) => torrent?.hashes),
      [first, third, second],
    );
    assert.equal(found.filter((torrent) => torrent === null).length, 58);
    assert.deepEqual(await bench.client.findAll([]), []);
    assert.equal(bench.proxy.count('torrents/info') - before, 2, 'nobody is asked for nothing');
  });

  it('gives up waiting for a torrent that nobody added', async () => {
    assert.equal(await bench.client.awaitSeen(newTorrent().hashes, 100), null);
  });

  it('counts the torrents of everyone', async () => {
    const before = await bench.client.countTorrents();
    await addOnce(bench.client, newTorrent());
    await addOnce(bench.client, { ...newTorrent(), category: '' });
    assert.equal(await bench.client.countTorrents(), before + 2);
  });

  it('sees no danger in share limits that only stop', async () => {
    assert.equal(await bench.client.shareLimitDanger(), null);
  });
}

function leavingAlone(bench: Bench): void {
  it('creates a category once, and saves its torrents under its path', async () => {
    assert.equal(await bench.client.ensureCategory('new one', '/tmp/new one'), 'created');
    assert.equal(await bench.client.ensureCategory('new one', '/tmp/other'), 'already-there');
    const addition = { ...newTorrent(), category: 'new one' };
    await addOnce(bench.client, addition);
    assert.equal((await bench.client.find(addition.hashes))?.savePath, '/tmp/new one');
  });

  it("leaves the user's category as it is", async () => {
    const mine = { category: 'mine', savePath: '/tmp/mine' };
    await bench.raw.post('torrents/createCategory', new URLSearchParams(mine));
    assert.equal(await bench.client.ensureCategory('mine', '/tmp/yours'), 'already-there');
    const categories: unknown = await (await bench.raw.get('torrents/categories')).json();
    assert.match(JSON.stringify(categories), /"\/tmp\/mine"/);
    assert.doesNotMatch(JSON.stringify(categories), /yours/);
    assert.equal(bench.proxy.count('torrents/editCategory'), 0);
  });

  it('is refused with an impossible category name', async () => {
    await assert.rejects(bench.client.ensureCategory('a//b', null), failsAs('rejected'));
  });

  it('creates a category that two want at once without an error', async () => {
    const clients = [bench.connect(), bench.connect()];
    await Promise.all(clients.map((client) => client.ensureCategory('raced', null)));
  });
}

function losingSessions(bench: Bench): void {
  it('signs in again once when the session is gone, and replays what was lost', async () => {
    const addition = newTorrent();
    await bench.client.version();
    await bench.server.restart();
    bench.proxy.passed.length = 0;
    const calls = [
      bench.client.version(),
      addOnce(bench.client, addition),
      bench.client.listTags(),
    ];
    await Promise.all(calls);
    assert.equal(bench.proxy.count('auth/login'), 1);
    assert.notEqual(await bench.client.find(addition.hashes), null);
  });

  it('tells a ban from a wrong password', async () => {
    for (let i = 0; i < 5; i += 1) {
      const client = bench.connect({ password: `wrong ${i}` });
      await assert.rejects(client.version(), failsAs('bad-credentials'));
    }
    const coolDown = coolDownInMemory();
    const client = bench.connect({ coolDown });
    await assert.rejects(client.version(), failsAs('login-locked', /restart qBittorrent/));
    assert.deepEqual(coolDown.remembered, []);
    await bench.server.restart();
    assert.ok(await client.version());
  });
}
