import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loadConfig } from '../../src/config.ts';
import { connectDatabase } from '../../src/db/connect.ts';
import { addEvent } from '../../src/db/events.ts';
import { finishRun } from '../../src/db/runs.ts';
import { type PostgresServer, startPostgres } from '../../src/embedded/postgres.ts';
import { type FollowItem, followRun, startSearch, startSync } from '../../src/operations/index.ts';
import { Secret } from '../../src/secret.ts';
import { openTemporal } from '../../src/temporal/open-client.ts';
import { bookRun, type Servers, startServers } from './servers.ts';

let servers: Servers;
let restarted: PostgresServer | undefined;
before(async () => {
  servers = await startServers();
});
after(async () => {
  await restarted?.stop();
  await servers.stop();
});

/** Follows until `enough`, or the end; fails by name when neither comes. */
async function follow(
  runId: string,
  options: {
    readonly deps?: Servers['deps'];
    readonly each?: (item: FollowItem) => Promise<void> | void;
  } = {},
): Promise<readonly FollowItem[]> {
  const deadline = AbortSignal.timeout(30_000);
  const items: FollowItem[] = [];
  const { deps = servers.deps } = options;
  for await (const item of followRun(deps, runId, { signal: deadline, pollMs: 20 })) {
    items.push(item);
    await options.each?.(item);
  }
  assert.equal(deadline.aborted, false, `no end of ${runId}`);
  return items;
}

const told = (items: readonly FollowItem[]) =>
  items.map((item) => {
    if (item.kind === 'event') return item.event.kind;
    return item.kind === 'notice' ? item.notice : item.kind;
  });

const withoutProgress = (items: readonly FollowItem[]) =>
  told(items).filter((name) => name !== 'progress');

/** A run as it is under way: a workflow that is open, and its line in our books. */
async function openRun(text: string): Promise<string> {
  const { runId } = await startSearch(servers.deps, { text });
  const { raw } = await servers.deps.client.workflow.getHandle(runId).describe();
  const executionId = raw.workflowExecutionInfo?.firstRunId ?? '';
  return bookRun(servers.deps, { workflowId: runId, executionId, kind: 'search' });
}

async function finish(runId: string): Promise<void> {
  const { sql } = servers.deps;
  await finishRun(sql, runId, { status: 'completed', stop: null, reportPath: '/r.md' });
  await addEvent(sql, runId, {
    kind: 'finished',
    status: 'completed',
    what: '',
    reportPath: '/r.md',
  });
}

describe('following a run', () => {
  it('tells every event once and in order, where it stands, and its end', async () => {
    const { sql } = servers.deps;
    const id = await openRun('every event');
    await addEvent(sql, id, { kind: 'phase', phase: 'analyse' });
    let isChanged = false;
    const items = await follow(id, {
      async each(item) {
        if (item.kind !== 'progress' || isChanged) return;
        isChanged = true;
        await addEvent(sql, id, { kind: 'phase', phase: 'crawl' });
        await finish(id);
      },
    });
    assert.deepEqual(withoutProgress(items), ['phase', 'phase', 'finished', 'end']);
    const end = { runId: id, status: 'completed', stop: null, reportPath: '/r.md' };
    assert.deepEqual(items.at(-1), { kind: 'end', end });
    const stood = items.flatMap((item) => (item.kind === 'progress' ? item.progress.status : []));
    assert.deepEqual(stood, ['running', 'completed']);
  });

  it('that has ended tells it all again, and ends', async () => {
    const id = await bookRun(servers.deps, { workflowId: 'over' });
    await finish(id);
    assert.deepEqual(told(await follow(id)), ['finished', 'progress', 'end']);
  });

  it('that has thousands of events tells them all', async () => {
    const { sql } = servers.deps;
    const id = await bookRun(servers.deps, { workflowId: 'thousands' });
    await sql`
      INSERT INTO run_events (run_id, kind, fields)
      SELECT ${id}, 'resumed', '{}' FROM generate_series(1, 12500)`;
    await finish(id);
    const events = (await follow(id)).filter((item) => item.kind === 'event');
    assert.equal(events.length, 12_501);
  });

  it('ends without its last word when the worker died just before it', async () => {
    const id = await bookRun(servers.deps, { workflowId: 'no-last-word' });
    const { sql } = servers.deps;
    await finishRun(sql, id, { status: 'completed', stop: null, reportPath: null });
    assert.deepEqual(told(await follow(id)), ['progress', 'end']);
  });

  it('says so when its workflow was ended from outside', async () => {
    const id = await openRun('terminated');
    await servers.deps.client.workflow.getHandle(id).terminate();
    const [end] = (await follow(id)).slice(-1);
    assert.ok(end?.kind === 'end');
    assert.equal(end.end.status, 'terminated');
    assert.match(end.end.stop?.what ?? '', /ended from outside/);
  });

  it('that no worker takes up says how to start one, and goes on when it begins', async () => {
    const { runId } = await startSync(servers.deps);
    const items = await follow(runId, {
      async each(item) {
        if (item.kind !== 'notice') return;
        await bookRun(servers.deps, { workflowId: runId });
        await finish(runId);
      },
    });
    assert.deepEqual(withoutProgress(items), ['not-begun', 'finished', 'end']);
    await servers.deps.client.workflow.getHandle(runId).terminate();
  });

  it('that nobody knows is refused', async () => {
    await assert.rejects(follow('full-sync-nowhere'), { kind: 'unknown-run' });
  });

  it('lets go at once when asked to', async () => {
    const id = await openRun('let go');
    const letGo = new AbortController();
    const items: FollowItem[] = [];
    const options = { signal: letGo.signal, pollMs: 60_000 };
    for await (const item of followRun(servers.deps, id, options)) {
      items.push(item);
      letGo.abort();
    }
    assert.deepEqual(told(items), ['progress']);
  });
});

describe('following while a server is away', () => {
  it('goes on without Temporal, and says so once', async () => {
    const { sql } = servers.deps;
    const { config } = loadConfig({ TEMPORAL_ADDRESS: '127.0.0.1:1' }, { envFile: null });
    const nobody = openTemporal(config.temporal, null);
    const id = await bookRun(servers.deps, { workflowId: 'no-temporal' });
    let asked = 0;
    const items = await follow(id, {
      deps: { ...servers.deps, client: nobody.client },
      async each(item) {
        if (item.kind !== 'notice') return;
        asked += 1;
        await addEvent(sql, id, { kind: 'phase', phase: 'crawl' });
        await finish(id);
      },
    });
    await nobody.close();
    assert.equal(asked, 1);
    assert.deepEqual(withoutProgress(items), ['temporal-away', 'phase', 'finished', 'end']);
  });

  it('keeps trying while the database restarts, misses nothing, and says so once', async () => {
    const id = await openRun('database away');
    const own = connectDatabase(new Secret(servers.database.url), { max: 1 });
    const { port } = servers.database.server();
    const { folder } = servers.database;
    let isRestarting = false;
    const items = await follow(id, {
      deps: { ...servers.deps, sql: own },
      async each(item) {
        if (item.kind === 'progress' && !isRestarting) await servers.database.server().stop();
        if (item.kind !== 'notice' || isRestarting) return;
        isRestarting = true;
        restarted = await startPostgres({
          dataDir: path.join(folder, 'postgres'),
          logFile: path.join(folder, 'postgres.log'),
          port,
        });
        await finish(id);
      },
    });
    await own.end({ timeout: 1 });
    assert.deepEqual(withoutProgress(items), ['database-away', 'database-back', 'finished', 'end']);
  });
});
