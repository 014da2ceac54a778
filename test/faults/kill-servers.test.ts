import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as moment } from 'node:timers/promises';
import { seededDraw } from '../support/draw.ts';
import { assertPolite, countKind, ownRequests, paceOf } from '../support/politeness.ts';
import { gapsOf, ledgerOf, reportOf, startSync, type RunUnderWay } from '../support/runs.ts';
import { createSmallWorld, expectedGaps, fitting } from '../support/small-world.ts';
import { startStack, type Stack, type WorkerProcess } from '../support/stack.ts';
import { until } from '../support/until.ts';
import { assertEachTorrentOnce, assertNoTermTwice, termsDone } from './once.ts';

const world = createSmallWorld({
  terms: 36,
  fits: [1, 3, 8, 12, 17, 21, 26, 30],
  pages: { 3: 2, 12: 3, 26: 2 },
});

describe('servers that are killed in mid-crawl, once each, and started again at once', () => {
  let stack: Stack;
  let worker: WorkerProcess;
  let run: RunUnderWay;

  before(async () => {
    stack = await startStack({ world, qbittorrent: 'real', temporalInMemory: false });
    const draw = seededDraw();
    worker = await stack.startWorker();
    run = await startSync(stack);
    const kills: readonly (() => Promise<void>)[] = [
      async () => {
        await stack.killTemporal();
        await stack.restartTemporal();
      },
      async () => {
        await stack.killPostgres();
        await stack.restartPostgres();
      },
      async () => {
        await stack.nox?.kill9();
        await stack.nox?.restart();
      },
    ];
    for (const kill of kills) {
      await untilTermsDone(draw.between(2, 5));
      await moment(draw.between(0, 350));
      await kill();
    }
    const { failureType } = await run.ended(90_000);
    assert.equal(failureType, null);
  });
  after(() => stack.stop());

  async function untilTermsDone(more: number): Promise<void> {
    const goal = (await termsDone(stack)) + more;
    await until(`${goal} terms are done`, async () =>
      (await termsDone(stack)) >= goal ? true : undefined,
    );
  }

  it('do not end the worker', () => {
    assert.equal(worker.child.exitCode, null);
    assert.equal(worker.child.signalCode, null);
  });

  it('leave the outcome of a run that nothing disturbed', async () => {
    assert.deepEqual(await gapsOf(stack, run.runId), expectedGaps(world));
    const queued = (await ledgerOf(stack)).map(({ sourceId, status }) => [sourceId, status]);
    assert.deepEqual(
      queued.sort(),
      fitting(world).map((id) => [id, 'queued']),
    );
    const { json } = await reportOf(stack, run.runId);
    assert.deepEqual([json.torrentsBefore, json.torrentsAfter], [0, queued.length]);
    // The small world's catalogue knows nothing, as one does that is down: the run says so.
    assert.deepEqual(
      json.notes.filter((note) => !note.startsWith('Audible told nothing')),
      [],
    );
  });

  it('cause no finished term to be searched again, and no torrent to be fetched or added twice', async () => {
    await assertNoTermTwice(stack, run.runId);
    await assertEachTorrentOnce(stack);
    const counts = Object.values(stack.sandbox.tracker.state().downloads);
    assert.equal(counts.length, fitting(world).length);
    // The database may be killed between a fetch and its storing: that one is fetched again.
    const { log } = stack.sandbox.tracker;
    assert.ok(countKind(log, 'download') <= fitting(world).length + 1);
  });

  it('bring no requests closer together than configured, and cost no login', () => {
    const { log } = stack.sandbox.tracker;
    assertPolite(log, paceOf(stack.env));
    assert.ok(ownRequests(log).length > world.series.length);
    assert.equal(stack.sandbox.tracker.state().logins, 1);
  });
});
