import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import type { RunReport } from '../../src/domain/report.ts';
import { findGaps } from '../../src/domain/gaps.ts';
import { generateTerms } from '../../src/domain/terms.ts';
import { createBulkWorld, type World, type WorldTorrent } from '../../src/sandbox/world/index.ts';
import { TASK_QUEUES } from '../../src/temporal/names.ts';
import { pauseUpdate, progressQuery, resumeUpdate } from '../../src/workflows/dials.ts';
import { executionsOf, type Execution } from '../support/executions.ts';
import { startStack, type Stack, type WorkerProcess } from '../support/stack.ts';
import { until } from '../support/until.ts';

/** As many terms as three executions of the workflow search. */
const TERMS = 600;
const PER_EXECUTION = 200;

/** What the worker's memory may grow by between term 100 and the last; measured: 10 to 15. */
const GROWTH_MIB = 40;

/** Where V8 has room it collects late, and the process's size says nothing of what is kept. */
const SMALL_HEAP = { NODE_OPTIONS: '--max-semi-space-size=4 --max-old-space-size=160' };

/** Of the last term before the first seam. */
const SEAM_TORRENT = String(900_000 + PER_EXECUTION);

/** No pauses: only loopback hosts may go this fast. */
const FAST = {
  MAM_RATE_LIMIT_MIN: '0',
  MAM_RATE_LIMIT_MAX: '0',
  MAM_SEARCH_INTERVAL: '0',
  GAP_MAX_DOWNLOADS_PER_RUN: '100',
  CRAWL_MAX_TERMS: String(TERMS),
  CRAWL_TERMS_PER_RUN: String(PER_EXECUTION),
} as const;

/** The world's terms in the order in which a run searches them. */
function termsOf(world: World) {
  const { gaps } = findGaps(world.items, { authorMinItems: 10 });
  const { terms } = generateTerms(gaps, { maxTerms: TERMS, heldByAuthor: new Map() });
  return { terms, gaps: new Map(gaps.map((gap) => [gap.key, gap])) };
}

/**
 * A world in which the last two terms before the first seam have a torrent each. Adds lie two
 * seconds apart, so that the seam stands open for that long.
 */
function worldWithASlowSeam(): World {
  const world = createBulkWorld({ seed: 3, terms: TERMS });
  const { terms, gaps } = termsOf(world);
  const sample = world.torrents.find((torrent) => torrent.seeders > 0);
  assert.ok(sample);
  const added: WorldTorrent[] = [];
  for (const ordinal of [PER_EXECUTION - 1, PER_EXECUTION]) {
    const gap = gaps.get(terms[ordinal - 1]?.gapKeys[0] ?? '');
    const held = world.items.find(({ series }) => series[0]?.name === gap?.series);
    assert.ok(gap?.series && held !== undefined);
    added.push({
      ...sample,
      narrators: held.narrators,
      sourceId: String(900_000 + ordinal),
      title: `${gap.series} Onward`,
      authors: gap.authors,
      series: [{ name: gap.series, position: String(gap.position) }],
    });
  }
  const isLeft = ({ authors }: WorldTorrent) =>
    !added.some((torrent) => torrent.authors[0] === authors[0]);
  return { ...world, torrents: [...world.torrents.filter(isLeft), ...added] };
}

