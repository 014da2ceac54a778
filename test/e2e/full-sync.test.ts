import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { RunReport } from '../../src/domain/report.ts';
import { differences } from '../../src/sandbox/expectation.ts';
import { isOwn, spacing } from '../../src/sandbox/request-log.ts';
import { createWorld } from '../../src/sandbox/world/index.ts';
import { startStack, TEST_PACE, type Stack } from '../support/stack.ts';
import { torrentsOf } from '../support/torrent-list.ts';

const world = createWorld({ seed: 1 });

describe('a full sync, on a real Temporal server, PostgreSQL, Chromium and qBittorrent', () => {
  let stack: Stack;
  let report: RunReport;
  let markdown: string;

  before(async () => {
    stack = await startStack({ world, qbittorrent: 'real' });
    await stack.startWorker();
    const options = { taskQueue: 'mamcrawler', workflowId: 'full-sync-whole', args: [{}] };
    const result = await stack.client.workflow.execute('fullSync', options);
    assert.equal(result.status, 'completed');
    markdown = await readFile(result.reportPath, 'utf8');
    report = JSON.parse(await readFile(result.reportPath.replace(/\.md$/, '.json'), 'utf8'));
  });
  after(() => stack.stop());

  it('comes out exactly as the world was built to come out', () => {
    assert.deepEqual(differences(report, world.expectedWithCatalogue), []);
    const { upcoming, questions } = world.expectedWithCatalogue;
    assert.deepEqual(
      report.upcoming.map(({ gap, releaseDate }) => ({ title: gap.work?.title, releaseDate })),
      upcoming,
    );
    assert.deepEqual(
      report.questions.map(({ gap }) => gap.work?.title).toSorted(),
      questions.toSorted(),
    );
  });

  it('put into qBittorrent just what it says, in the category, tagged, with no limits', async () => {
    const torrents = await torrentsOf(stack);
    assert.equal(torrents.length, report.queued.length);
    assert.equal(report.torrentsBefore, 0);
    assert.equal(report.torrentsAfter, torrents.length);
    const queued = new Map(report.queued.map((row) => [row.title, row]));
    for (const torrent of torrents) {
      assert.equal(torrent.category, 'audiobooks');
      const tags = torrent.tags.split(', ');
      assert.ok(tags.includes('mam') && tags.includes('auto') && tags.length === 3, torrent.tags);
      assert.deepEqual([torrent.ratio_limit, torrent.seeding_time_limit], [-1, -1]);
    }
    assert.equal(queued.size, torrents.length);
  });

  it('was polite, by the log of the site itself', () => {
    const { log } = stack.sandbox.tracker;
    const minMs = Number(TEST_PACE.MAM_RATE_LIMIT_MIN) * 1_000;
    const short = spacing(log).filter((pause) => pause.ms < minMs);
    assert.deepEqual(short, []);
    assert.equal(log.entries.filter((entry) => entry.kind === 'login').length, 1, 'one login');
    const assets = log.entries.filter((entry) => /\.(png|jpg|gif|webp|woff2?)$/.test(entry.path));
    assert.deepEqual(assets, [], 'images and fonts are not loaded');
    const own = log.entries.filter((entry) => isOwn(entry));
    assert.equal(own.length, report.politeness.requests, 'the report counts what the site counts');
  });

  it('read the library without sins, two requests at a time', () => {
    const { log } = stack.sandbox.audiobookshelf;
    assert.deepEqual(log.sins, []);
    assert.ok(log.maxInFlight <= 2, `${log.maxInFlight} at a time`);
  });

  it('leaves a report whose every gap and candidate is accounted for', () => {
    const outcomes = new Set(report.gaps.map((row) => row.outcome));
    for (const outcome of ['queued', 'deferred', 'to-review', 'refused', 'not-found'] as const) {
      assert.ok(outcomes.has(outcome), `the world has a gap that is ${outcome}`);
    }
    const { seen, accepted, deferred, refused, asked } = report.candidates;
    assert.equal(seen, accepted + deferred + refused + asked);
    assert.deepEqual([asked, report.reviews?.length], [1, 1]);
    assert.equal(
      accepted,
      report.queued.length + report.failed.length + report.alreadyThere.length,
    );
    assert.match(markdown, /10 audiobooks were queued/);
  });

  it('leaves the task in the table that users query', async () => {
    const rows = await stack.sql`
      SELECT task_name, status, COUNT(*)::int AS count FROM tasks GROUP BY task_name, status`;
    assert.deepEqual([...rows], [{ task_name: 'full_sync', status: 'completed', count: 1 }]);
  });

  it('queues nothing twice when it runs again: what was deferred comes next', async () => {
    const before = new Set((await torrentsOf(stack)).map((torrent) => torrent.hash));
    const options = { taskQueue: 'mamcrawler', workflowId: 'full-sync-again', args: [{}] };
    await stack.client.workflow.execute('fullSync', options);
    const ledger = await stack.sql<{ sourceId: string; count: number }[]>`
      SELECT source_id AS "sourceId", count(*)::int AS count FROM acquisitions
      GROUP BY source_id HAVING count(*) > 1`;
    assert.deepEqual([...ledger], []);
    const queued = await stack.sql<{ sourceId: string }[]>`
      SELECT source_id AS "sourceId" FROM acquisitions
      WHERE run_id = 'full-sync-again' AND status = 'queued'`;
    const ids = new Set(queued.map((row) => row.sourceId));
    for (const id of world.expectedWithCatalogue.deferred.slice(0, 1))
      assert.ok(ids.has(id), `${id} came next`);
    const after = await torrentsOf(stack);
    assert.equal(after.length, before.size + queued.length);
  });
});
