import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { RemoteError, type RemoteErrorKind } from '../../../../src/integrations/errors.ts';
import type { FaultSetting, RunningTrackerSite } from '../../../../src/sandbox/tracker/index.ts';
import {
  assertSecretFree,
  browserBench,
  failure,
  ownSince,
  startSite,
  type BrowserBench,
} from '../../../support/tracker-browser.ts';

let site: RunningTrackerSite;
let bench: BrowserBench;
/** Gives an answer up soon: for what is known only when the time for it is over. */
let hasty: BrowserBench;

before(async () => {
  site = await startSite();
  bench = browserBench(site.url);
  hasty = browserBench(site.url, 2_500);
  await hasty.search();
});

afterEach(() => {
  site.faults.clear();
  bench.pacer.forget();
  hasty.pacer.forget();
});

after(async () => {
  await bench.tracker.close();
  await hasty.tracker.close();
  await site.stop();
});

function benchFor(kind: RemoteErrorKind): BrowserBench {
  return ['layout-changed', 'timeout'].includes(kind) ? hasty : bench;
}

describe('what is no answer is named', () => {
  const cases: readonly (readonly [string, FaultSetting, RemoteErrorKind])[] = [
    ['a renamed layout', { name: 'layout-changed', variant: 'renamed' }, 'layout-changed'],
    ['a page never drawn', { name: 'layout-changed', variant: 'never-draws' }, 'layout-changed'],
    ['a page without heading', { name: 'layout-changed', variant: 'no-heading' }, 'layout-changed'],
    ['a 403', { name: 'forbidden' }, 'forbidden'],
    ['a search engine in trouble', { name: 'search-engine-trouble' }, 'search-refused'],
    ['a connection cut', { name: 'connection-cut' }, 'unreachable'],
    ['an answer too slow', { name: 'slow', ms: 4_000, times: 1 }, 'timeout'],
  ];
  for (const [title, fault, kind] of cases) {
    test(`${title}: ${kind}`, async () => {
      site.faults.set(fault);
      const { tracker, pacer } = benchFor(kind);
      const error = await failure(tracker.search({ text: 'hollow tide', start: 0 }));
      assert.equal(error.kind, kind, error.message);
      assert.ok(error.remedy.length > 20);
      assertSecretFree(site, error);
      assert.deepEqual(pacer.backOffs, []);
      assert.deepEqual(pacer.halts, []);
      const troubles = pacer.failures.map((trouble) => trouble.kind);
      assert.deepEqual(troubles, ['unreachable', 'timeout'].includes(kind) ? [kind] : []);
    });
  }

  test('and the search after it works again', async () => {
    assert.equal((await bench.search()).candidates.length, 10);
  });

  test('a search that finds nothing is an empty page, not a failure', async () => {
    const page = await bench.tracker.search({ text: 'nobody wrote this', start: 0 });
    assert.deepEqual(
      { ...page, account: null },
      {
        candidates: [],
        total: 0,
        nextStart: null,
        account: null,
      },
    );
  });

  const downloads: readonly (readonly [string, FaultSetting, RemoteErrorKind])[] = [
    ['an account at its limit', { name: 'download-refused' }, 'downloads-frozen'],
    ['a torrent for VIPs', { name: 'download-refused', variant: 'vip-only' }, 'download-refused'],
    ['a torrent that is gone', { name: 'download-refused', variant: 'gone' }, 'not-found'],
    ['a connection cut', { name: 'connection-cut' }, 'unreachable'],
    ['an answer too slow', { name: 'slow', ms: 4_000, times: 1 }, 'timeout'],
  ];
  for (const [title, fault, kind] of downloads) {
    test(`download, ${title}: ${kind}`, async () => {
      site.faults.set(fault);
      const error = await failure(benchFor(kind).tracker.fetchTorrent('5000003'));
      assert.equal(error.kind, kind, error.message);
      assertSecretFree(site, error);
    });
  }

  test('a bare 403 to a download of a session that lives refuses this torrent', async () => {
    await bench.search();
    const { logins, stored } = bench.vault;
    site.faults.set({ name: 'forbidden', on: ['download'] });
    for (const id of ['5000003', '5000004']) {
      const error = await failure(bench.tracker.fetchTorrent(id));
      assert.equal(error.kind, 'download-refused');
      assert.ok(error.remedy.length > 20);
    }
    assert.equal(bench.vault.logins, logins);
    assert.equal(bench.vault.stored, stored);
  });

  test('a bare 403 to a download of a session that proved nothing yet: one login at most', async () => {
    await bench.tracker.close();
    bench.tracker = bench.open();
    const { logins } = bench.vault;
    site.faults.set({ name: 'forbidden', on: ['download'] });
    assert.equal((await failure(bench.tracker.fetchTorrent('5000003'))).kind, 'download-refused');
    assert.equal((await failure(bench.tracker.fetchTorrent('5000004'))).kind, 'download-refused');
    assert.equal(bench.vault.logins, logins + 1);
    assert.ok(bench.vault.stored !== null);
  });
});

