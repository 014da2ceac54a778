import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertPolite, countKind, paceOf } from '../support/politeness.ts';
import { startSync, untilEvent, type RunUnderWay } from '../support/runs.ts';
import { createSmallWorld } from '../support/small-world.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { assertNoTermTwice } from './once.ts';

/** Longer than the worker's grace: what waits for its turn can't end by itself in time. */
const INTERVAL = '13';

describe('a worker that is asked to stop while a term waits for its turn', () => {
  let stack: Stack;
  let run: RunUnderWay;
  let exitCode: number | null;

  before(async () => {
    stack = await startStack({
      world: createSmallWorld({ terms: 2, fits: [] }),
      qbittorrent: '5.1',
      settings: { MAM_SEARCH_INTERVAL: INTERVAL },
    });
    const worker = await stack.startWorker();
    run = await startSync(stack);
    await untilEvent(stack, run.runId, 'term-done');
    exitCode = await worker.stop();
  });
  after(() => stack.stop());

  it('ends with 0, and leaves the term to the next worker', async () => {
    assert.equal(exitCode, 0);
    const { status } = await stack.client.workflow.getHandle(run.runId).describe();
    assert.equal(status.name, 'RUNNING');
  });

  it('is followed by one that completes the run, as politely', async () => {
    await stack.startWorker();
    const { failureType } = await run.ended(90_000);
    assert.equal(failureType, null);
    const { log } = stack.sandbox.tracker;
    assertPolite(log, paceOf(stack.env));
    assert.equal(countKind(log, 'login'), 1, 'the session was kept');
    await assertNoTermTwice(stack, run.runId);
  });
});
