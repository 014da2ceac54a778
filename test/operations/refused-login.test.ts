import assert from 'node:assert/strict';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { loadConfig } from '../../src/config.ts';
import { checkReach } from '../../src/operations/reach.ts';
import { refusedLoginFile } from '../../src/operations/refused-login.ts';
import {
  startQbittorrentStandIn,
  type QbittorrentStandIn,
} from '../../src/sandbox/qbittorrent/index.ts';

describe('a check of qBittorrent where no database is', () => {
  let folder: string;
  let server: QbittorrentStandIn;
  beforeEach(async () => {
    folder = path.join(await mkdtemp(path.join(tmpdir(), 'mamcrawler-reach-')), 'data');
    server = await startQbittorrentStandIn({ dialect: '5.1', username: 'me', password: 'right' });
  });
  afterEach(async () => {
    await server.stop();
    await rm(path.dirname(folder), { recursive: true, force: true });
  });

  async function check(password: string) {
    const env = {
      DATA_DIR: folder,
      ABS_URL: 'http://127.0.0.1:1',
      QB_URL: server.url.href,
      QB_USERNAME: 'me',
      QB_PASSWORD: password,
    };
    const { config } = loadConfig(env, { envFile: null });
    const all = await checkReach({ config, sql: null, client: null });
    return all.find(({ name }) => name === 'qBittorrent');
  }
  const logins = () => server.log.filter(({ path: at }) => at === 'api/v2/auth/login').length;

  it('tries a wrong password once, however often it is asked, and the right one at once', async () => {
    for (let time = 0; time < 6; time += 1) {
      const answer = await check('wrong');
      assert.equal(answer?.isUp, false);
      assert.match(answer.remedy, /delete .*qbittorrent-refused/);
    }
    assert.equal(logins(), 1);
    const { mode } = await stat(refusedLoginFile(folder));
    assert.equal(mode & 0o777, 0o600);
    assert.equal((await check('right'))?.isUp, true);
  });
});
