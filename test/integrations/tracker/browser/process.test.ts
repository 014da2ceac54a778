import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, afterEach, before, describe, test } from 'node:test';
import type { RunningTrackerSite } from '../../../../src/sandbox/tracker/index.ts';
import {
  assertSecretFree,
  browserBench,
  failure,
  startSite,
  type BrowserBench,
} from '../../../support/tracker-browser.ts';
import { until } from '../../../support/until.ts';

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

describe('the browser', () => {
  test('starts anew after it was killed, and the call that it died under says so', async () => {
    await bench.search();
    const { logins } = bench.vault;
    site.faults.set({ name: 'slow', ms: 1_500, times: 1 });
    const from = site.log.entries.length;
    const underWay = failure(bench.search());
    await comes('the request', () => site.log.entries.length > from);
    killBrowser();
    assert.equal((await underWay).kind, 'unreachable');
    assert.equal((await bench.search()).candidates.length, 10);
    assert.equal(bench.vault.logins, logins);
  });

  test('that dies while waiting for its turn is started within it', async () => {
    bench.pacer.whileWaiting = async () => {
      bench.pacer.whileWaiting = () => Promise.resolve();
      const before = bench.said.length;
      killBrowser();
      await comes('news of it', () => bench.said.length > before);
    };
    assert.equal((await bench.search()).candidates.length, 10);
  });

  test('lets nothing out but in a turn of the pacer', async () => {
    const from = site.log.entries.length;
    await bench.search();
    await bench.search(10);
    await bench.tracker.fetchTorrent('5000001');
    for (const { at, path } of site.log.entries.slice(from)) {
      const isInTurn = bench.pacer.turns.some((turn) => at >= turn.from && at <= turn.to);
      assert.ok(isInTurn, `${path} outside of every turn`);
    }
  });

  test('serves one call at a time', async () => {
    await Promise.all([bench.search(), bench.tracker.fetchTorrent('5000004'), bench.search(10)]);
    const turns = [...bench.pacer.turns];
    assert.deepEqual(
      turns.map(({ kind }) => kind),
      ['term', 'download', 'page'],
    );
    for (const [index, turn] of turns.entries())
      assert.ok(turn.from >= (turns[index - 1]?.to ?? 0));
  });

  test('has never asked for an image, a font or an icon', () => {
    const loaded = new Set(site.log.entries.map(({ destination }) => destination));
    for (const unwanted of ['image', 'font', 'audio', 'video']) assert.ok(!loaded.has(unwanted));
    assert.ok(loaded.has('script'));
    assert.ok(
      site.log.entries.every(({ path }) => !/^\/(?:pic|fonts|posters|favicon)|\.css/.test(path)),
    );
  });

  test('that can not be started needs its owner, and nothing is asked of the site', async () => {
    const from = site.log.entries.length;
    const broken = browserBench(site.url, 20_000, '/no/such/chromium');
    const error = await failure(broken.search());
    assert.equal(error.kind, 'browser-missing');
    assert.match(error.remedy, /CHROMIUM_PATH/);
    assert.equal(site.log.entries.length, from);
    assert.deepEqual(broken.pacer.failures, []);
    await broken.tracker.close();
  });

  test('is not started again after it was closed', async () => {
    await bench.tracker.close();
    assert.equal((await failure(bench.search())).kind, 'unreachable');
    assert.deepEqual(browsersOf(process.pid), []);
  });

  test('has said nothing that must not be seen', () => {
    assert.ok(bench.said.length >= 4);
    assertSecretFree(site, bench.said);
  });
});

function killBrowser(): void {
  const pids = browsersOf(process.pid);
  assert.ok(pids.length > 0, 'a browser runs');
  for (const pid of pids) process.kill(pid, 'SIGKILL');
}

async function comes(what: string, condition: () => boolean): Promise<void> {
  await until(what, () => Promise.resolve(condition() || undefined), 10_000);
}

function browsersOf(parent: number): number[] {
  const found: number[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const status = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [state, ppid] = status.slice(status.lastIndexOf(')') + 2).split(' ');
      if (state !== 'Z' && ppid === String(parent) && /chrom/.test(status))
        found.push(Number(name));
    } catch {
      // Ended meanwhile.
    }
  }
  return found;
}
