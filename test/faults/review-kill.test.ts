import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { decideReviews } from '../../src/operations/index.ts';
import { reviewsAbout, untilReview } from '../support/reviews.ts';
import { startSync } from '../support/runs.ts';
import { createSmallWorld } from '../support/small-world.ts';
import { startStack, type Stack, type WorkerProcess } from '../support/stack.ts';
import { until } from '../support/until.ts';

const world = createSmallWorld({ terms: 4, fits: [0, 1, 2] });

describe('a worker that is killed between an approval and its torrent', () => {
  let stack: Stack;
  let worker: WorkerProcess;

  before(async () => {
    stack = await startStack({
      world,
      qbittorrent: '5.1',
      settings: { QUEUE_MODE: 'propose' },
      temporalInMemory: false,
    });
    worker = await stack.startWorker();
    const { failureType } = await (await startSync(stack)).ended();
    assert.equal(failureType, null);
  });
  after(() => stack.stop());

  const sourceOf = (index: number) => world.series[index]?.sourceId ?? '';
  const idOf = async (index: number) => (await reviewsAbout(stack, sourceOf(index)))[0]?.id ?? '';

  async function approve(index: number): Promise<string> {
    const id = await idOf(index);
    const [answer] = await decideReviews(stack, [id], 'approve');
    assert.equal(answer?.status, 'approved');
    return id;
  }

  async function assertQueuedOnce(index: number, id: string, count: number): Promise<void> {
    await untilReview(stack, id, 'queued');
    assert.equal(stack.sandbox.qbittorrent?.torrents().length, count);
    const lines =
      await stack.sql`SELECT status FROM acquisitions WHERE source_id = ${sourceOf(index)}`;
    assert.deepEqual([...lines], [{ status: 'queued' }]);
  }

  it('killed as soon as the word is answered, the next one queues it once', async () => {
    const id = await approve(0);
    await worker.kill9();
    worker = await stack.startWorker();
    await assertQueuedOnce(0, id, 1);
  });

  it('killed while the torrent client is away, the next one queues it once, fetched once', async () => {
    const { qbittorrent, tracker } = stack.sandbox;
    assert.ok(qbittorrent !== null);
    qbittorrent.faults.unavailable = true;
    const id = await approve(1);
    await until('it is fetched', async () => {
      const [row] = await stack.sql`
        SELECT 1 FROM acquisitions WHERE review_id = ${id} AND status IN ('fetched', 'intended')`;
      return row;
    });
    const [late] = await decideReviews(stack, [id], 'refuse');
    assert.equal(late?.isDone, false);
    assert.match(
      late?.what ?? '',
      /takes no refuse: it was approved, and its torrent is being fetched/,
    );
    await worker.kill9();
    qbittorrent.faults.unavailable = false;
    worker = await stack.startWorker();
    await assertQueuedOnce(1, id, 2);
    const fetched = tracker.log.entries.filter(
      ({ kind, tid }) => kind === 'download' && tid === sourceOf(1),
    );
    assert.equal(fetched.length, 1);
  });

  it('and Temporal killed with it: what waits still waits, and can be decided', async () => {
    const id = await idOf(2);
    await worker.kill9();
    await stack.killTemporal();
    await stack.restartTemporal();
    worker = await stack.startWorker();
    const [row] = await reviewsAbout(stack, sourceOf(2));
    assert.equal(row?.status, 'open');
    const both = await Promise.all([
      decideReviews(stack, [id], 'approve'),
      decideReviews(stack, [id], 'block'),
    ]);
    const done = both.flat().filter(({ isDone }) => isDone);
    assert.equal(done.length, 1, 'of two words that contradict each other one holds');
    const isApproved = done[0]?.status === 'approved';
    if (isApproved) await assertQueuedOnce(2, id, 3);
    else await untilReview(stack, id, 'blocked');
    assert.equal(stack.sandbox.qbittorrent?.torrents().length, isApproved ? 3 : 2);
  });
});