describe('the site is left alone as long as it asks', () => {
  const cases: readonly (readonly [string, FaultSetting, RemoteErrorKind, number])[] = [
    ['429 with Retry-After', { name: 'rate-limited', retryAfter: 90 }, 'rate-limited', 90_000],
    ['429 without', { name: 'rate-limited' }, 'rate-limited', 30 * 60_000],
  ];
  for (const [title, fault, kind, ms] of cases) {
    test(`${title}, on a search and on a download`, async () => {
      site.faults.set(fault);
      for (const work of [() => bench.search(), () => bench.tracker.fetchTorrent('5000003')]) {
        const error = await failure(work());
        assert.equal(error.kind, kind);
        assert.equal(error.retryAfterMs, ms);
      }
      assert.deepEqual(bench.pacer.backOffs, [ms, ms]);
    });
  }
});

test('503, on a search and on a download, counts as a failure of the site', async () => {
  site.faults.set({ name: 'unavailable' });
  for (const work of [() => bench.search(), () => bench.tracker.fetchTorrent('5000003')]) {
    assert.equal((await failure(work())).kind, 'unavailable');
  }
  const trouble = { kind: 'unavailable', askedMs: 0 };
  assert.deepEqual(bench.pacer.failures, [trouble, trouble]);
});

describe('a login that has to wait', () => {
  const waiting = new RemoteError('left alone', {
    remote: 'tracker',
    kind: 'rate-limited',
    remedy: 'wait',
  });

  test('is not counted, however often it is tried', async () => {
    site.expireSessions();
    const { logins } = bench.vault;
    site.faults.set({ name: 'rate-limited', on: ['login-page'] });
    await failure(bench.tracker.fetchTorrent('5000003'));
    bench.pacer.whileWaiting = () => Promise.reject(waiting);
    for (let time = 0; time < 3; time += 1) {
      assert.equal((await failure(bench.search())).kind, 'rate-limited');
    }
    bench.pacer.whileWaiting = () => Promise.resolve();
    assert.equal(bench.vault.logins, logins);
    site.faults.clear();
    await bench.search();
    assert.equal(bench.vault.logins, logins + 1);
  });
});

test('a session that can not be stored does not hide what the site said', async () => {
  const { vault } = bench;
  const save = (state: string) => Promise.resolve(void (vault.stored = state));
  vault.save = () => Promise.reject(new Error('the database is away'));
  site.expireSessions();
  site.faults.set({ name: 'login-locked' });
  assert.equal((await failure(bench.search())).kind, 'login-locked');
  vault.save = save;
});

describe('a login that fails', () => {
  const cases: readonly (readonly [FaultSetting, RemoteErrorKind])[] = [
    [{ name: 'captcha' }, 'captcha'],
    [{ name: 'login-locked' }, 'login-locked'],
  ];
  for (const [fault, kind] of cases) {
    test(`by ${kind} halts all work on the site`, async () => {
      site.expireSessions();
      site.faults.set(fault);
      const error = await failure(bench.tracker.fetchTorrent('5000003'));
      assert.equal(error.kind, kind);
      assert.deepEqual(bench.pacer.halts, [kind]);
      assertSecretFree(site, error);
    });
  }

  test('by refused credentials is remembered, and tried once', async () => {
    const from = site.log.entries.length;
    site.faults.set({ name: 'wrong-credentials' });
    const error = await failure(bench.search());
    assert.equal(error.kind, 'bad-credentials');
    assert.equal(bench.vault.refusals, 1);
    assert.equal(ownSince(site, from).filter((kind) => kind === 'login').length, 1);
    assertSecretFree(site, error);
  });
});
