import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertPolite, ownRequests, paceOf } from '../support/politeness.ts';
import { browsersOf } from '../support/processes.ts';
import {
  gapsOf,
  startSearch,
  startSync,
  type RunEnding,
  type RunUnderWay,
} from '../support/runs.ts';
import { createSmallWorld, expectedGaps } from '../support/small-world.ts';
import { startStack, type Stack, type WorkerProcess } from '../support/stack.ts';
import { until } from '../support/until.ts';
import { assertNoTermTwice } from './once.ts';
import { siteOf } from './scenes.ts';

const world = createSmallWorld({ terms: 24, fits: [2, 9, 15], pages: { 2: 2, 9: 3 } });

describe('a bulk crawl, two searches of a person, and two worker processes', () => {
  let stack: Stack;
  let first: WorkerProcess;
  let second: WorkerProcess;
  let bulk: RunUnderWay;
  let searches: readonly RunEnding[];
  /** Terms of the bulk crawl that were open when the searches had ended. */
  let openThen = 0;
  const users = new Set<string>();

  before(async () => {
    stack = await startStack({ world, qbittorrent: '5.1' });
    first = await stack.startWorker();
    await until('the first worker has the lease', async () =>
      (await siteOf(stack)).leaseHolder === null ? undefined : true,
    );
    second = await stack.startWorker();
    bulk = await startSync(stack, 'bulk');
    await untilDone(3);
    const wanted = [world.series[22], world.series[23]];
    const runs = await Promise.all(
      wanted.map((series) => startSearch(stack, series?.author ?? '')),
    );
    searches = await Promise.all(runs.map((run) => run.ended()));
    openThen = await openTerms();
    users.add((await siteOf(stack)).leaseHolder ?? '');
    assert.equal((await bulk.ended(90_000)).failureType, null);
    users.add((await siteOf(stack)).leaseHolder ?? '');
  });
  after(() => stack.stop());

  async function untilDone(count: number): Promise<void> {
    await until(`${count} terms are done`, async () => {
      const total = world.series.length;
      const open = await openTerms();
      const [made] =
        await stack.sql`SELECT count(*)::int AS n FROM terms WHERE run_id = ${bulk.runId}`;
      return Number(made?.['n']) === total && open <= total - count ? true : undefined;
    });
  }

  async function openTerms(): Promise<number> {
    const [row] = await stack.sql`
      SELECT count(*)::int AS n FROM terms WHERE run_id = ${bulk.runId} AND status = 'pending'`;
    return Number(row?.['n']);
  }

  it('the searches are done long before the crawl is', () => {
    assert.deepEqual(
      searches.map(({ failureType }) => failureType),
      [null, null],
    );
    assert.ok(openThen > 8, `${openThen} terms of the crawl were open`);
  });

  it('all come to the right end', async () => {
    assert.deepEqual(await gapsOf(stack, bulk.runId), expectedGaps(world));
    for (const { runId } of [bulk, ...searches]) await assertNoTermTwice(stack, runId);
  });

  it('requests stay one at a time, and as far apart as configured', () => {
    const { log } = stack.sandbox.tracker;
    assert.ok(ownRequests(log).length >= world.series.length + 2);
    assertPolite(log, paceOf(stack.env));
  });

  it('one process alone touches the site: the one with the lease', async () => {
    assert.equal(users.size, 1);
    const [holder] = users;
    assert.equal(holder?.split(':')[1], String(first.child.pid));
    const browsers = await browsersOf(stack.folder);
    assert.deepEqual(
      browsers.map(({ parent }) => parent),
      [first.child.pid],
    );
    assert.equal(stack.sandbox.tracker.state().logins, 1);
  });

  it('when that process is killed the other takes over, at the same distances', async () => {
    const again = await startSync(stack, 'again', { all: true });
    const from = ownRequests(stack.sandbox.tracker.log).length;
    await until('the next crawl is under way', async () =>
      ownRequests(stack.sandbox.tracker.log).length > from + 2 ? true : undefined,
    );
    await first.kill9();
    assert.equal((await again.ended(60_000)).failureType, null);
    const { leaseHolder } = await siteOf(stack);
    assert.equal(leaseHolder?.split(':')[1], String(second.child.pid));
    assertPolite(stack.sandbox.tracker.log, paceOf(stack.env));
    await assertNoTermTwice(stack, again.runId);
    assert.equal(stack.sandbox.tracker.state().logins, 1);
  });
});
