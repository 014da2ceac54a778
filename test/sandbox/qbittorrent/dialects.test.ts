import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  startQbittorrentStandIn,
  type Dialect,
  type QbittorrentStandIn,
} from '../../../src/sandbox/qbittorrent/index.ts';
import { rawCaller, type RawCaller } from '../../integrations/qbittorrent/raw-caller.ts';
import { makeTorrentFile } from '../../integrations/torrent-file/bencoder.ts';

const credentials = { username: 'owner', password: 'a good + password' };

async function withStandIn(
  dialect: Dialect,
  use: (server: QbittorrentStandIn, raw: RawCaller) => Promise<void>,
): Promise<void> {
  const server = await startQbittorrentStandIn({ dialect, ...credentials, apiKey: 'qbt_k' });
  try {
    await use(server, await rawCaller({ ...credentials, url: server.url }));
  } finally {
    await server.stop();
  }
}

/** Statuses and answers that tell the dialects apart, from the recordings. */
const TABLE = [
  { dialect: '4.5', wrong: '200 Fails.', good: 200, cookie: /^SID=/, stop: 404, pause: 200 },
  { dialect: '5.1', wrong: '200 Fails.', good: 200, cookie: /^SID=/, stop: 200, pause: 404 },
  {
    dialect: '5.2',
    wrong: '401 Unauthorized',
    good: 204,
    cookie: /^QBT_SID_\d+=/,
    stop: 204,
    pause: 404,
  },
  {
    dialect: '5.3',
    wrong: '401 Unauthorized',
    good: 204,
    cookie: /^QBT_SID_\d+=/,
    stop: 204,
    pause: 404,
  },
] as const;

/** A form with a torrent in it. */
function upload(name: string, fields: Record<string, string> = {}): FormData {
  const body = new FormData();
  for (const [field, value] of Object.entries(fields)) body.set(field, value);
  const bytes = new Uint8Array(makeTorrentFile('v1', name).bytes);
  body.set('torrents', new Blob([bytes]), `${name}.torrent`);
  return body;
}

for (const row of TABLE) {
  describe(`the stand-in's ${row.dialect}`, () => {
    it('answers to logins as that version does', () =>
      withStandIn(row.dialect, async (server) => {
        const login = (password: string) =>
          fetch(new URL('api/v2/auth/login', server.url), {
            method: 'POST',
            body: new URLSearchParams({ username: 'owner', password }),
          });
        const wrong = await login('wrong');
        assert.equal(`${wrong.status} ${await wrong.text()}`, row.wrong);
        const good = await login(credentials.password);
        assert.equal(good.status, row.good);
        assert.match(good.headers.get('set-cookie') ?? '', row.cookie);
      }));

    it('knows only its own verbs, and ignores the other name for stopping', () =>
      withStandIn(row.dialect, async (server, raw) => {
        const hashes = new URLSearchParams({ hashes: 'none' });
        assert.equal((await raw.post('torrents/stop', hashes)).status, row.stop);
        assert.equal((await raw.post('torrents/pause', hashes)).status, row.pause);
        await raw.post('torrents/add', upload('a', { paused: 'true' }));
        await raw.post('torrents/add', upload('b', { stopped: 'true' }));
        const states = server.torrents().map((torrent) => torrent.state);
        const old = ['pausedDL', 'stalledDL'];
        assert.deepEqual(states, row.dialect === '4.5' ? old : ['stalledDL', 'stoppedDL']);
      }));

    it('answers to adds as that version does', () =>
      withStandIn(row.dialect, async (server, raw) => {
        server.faults.listedAfterMs = 60_000;
        const isNew = row.good === 204;
        const fresh = await (await raw.post('torrents/add', upload('a'))).text();
        const hash = server.torrents()[0]?.hash;
        const counts = '"failure_count":0,"pending_count":0,"success_count":1';
        assert.equal(fresh, isNew ? `{"added_torrent_ids":["${hash}"],${counts}}` : 'Ok.');
        // Not listed yet: from 5.2 a concurrent add of the same torrent is a "success" too.
        const again = await raw.post('torrents/add', upload('a'));
        assert.match(await again.text(), isNew ? /"success_count":1/ : /^Fails\.$/);
        assert.equal(server.torrents().length, 1);
        const asked = server.log.flatMap((request) => request.asked);
        assert.deepEqual(
          asked.map((one) => one.isNew),
          [true, false],
        );
      }));

    it('logs requests with their times and statuses, and no password', () =>
      withStandIn(row.dialect, async (server, raw) => {
        await raw.get('torrents/info?hashes=x');
        const last = server.log.at(-1);
        assert.equal(last?.path, 'api/v2/torrents/info');
        assert.equal(last.query, '?hashes=x');
        assert.equal(last.status, 200);
        assert.ok(last.at <= last.endedAt && last.endedAt <= Date.now());
        assert.doesNotMatch(JSON.stringify(server.log), /a good/);
      }));
  });
}

describe('what later dialects changed', () => {
  it('takes the five parameters of 5.2 for share limits, and asks for a sixth in 5.3', async () => {
    const limits = new URLSearchParams({
      hashes: 'none',
      ratioLimit: '-1',
      seedingTimeLimit: '-1',
      inactiveSeedingTimeLimit: '-1',
      shareLimitAction: 'Default',
    });
    const statusOf = async (dialect: Dialect) => {
      let status = 0;
      await withStandIn(dialect, async (_, raw) => {
        status = (await raw.post('torrents/setShareLimits', limits)).status;
      });
      return status;
    };
    assert.equal(await statusOf('5.2'), 204);
    assert.equal(await statusOf('5.3'), 400);
  });

  it('ends the list at its end from 5.2 on', () =>
    withStandIn('5.2', async (server, raw) => {
      server.faults.listedAfterMs = 0;
      await raw.post('torrents/add', upload('a'));
      assert.equal(await (await raw.get('torrents/info?offset=5')).text(), '[]');
      assert.equal(await (await raw.get('torrents/count')).text(), '1');
    }));

  it('refuses the API key at the login, and a wrong one everywhere', () =>
    withStandIn('5.3', async (server) => {
      const statusOf = async (path: string, key: string) => {
        const headers = { authorization: `Bearer ${key}` };
        return (await fetch(new URL(`api/v2/${path}`, server.url), { headers })).status;
      };
      assert.equal(await statusOf('app/version', 'qbt_k'), 200);
      assert.equal(await statusOf('app/version', 'qbt_x'), 403);
      assert.equal(await statusOf('auth/login', 'qbt_k'), 403);
    }));
});
