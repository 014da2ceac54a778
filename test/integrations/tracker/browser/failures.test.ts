import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { RemoteErrorKind } from '../../../../src/integrations/errors.ts';
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
      const error = await failure(bench.search());
      assert.equal(error.kind, kind, error.message);
      assert.ok(error.remedy.length > 20);
      assertSecretFree(site, error);
      assert.deepEqual(bench.pacer.backOffs, []);
      assert.deepEqual(bench.pacer.halts, []);
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
      const error = await failure(bench.tracker.fetchTorrent('5000003'));
      assert.equal(error.kind, kind, error.message);
      assertSecretFree(site, error);
    });
  }

  test('a bare 403 to a download is forbidden only when a new session does not help', async () => {
    const { logins } = bench.vault;
    site.faults.set({ name: 'forbidden', on: ['download'] });
    assert.equal((await failure(bench.tracker.fetchTorrent('5000003'))).kind, 'forbidden');
    assert.equal(bench.vault.logins, logins + 1);
  });
});

describe('the site is left alone as long as it asks', () => {
  const cases: readonly (readonly [string, FaultSetting, RemoteErrorKind, number])[] = [
    ['429 with Retry-After', { name: 'rate-limited', retryAfter: 90 }, 'rate-limited', 90_000],
    ['429 without', { name: 'rate-limited' }, 'rate-limited', 30 * 60_000],
    ['503', { name: 'unavailable' }, 'unavailable', 60_000],
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
      assert.equal(bench.pacer.halts.length, 1);
      assert.equal(bench.vault.stored, null);
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
