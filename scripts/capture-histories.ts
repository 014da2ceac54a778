/*
 * Runs the workflows on real servers against the sandbox, and keeps their histories in
 * test/histories: `node scripts/capture-histories.ts runs` or `… reviews`. Do so when a workflow is
 * given a new way to go; never to make a failing replay pass, for then a run under way would break as
 * well.
 */
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { z } from 'zod';
import { TASK_QUEUES } from '../src/temporal/names.ts';
import { createSmallWorld } from '../test/support/small-world.ts';
import { startStack, type Stack } from '../test/support/stack.ts';
import { until } from '../test/support/until.ts';

const run = promisify(execFile);
const Exported = z.object({ events: z.array(z.unknown()) });
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = path.join(ROOT, 'test', 'histories');

/** Time between two terms, enough to step in, and for a page to become what it should. Seconds. */
const SETTINGS = { MAM_SEARCH_INTERVAL: '0.6', MAM_TIMEOUT: '5' };

/** Seven terms, two of which find something; those five that don't are there for every run. */
const world = createSmallWorld({ terms: 7, fits: [0, 3] });

/** A third that fits: one to approve, one to refuse, and one that is settled otherwise. */
const worldOfReviews = createSmallWorld({ terms: 7, fits: [0, 3, 5] });

/** What can be captured, each with a stack of its own. */
const PARTS = new Map([
  ['runs', { world, capture: runs }],
  ['reviews', { world: worldOfReviews, capture: reviews }],
]);

async function main(): Promise<void> {
  const names = process.argv.slice(2);
  const wanted = names.flatMap((name) => PARTS.get(name) ?? []);
  if (wanted.length === 0 || wanted.length < names.length) {
    throw new Error(`name what to capture: ${[...PARTS.keys()].join(' or ')}`);
  }
  await mkdir(FOLDER, { recursive: true });
  for (const part of wanted) {
    const settings = SETTINGS;
    const stack = await startStack({ world: part.world, qbittorrent: '5.1', settings });
    try {
      await part.capture(stack);
    } finally {
      await stack.stop();
    }
  }
}

async function runs(stack: Stack): Promise<void> {
  const worker = await stack.startWorker();
  await fullSync(stack);
  await search(stack);
  await pausedAndResumed(stack);
  await cancelled(stack);
  await stopped(stack);
  await worker.stop();
  await stack.startWorker({ CRAWL_TERMS_PER_RUN: '2' });
  await continued(stack);
}

/** A run that proposes, and what a person may say of it. */
async function reviews(stack: Stack): Promise<void> {
  await stack.startWorker({ QUEUE_MODE: 'propose' });
  await start(stack, 'proposing').then((handle) => handle.result());
  await keep(stack, 'proposing');
  const [approved, refused, superseded] = await stack.sql<{ id: string }[]>`
    SELECT id FROM reviews ORDER BY id`;
  await say(stack, approved, 'approve');
  await keepReview(stack, approved, 'review-approved');
  stack.sandbox.tracker.faults.set({ name: 'download-refused' });
  await say(stack, refused, 'approve');
  await until('it waits', async () => {
    const [row] = await stack.sql`SELECT 1 FROM reviews WHERE status = 'approved' AND note <> ''`;
    return row;
  });
  await until('it may be refused', () => mayRefuse(stack, refused));
  await keepReview(stack, refused, 'review-waited-and-refused');
  stack.sandbox.tracker.faults.clear();
  await stack.sql`
    UPDATE gaps SET state = 'gone' WHERE key = ANY(
      SELECT unnest(gap_keys) FROM reviews WHERE id = ${superseded?.id ?? null})`;
  await start(stack, 'proposing-again').then((handle) => handle.result());
  await keepReview(stack, superseded, 'review-superseded');
}

async function say(stack: Stack, review: { id: string } | undefined, word: string): Promise<void> {
  await stack.client.workflow.getHandle(`review-${review?.id}`).executeUpdate(word);
}

/** Between two tries; while one is being made, a refusal is turned away. */
async function mayRefuse(
  stack: Stack,
  review: { id: string } | undefined,
): Promise<true | undefined> {
  try {
    await say(stack, review, 'refuse');
    return true;
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError) return undefined;
    throw error;
  }
}

async function keepReview(
  stack: Stack,
  review: { id: string } | undefined,
  name: string,
): Promise<void> {
  const id = `review-${review?.id}`;
  await untilClosed(stack, id);
  await keep(stack, id, { name, runId: undefined });
}

