import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startSync, reportOf } from '../support/runs.ts';
import { createSmallWorld } from '../support/small-world.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { until } from '../support/until.ts';

const CAP = 3;

describe('torrents that a run chose and did not live to queue', () => {
  let stack: Stack;

  before(async () => {
    stack = await startStack({
      world: createSmallWorld({ terms: 10, fits: [1, 2, 3, 4, 5, 6, 7, 8], pages: { 9: 3 } }),
      qbittorrent: '5.1',
      settings: { GAP_MAX_DOWNLOADS_PER_RUN: String(CAP) },
    });
    await stack.startWorker();
    await endedFromOutside();
  });
  after(() => stack.stop());

  /** A run that chose as many as it may, while the torrent client is away, and is then terminated. */
  async function endedFromOutside(): Promise<void> {
    const { qbittorrent } = stack.sandbox;
    assert.ok(qbittorrent !== null);
    const run = await startSync(stack, 'first');
    await until('the run has begun to search', async () => {
      const [row] = await stack.sql`SELECT 1 FROM terms WHERE run_id = ${run.runId}`;
      return row === undefined ? undefined : true;
    });
    qbittorrent.faults.unavailable = true;
    await until('the run has fetched what it chose', async () => {
      const rows = await stack.sql`
        SELECT 1 FROM acquisitions WHERE status IN ('fetched', 'intended')`;
      return rows.length === CAP ? true : undefined;
    });
    await stack.client.workflow.getHandle(run.runId).terminate('by a test');
    qbittorrent.faults.unavailable = false;
  }

  function inClient(): number {
    return stack.sandbox.qbittorrent?.torrents().length ?? -1;
  }

  it('are not touched by a dry run', async () => {
    const options = { taskQueue: 'mamcrawler', workflowId: 'dry', args: [{ dryRun: true }] };
    await stack.client.workflow.execute('fullSync', options);
    assert.equal(inClient(), 0);
    const rows = await stack.sql`
      SELECT 1 FROM acquisitions WHERE status IN ('fetched', 'intended') AND taken_by IS NULL`;
    assert.equal(rows.length, CAP);
  });

  it('are queued by the next sync, use up its places, and are named in its report', async () => {
    const run = await startSync(stack, 'second');
    const { failureType } = await run.ended(60_000);
    assert.equal(failureType, null);
    assert.equal(inClient(), CAP, 'no more than one run may queue');
    const { json: report } = await reportOf(stack, run.runId);
    assert.equal(report.torrentsAfter, CAP);
    assert.equal(report.queued.length, 0, 'its own choices wait for the next run');
    const told = report.notes.filter((note) => note.includes('chosen by first'));
    assert.equal(told.length, CAP, report.notes.join('\n'));
  });

  it('are queued once: the sync after that goes on with its own', async () => {
    const run = await startSync(stack, 'third');
    await run.ended(60_000);
    assert.equal(inClient(), 2 * CAP);
  });

  it('a retry asks for no result page twice', async () => {
    const { log, faults } = stack.sandbox.tracker;
    const seen = log.entries.length;
    faults.set({ name: 'connection-cut', on: ['result-page', 'search'], after: 3, times: 1 });
    // What rests would not be searched, and the fault never met.
    const run = await startSync(stack, 'fourth', { all: true });
    const { failureType } = await run.ended(60_000);
    assert.equal(failureType, null);
    const asked = log.entries
      .slice(seen)
      .filter(
        ({ kind, status }) => (kind === 'search' || kind === 'result-page') && status === 200,
      );
    const pages = asked.map(({ term, start }) => `${term} from ${start}`);
    assert.equal(new Set(pages).size, pages.length, pages.join('\n'));
  });
});