describe('a crawl of 600 terms', () => {
  const world = worldWithASlowSeam();
  let stack: Stack;
  let worker: WorkerProcess;

  before(async () => {
    stack = await startStack({ world, qbittorrent: '5.1', settings: FAST });
    worker = await stack.startWorker(SMALL_HEAP);
  });
  after(() => stack.stop());

  const handleOf = (id: string) => stack.client.workflow.getHandle(id);
  // All of them each time: what an earlier run searched in vain would rest otherwise.
  const args = [{ all: true }];
  const start = (workflowId: string) =>
    stack.client.workflow.start('fullSync', { taskQueue: TASK_QUEUES.main, workflowId, args });
  async function termsDone(runId: string): Promise<number> {
    const [row] = await stack.sql<{ count: number }[]>`
      SELECT count(*)::int AS count FROM terms WHERE run_id = ${runId} AND status = 'done'`;
    return row?.count ?? 0;
  }
  const untilDone = (runId: string, count: number) =>
    until(
      `${count} terms are done`,
      async () => {
        const done = await termsDone(runId);
        if (done >= count) return done;
        const [run] = await stack.sql`SELECT status FROM runs WHERE id = ${runId}`;
        assert.ok(run === undefined || run['status'] === 'running', `ended after ${done} terms`);
        return undefined;
      },
      180_000,
    );
  /** Nothing is under way and nothing is due: the run stands still until somebody acts. */
  const untilStill = (runId: string) =>
    until('the run stands still', async () => {
      const { status, raw } = await handleOf(runId).describe();
      const isStill = status.name === 'RUNNING' && (raw.pendingActivities ?? []).length === 0;
      const [last] = await stack.sql<{ kind: string }[]>`
        SELECT kind FROM run_events WHERE run_id = ${runId} AND kind IN ('paused', 'resumed')
        ORDER BY id DESC LIMIT 1`;
      return isStill && last?.kind === 'paused' && raw.pendingWorkflowTask == null
        ? true
        : undefined;
    });
  const searches = () =>
    stack.sandbox.tracker.log.entries.filter((entry) => entry.kind === 'search').length;
  async function mib(): Promise<number> {
    const status = await readFile(`/proc/${worker.child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  }
  async function reportOf(runId: string): Promise<RunReport> {
    const [row] = await stack.sql<{ report: RunReport }[]>`
      SELECT report FROM reports WHERE run_id = ${runId}`;
    assert.ok(row);
    return row.report;
  }

  test('starts anew twice, is paused and resumed across the seam, and keeps its memory', async (t) => {
    const id = 'full-sync-long';
    const handle = await start(id);
    const firstExecution = handle.firstExecutionRunId;

    await untilDone(id, 100);
    const early = [await mib(), await mib()];
    const shown = await handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata');
    assert.match(shown.currentDetails ?? '', /\| Terms \| 1\d\d of 600 \(\d+ %\) \|/);
    assert.match(shown.currentDetails ?? '', /\| Phase \| crawl \|/);

    // The last torrent before the seam waits for its turn: the workflow is past its last term.
    await until('the seam stands open', async () => {
      const [row] = await stack.sql`
        SELECT 1 FROM acquisitions WHERE source_id = ${SEAM_TORRENT} AND status = 'intended'`;
      return row;
    });
    const paused = await handle.executeUpdate(pauseUpdate);
    assert.equal(paused.paused, true);
    await untilStill(id);
    const second = await handleOf(id).describe();
    assert.notEqual(second.runId, firstExecution, 'the pause was carried into the next execution');
    const held = await handleOf(id).query(progressQuery);
    assert.deepEqual(
      [held.paused, held.termsDone, held.runId, held.phase],
      [true, PER_EXECUTION, id, 'crawl'],
    );
    assert.equal(searches(), PER_EXECUTION);
    await assert.rejects(handleOf(id).executeUpdate(pauseUpdate), (error) => {
      assert.ok(error instanceof WorkflowUpdateFailedError);
      assert.match(String(error.cause), /paused already/);
      return true;
    });
    assert.equal(searches(), PER_EXECUTION, 'a paused run searches nothing');
    assert.equal((await handleOf(id).executeUpdate(resumeUpdate)).paused, false);

    await untilDone(id, 300);
    const attributes = (await handleOf(id).describe()).typedSearchAttributes.getAll();
    const seen = new Map(attributes.map(({ key, value }) => [key.name, value]));
    assert.equal(seen.get('MamPhase'), 'crawl');
    assert.equal(seen.get('MamTermsTotal'), TERMS);
    assert.ok(Number(seen.get('MamTermsDone')) >= 290);
    await handleOf(id).executeUpdate(pauseUpdate);
    await untilStill(id);
    const between = await termsDone(id);
    assert.equal(searches(), between, 'it stopped between two terms');
    await handleOf(id).executeUpdate(resumeUpdate);

    await untilDone(id, 590);
    const late = [await mib(), await mib()];
    const result = await handleOf(id).result();
    const growth = Math.min(...late) - Math.min(...early);
    t.diagnostic(
      `worker: ${Math.min(...early).toFixed(0)} MiB, ${growth.toFixed(0)} MiB more at the end`,
    );
    assert.ok(growth < GROWTH_MIB, `the worker grew by ${growth} MiB`);
    assert.equal(result.status, 'completed');
    assert.equal(result.termsDone, TERMS);
    assert.equal(searches(), TERMS, 'no term was searched twice');
  });

  test('leaves a history of at most 7 events a term, with a summary on each search', async () => {
    const executions = await executionsOf(stack.client, 'full-sync-long', 3);
    assert.deepEqual(
      executions.map(({ status }) => status),
      ['CONTINUED_AS_NEW', 'CONTINUED_AS_NEW', 'COMPLETED'],
    );
    for (const execution of executions) assertBounded(execution);
    const labels = executions.flatMap(({ scheduled }) =>
      scheduled.filter(({ type }) => type === 'searchTerm').map(({ summary }) => summary),
    );
    assert.deepEqual(
      labels,
      termsOf(world).terms.map(({ label }) => label),
    );
    const torrents = executions.flatMap(({ scheduled }) =>
      scheduled.filter(({ type }) => type === 'fetchTorrent'),
    );
    assert.ok(torrents.length > 2);
    const titles = new Set(world.torrents.map(({ title }) => title));
    for (const { summary } of torrents) assert.ok(titles.has(summary ?? ''), summary ?? 'none');
  });

  test('is cancelled in its second execution: a partial report, and nothing called "not found" unseen', async () => {
    assert.equal(await worker.stop(), 0, 'SIGTERM ends a worker in peace');
    worker = await stack.startWorker({ CRAWL_TERMS_PER_RUN: '20', CRAWL_MAX_TERMS: '100' });
    const id = 'full-sync-cancelled';
    const handle = await start(id);
    await untilDone(id, 25);
    await handleOf(id).cancel();
    await assert.rejects(handle.result(), /cancelled/i);
    assert.equal((await handleOf(id).describe()).status.name, 'CANCELLED');
    const executions = await executionsOf(stack.client, id, 2);
    assert.deepEqual(
      executions.map(({ status }) => status),
      ['CONTINUED_AS_NEW', 'CANCELLED'],
    );

    const [run] = await stack.sql`SELECT status, stop, report_path FROM runs WHERE id = ${id}`;
    assert.equal(run?.['status'], 'cancelled');
    assert.equal(run?.['stop'].name, 'cancelled');
    const [task] = await stack.sql`SELECT status FROM tasks WHERE run_id = ${id}`;
    assert.equal(task?.['status'], 'cancelled');
    assert.match(await readFile(String(run?.['report_path']), 'utf8'), /cancelled/i);
    assertPartial(await reportOf(id));
  });

  test('is cancelled while it is paused, too', async () => {
    const id = 'full-sync-cancelled-in-its-pause';
    const handle = await start(id);
    await untilDone(id, 1);
    await handle.executeUpdate(pauseUpdate);
    await untilStill(id);
    const before = searches();
    await handle.cancel();
    await assert.rejects(handle.result(), /cancelled/i);
    assert.equal((await handle.describe()).status.name, 'CANCELLED');
    assert.equal((await reportOf(id)).status, 'cancelled');
    assert.equal(searches(), before);
  });

  function assertPartial(report: RunReport): void {
    assert.equal(report.status, 'cancelled');
    const done = report.terms.filter((term) => term.status === 'done').length;
    assert.ok(done >= 25 && done < 40, `${done} terms were done`);
    const count = (outcome: string) => report.gaps.filter((gap) => gap.outcome === outcome).length;
    const settled = count('not-found') + count('refused') + count('queued') + count('deferred');
    assert.equal(settled, done);
    assert.equal(count('not-searched'), report.gaps.length - done - count('already-queued'));
    assert.equal(report.gaps.length, TERMS);
  }
});

function assertBounded({ events, scheduled }: Execution): void {
  const searched = scheduled.filter(({ type }) => type === 'searchTerm').length;
  assert.equal(searched, PER_EXECUTION);
  assert.ok(events <= 7 * searched, `${events} events for ${searched} terms`);
}