async function fullSync(stack: Stack): Promise<void> {
  await start(stack, 'full-sync').then((handle) => handle.result());
  await keep(stack, 'full-sync');
}

async function search(stack: Stack): Promise<void> {
  const text = world.series[1]?.term ?? '';
  const options = { taskQueue: TASK_QUEUES.main, workflowId: 'search', args: [{ text }] };
  await stack.client.workflow.execute('search', options);
  await keep(stack, 'search');
}

async function pausedAndResumed(stack: Stack): Promise<void> {
  const handle = await start(stack, 'paused-and-resumed');
  await untilDone(stack, 'paused-and-resumed', 1);
  await handle.executeUpdate('pause');
  await until('it is paused', async () => {
    const [row] = await stack.sql`
      SELECT 1 FROM run_events WHERE run_id = 'paused-and-resumed' AND kind = 'paused'`;
    return row;
  });
  await handle.executeUpdate('resume');
  await handle.result();
  await keep(stack, 'paused-and-resumed');
}

async function cancelled(stack: Stack): Promise<void> {
  const handle = await start(stack, 'cancelled');
  await untilDone(stack, 'cancelled', 2);
  await handle.cancel();
  await untilClosed(stack, 'cancelled');
  await keep(stack, 'cancelled');
}

async function stopped(stack: Stack): Promise<void> {
  stack.sandbox.tracker.faults.set({ name: 'layout-changed', after: 1 });
  await start(stack, 'stopped');
  await untilClosed(stack, 'stopped');
  stack.sandbox.tracker.faults.clear();
  await keep(stack, 'stopped');
}

/** The first execution of a chain, one in its middle, and the last. */
async function continued(stack: Stack): Promise<void> {
  const handle = await start(stack, 'continued');
  await handle.result();
  const runIds: string[] = [];
  await until('all executions are listed', async () => {
    runIds.length = 0;
    const query = `WorkflowId = 'continued'`;
    for await (const one of stack.client.workflow.list({ query })) runIds.push(one.runId);
    return runIds.length === 3 ? runIds : undefined;
  });
  const [last, middle, first] = runIds;
  await keep(stack, 'continued', { name: 'continued-first', runId: first });
  await keep(stack, 'continued', { name: 'continued-middle', runId: middle });
  await keep(stack, 'continued', { name: 'continued-last', runId: last });
}

function start(stack: Stack, workflowId: string) {
  return stack.client.workflow.start('fullSync', {
    taskQueue: TASK_QUEUES.main,
    workflowId,
    // Every run searches all of its terms, also those that an earlier one searched in vain.
    args: [{ all: true }],
  });
}

function untilDone(stack: Stack, runId: string, count: number): Promise<true> {
  return until(`${runId} has ${count} terms done`, async () => {
    const [row] = await stack.sql<{ done: number }[]>`
      SELECT count(*)::int AS done FROM terms WHERE run_id = ${runId} AND status = 'done'`;
    return (row?.done ?? 0) >= count ? true : undefined;
  });
}

function untilClosed(stack: Stack, workflowId: string): Promise<true> {
  return until(`${workflowId} has ended`, async () => {
    const { status } = await stack.client.workflow.getHandle(workflowId).describe();
    return status.name === 'RUNNING' ? undefined : true;
  });
}

/** Exports with the CLI, as anybody can from a server of their own; one event a line. */
async function keep(
  stack: Stack,
  workflowId: string,
  as: { readonly name: string; readonly runId: string | undefined } = {
    name: workflowId,
    runId: undefined,
  },
): Promise<void> {
  const words = ['workflow', 'show', '--workflow-id', workflowId, '--output', 'json'];
  words.push('--address', stack.temporal().address);
  if (as.runId !== undefined) words.push('--run-id', as.runId);
  const { stdout } = await run(stack.temporalCli, words, { maxBuffer: 64 * 1024 * 1024 });
  const { events } = Exported.parse(JSON.parse(stdout));
  const lines = events.map((event) =>
    JSON.stringify(event, (key, value: unknown) => (key === 'identity' ? 'worker' : value)),
  );
  const text = withoutPlace(`{"events":[\n${lines.join(',\n')}\n]}\n`);
  await writeFile(path.join(FOLDER, `${as.name}.json`), text);
  console.log(`${as.name}: ${events.length} events, ${Math.round(text.length / 1024)} KiB`);
}

/** Which machine and which folder it was is nobody's business, and nothing to the replay. */
function withoutPlace(text: string): string {
  return text.replaceAll(hostname(), 'machine').replaceAll(ROOT, '');
}

await main();
