import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as moment } from 'node:timers/promises';
import { isAlive } from '../../src/embedded/process.ts';
import type { LoggedRequest } from '../../src/sandbox/request-log.ts';
import { seededDraw } from '../support/draw.ts';
import { assertPolite, countKind, ownRequests, paceOf } from '../support/politeness.ts';
import { processesOf } from '../support/processes.ts';
import { gapsOf, ledgerOf, startSync, type RunUnderWay } from '../support/runs.ts';
import { createSmallWorld, expectedGaps, fitting } from '../support/small-world.ts';
import { startStack, type Stack, type WorkerProcess } from '../support/stack.ts';
import { until } from '../support/until.ts';
import { assertEachTorrentOnce, assertNoTermTwice, termsDone } from './once.ts';

const KILLS = 10;
const world = createSmallWorld({
  terms: 28,
  fits: [1, 4, 9, 13, 18, 22],
  pages: { 4: 3, 13: 2, 22: 3 },
});

describe('a worker that is killed at ten random moments of a crawl', () => {
  let stack: Stack;
  let run: RunUnderWay;
  const kills: number[] = [];
  const orphans: number[] = [];

  before(async () => {
    stack = await startStack({ world, qbittorrent: 'real' });
    const draw = seededDraw();
    let worker = await stack.startWorker();
    run = await startSync(stack);
    for (let kill = 1; kill <= KILLS; kill += 1) {
      await untilFurther(stack, { requests: draw.between(1, 2), terms: kill === 1 ? 0 : 1 });
      // A moment within the request, in the pause after it, or in what comes next.
      await moment(draw.between(0, 350));
      worker = await killAndReplace(worker);
    }
    const { failureType } = await run.ended(60_000);
    assert.equal(failureType, null);
  });

  async function killAndReplace(worker: WorkerProcess): Promise<WorkerProcess> {
    orphans.push(...(await processesOf(stack.folder)).map(({ pid }) => pid));
    kills.push(performance.timeOrigin + performance.now());
    await worker.kill9();
    return stack.startWorker();
  }

  after(() => stack.stop());

  it('leaves the outcome of a run that nothing disturbed', async () => {
    assert.deepEqual(await gapsOf(stack, run.runId), expectedGaps(world));
    const queued = (await ledgerOf(stack)).map(({ sourceId, status }) => [sourceId, status]);
    assert.deepEqual(
      queued.sort(),
      fitting(world).map((id) => [id, 'queued']),
    );
  });

  it('never searches a finished term again', () => assertNoTermTwice(stack, run.runId));

  it('adds each torrent once, and fetches again only what the kill took', async () => {
    await assertEachTorrentOnce(stack);
    assertFetchedAgainForAReason(stack.sandbox.tracker.log.entries, kills);
  });

  it('keeps its distances, restarts included', () => {
    assertPolite(stack.sandbox.tracker.log, paceOf(stack.env));
  });

  it('signs in no more once a session was kept', () => {
    const own = ownRequests(stack.sandbox.tracker.log);
    const firstSearch = own.findIndex(({ kind }) => kind === 'search');
    const later = own.slice(firstSearch).map(({ kind }) => kind);
    assert.equal(later.includes('login') || later.includes('login-page'), false);
    const { logins } = stack.sandbox.tracker.state();
    const killedBefore = kills.filter((at) => at < (own[firstSearch]?.at ?? 0)).length;
    assert.ok(logins >= 1 && logins <= 1 + killedBefore, `${logins} logins`);
  });

  it('leaves no browser behind', async () => {
    // A worker, a browser, and what a browser starts in its turn.
    assert.ok(orphans.length > 2 * KILLS);
    await until('the browsers of killed workers end', async () =>
      orphans.some((pid) => isAlive(pid)) ? undefined : true,
    );
  });
});

/**
 * Waits for some more requests, and for a term that was brought to its end since the last kill: a
 * step that is killed again and again is tried again ever more slowly.
 */
async function untilFurther(
  stack: Stack,
  more: { readonly requests: number; readonly terms: number },
): Promise<void> {
  const { log } = stack.sandbox.tracker;
  const goal = ownRequests(log).length + more.requests;
  const terms = (await termsDone(stack)) + more.terms;
  await until('the crawl goes on', async () => {
    if (ownRequests(log).length < goal) return undefined;
    return (await termsDone(stack)) >= terms ? true : undefined;
  });
}

/** A torrent is fetched twice only if a kill came between, and nothing else was asked meanwhile. */
function assertFetchedAgainForAReason(
  entries: readonly LoggedRequest[],
  kills: readonly number[],
): void {
  const own = ownRequests({ entries });
  assert.ok(countKind({ entries }, 'download') >= fitting(world).length);
  for (const [index, request] of own.entries()) {
    if (request.kind !== 'download') continue;
    const again = own.slice(index + 1).find((later) => later.tid === request.tid);
    if (again === undefined) continue;
    const isKilled = kills.some((at) => at > request.at && at < again.at);
    assert.ok(isKilled, `torrent ${request.tid} was fetched twice without a kill in between`);
    assert.equal(own[index + 1]?.n, again.n, `torrent ${request.tid} was fetched again later`);
  }
}
