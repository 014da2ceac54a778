import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { RunningTrackerSite } from '../../../../src/sandbox/tracker/index.ts';
import {
  browserBench,
  failure,
  ownSince,
  startSite,
  type BrowserBench,
} from '../../../support/tracker-browser.ts';

let site: RunningTrackerSite;
let bench: BrowserBench;

before(async () => {
  site = await startSite();
  bench = browserBench(site.url);
});

afterEach(() => {
  site.faults.clear();
  bench.pacer.forget();
});

after(async () => {
  await bench.tracker.close();
  await site.stop();
});

describe('a session', () => {
  test('is made through the login form before the first search, and kept', async () => {
    const first = await bench.search();
    assert.equal(first.candidates.length, 10);
    assert.equal(first.total, 25);
    assert.equal(first.nextStart, 10);
    assert.equal(first.account.userClass, 'VIP');
    assert.deepEqual(ownSince(site, 0), ['login-page', 'login', 'search']);
    assert.deepEqual(
      bench.pacer.turns.map(({ kind }) => kind),
      ['login', 'login', 'term'],
    );
    assert.ok(bench.vault.stored?.includes('"mam_id"'));
  });

  test('serves further pages and downloads without another login', async () => {
    const from = site.log.entries.length;
    const last = await bench.search(20);
    assert.equal(last.candidates.length, 5);
    assert.equal(last.nextStart, null);
    const torrent = await bench.tracker.fetchTorrent('5000001');
    assert.equal(torrent[0], 'd'.charCodeAt(0));
    assert.deepEqual(ownSince(site, from), ['result-page', 'download']);
    assert.deepEqual(
      bench.pacer.turns.map(({ kind }) => kind),
      ['page', 'download'],
    );
    assert.equal(
      site.log.entries.some(({ wedge }) => wedge === true),
      false,
    );
  });

  test('is taken over by a new browser', async () => {
    await bench.tracker.close();
    bench.tracker = bench.open();
    const from = site.log.entries.length;
    await bench.search();
    assert.deepEqual(ownSince(site, from), ['search']);
    assert.equal(site.state().logins, 1);
  });

  test('that is unreadable in the store is made anew', async () => {
    await bench.tracker.close();
    bench.vault.stored = '{"cookies": 5}';
    bench.tracker = bench.open();
    await bench.search();
    assert.equal(site.state().logins, 2);
  });
});

describe('a session that ends mid-way', () => {
  for (const variant of ['page', 'redirect', 'script'] as const) {
    for (const [kind, start] of [
      ['search', 0],
      ['result-page', 10],
    ] as const) {
      test(`on a ${kind}, as a ${variant}, is made anew and the request repeated once`, async () => {
        const { logins } = bench.vault;
        const from = site.log.entries.length;
        site.faults.set({ name: 'session-expired', variant, times: 1 });
        const page = await bench.search(start);
        assert.equal(page.candidates.length, 10);
        assert.deepEqual(ownSince(site, from), [kind, 'login-page', 'login', kind]);
        assert.equal(bench.vault.logins, logins + 1);
        const follow = site.log.entries.slice(from).filter((entry) => entry.kind === 'follow-up');
        assert.ok(
          follow.every(({ path }) => path !== '/tor/browse.php'),
          'no search unpaced',
        );
      });
    }
  }

  test('on a download is made anew and the download repeated once', async () => {
    const from = site.log.entries.length;
    site.faults.set({ name: 'session-expired', times: 1 });
    assert.ok((await bench.tracker.fetchTorrent('5000002')).length > 100);
    assert.deepEqual(ownSince(site, from), ['download', 'login-page', 'login', 'download']);
  });

  test('on a download that answers with the login page: the same', async () => {
    const from = site.log.entries.length;
    site.faults.set({ name: 'download-answers-login-page', times: 1 });
    assert.ok((await bench.tracker.fetchTorrent('5000002')).length > 100);
    assert.deepEqual(ownSince(site, from), ['download', 'login-page', 'login', 'download']);
  });

  test('and never comes back is named so, after one login', async () => {
    const { logins } = bench.vault;
    site.faults.set({ name: 'session-expired' });
    assert.equal((await failure(bench.search())).kind, 'not-signed-in');
    assert.equal((await failure(bench.tracker.fetchTorrent('5000002'))).kind, 'not-signed-in');
    assert.equal(bench.vault.logins, logins + 2);
  });
});
