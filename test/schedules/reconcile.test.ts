import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { promisify } from 'node:util';
import {
  Client,
  Connection,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type CalendarSpec,
  type ScheduleDescription,
  type ScheduleSpec,
  type ScheduleUpdateOptions,
} from '@temporalio/client';
import { startTemporal, type TemporalServer } from '../../src/embedded/temporal.ts';
import { toolPath } from '../../src/embedded/tools.ts';
import { CATALOGUE, type ScheduledTask } from '../../src/schedules/catalogue.ts';
import { reconcileSchedules } from '../../src/schedules/reconcile.ts';
import { SEARCH_ATTRIBUTES, TASK_QUEUES } from '../../src/temporal/names.ts';
import { until } from '../support/until.ts';

const run = promisify(execFile);
const WEEKLY = weekly();

const DAY_MS = 24 * 60 * 60 * 1000;

function weekly(): ScheduledTask {
  const [first] = CATALOGUE;
  assert.ok(first);
  return first;
}

/** A schedule as the CLI lists it. */
interface Listed {
  readonly info: { readonly workflowType: { readonly name: string } };
}

/** What somebody changed of the weekly schedule; what is left out stays as it is. */
interface Drift {
  readonly spec?: ScheduleSpec;
  readonly action?: {
    workflowType?: string;
    workflowId?: string;
    taskQueue?: string;
    args?: unknown[];
  };
  readonly policies?: {
    overlap?: ScheduleOverlapPolicy;
    catchupWindow?: number;
    pauseOnFailure?: boolean;
  };
}

const { calendar } = WEEKLY;
const asBefore: ScheduleSpec = { calendars: [calendar], timezone: 'UTC' };
const at = (change: CalendarSpec): ScheduleSpec => ({
  calendars: [{ ...calendar, ...change }],
  timezone: 'UTC',
});

/** What a person, or an older version of ours, may have left on the server. */
const DRIFTS: readonly (readonly [string, Drift])[] = [
  ['its hour was changed', { spec: at({ hour: 5 }) }],
  ['its minute was changed', { spec: at({ minute: 30 }) }],
  ['its day was changed', { spec: at({ dayOfWeek: 'FRIDAY' }) }],
  ['its day became a range', { spec: at({ dayOfWeek: { start: 'MONDAY', end: 'FRIDAY' } }) }],
  ['it was held to some days of the month', { spec: at({ dayOfMonth: { start: 1, end: 7 } }) }],
  ['it was held to a month', { spec: at({ month: 'JUNE' }) }],
  ['it was held to a year', { spec: at({ year: 2030 }) }],
  ['a cron line took its place', { spec: { cronExpressions: ['0 3 * * 1'], timezone: 'UTC' } }],
  ['a second calendar was added', { spec: { ...asBefore, calendars: [calendar, { hour: 9 }] } }],
  ['an interval was added', { spec: { ...asBefore, intervals: [{ every: '1 hour' }] } }],
  ['days were left out', { spec: { ...asBefore, skip: [{ month: 'DECEMBER' }] } }],
  ['it was given an end', { spec: { ...asBefore, endAt: new Date('2035-01-01') } }],
  ['it was given a beginning', { spec: { ...asBefore, startAt: new Date('2035-01-01') } }],
  ['it was given a jitter', { spec: { ...asBefore, jitter: '10 minutes' } }],
  ['its time zone was changed', { spec: { ...asBefore, timezone: 'Europe/Berlin' } }],
  ['its workflow type was changed', { action: { workflowType: 'oldSync' } }],
  ['its workflow id was changed', { action: { workflowId: 'other' } }],
  ['its arguments were changed', { action: { args: [{ dryRun: true }] } }],
  ['its task queue was changed', { action: { taskQueue: 'elsewhere' } }],
  ['its overlap policy was changed', { policies: { overlap: ScheduleOverlapPolicy.ALLOW_ALL } }],
  ['its catch-up window was changed', { policies: { catchupWindow: 365 * DAY_MS } }],
  ['it was told to pause on a failure', { policies: { pauseOnFailure: true } }],
];

/** The schedule as it is now, with a drift. */
function drifted(now: ScheduleDescription, drift: Drift): ScheduleUpdateOptions {
  const { type, workflowType, workflowId, taskQueue, args } = now.action;
  const { overlap, catchupWindow } = now.policies;
  return {
    spec: drift.spec ?? asBefore,
    action: { type, workflowType, workflowId, taskQueue, args: args ?? [], ...drift.action },
    policies: { overlap, catchupWindow, ...drift.policies },
    state: now.state,
  };
}

/** Calendars as later tasks will have them; the server writes each in its own way. */
const CALENDARS: readonly CalendarSpec[] = [
  { hour: 2, minute: 0, dayOfWeek: 'SUNDAY', dayOfMonth: { start: 1, end: 7 } },
  { hour: [3, 15], minute: { start: 0, end: 45, step: 15 }, month: ['JANUARY', 'JULY'] },
  { hour: '*', minute: 5, comment: 'every hour' },
  { dayOfWeek: '*', hour: { start: 8, end: 20, step: 4 }, year: { start: 2027, end: 2030 } },
];

describe('the schedules on a real server', () => {
  let folder: string;
  let server: TemporalServer;
  let connection: Connection;
  let client: Client;
  let cliPath: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'mamcrawler-schedules-'));
    cliPath = await toolPath('temporal');
    server = await startTemporal({
      cliPath,
      dataDir: folder,
      logFile: path.join(folder, 'temporal.log'),
      searchAttributes: SEARCH_ATTRIBUTES,
      inMemory: true,
    });
    connection = await Connection.connect({ address: server.address });
    client = new Client({ connection });
  });
  after(async () => {
    await connection.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    // By name: the server's list of schedules lags behind what was made a moment ago.
    await forget(WEEKLY.id);
  });

  async function forget(id: string): Promise<void> {
    try {
      await client.schedule.getHandle(id).delete();
    } catch (error) {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
    }
  }

  const handle = () => client.schedule.getHandle(WEEKLY.id);
  async function reconcile(task: ScheduledTask = WEEKLY) {
    const [done] = await reconcileSchedules(client, [task]);
    assert.ok(done);
    return done;
  }
  async function cli(...words: string[]): Promise<unknown> {
    const where = ['--address', server.address, '--output', 'json'];
    const { stdout } = await run(cliPath, [...words, ...where]);
    return stdout.trim() === '' ? null : JSON.parse(stdout);
  }

  /** That the server has just what the catalogue says, in its own terms. */
  async function assertAsWanted(): Promise<ScheduleDescription> {
    const now = await handle().describe();
    assert.equal(now.action.workflowType, 'fullSync');
    assert.equal(now.action.workflowId, WEEKLY.id);
    assert.equal(now.action.taskQueue, TASK_QUEUES.main);
    assert.deepEqual(now.action.args, [{ task: 'series_author_completion_weekly' }]);
    assert.equal(now.policies.overlap, ScheduleOverlapPolicy.SKIP);
    assert.equal(now.policies.catchupWindow, DAY_MS);
    const [first, second] = now.info.nextActionTimes;
    assert.ok(first && second);
    assert.match(first.toUTCString(), /^Mon, .* 02:00:00 GMT$/);
    assert.equal(second.getTime() - first.getTime(), 7 * DAY_MS);
    return now;
  }

  test('a schedule that lacks is created: Monday 02:00 UTC', async () => {
    const done = await reconcile();
    assert.equal(done.change, 'created');
    assert.equal(done.paused, false);
    const now = await assertAsWanted();
    assert.deepEqual(done.next, now.info.nextActionTimes[0]);
    assert.deepEqual(now.memo, { name: 'Weekly Series/Author Completion' });
  });

  test('with the scheduler off it is created paused, with a note; one that exists is left', async () => {
    const off = { enabled: false };
    const [made] = await reconcileSchedules(client, [WEEKLY], off);
    assert.deepEqual([made?.change, made?.paused], ['created', true]);
    assert.match((await handle().describe()).state.note ?? '', /SCHEDULER_ENABLED was off/);
    assert.equal((await reconcile()).paused, true);
    await handle().unpause();
    const [kept] = await reconcileSchedules(client, [WEEKLY], off);
    assert.deepEqual([kept?.change, kept?.paused], ['as-it-was', false]);
  });

  test('the second time everything is as it was', async () => {
    await reconcile();
    const before = await handle().describe();
    assert.equal((await reconcile()).change, 'as-it-was');
    const after = await handle().describe();
    assert.deepEqual(after.info.lastUpdatedAt, before.info.lastUpdatedAt, 'nothing was written');
  });

  for (const [what, drift] of DRIFTS) {
    test(`a schedule is mended after ${what}`, async () => {
      await reconcile();
      await handle().update((now) => drifted(now, drift));
      assert.equal((await reconcile()).change, 'mended');
      await assertAsWanted();
      assert.equal((await reconcile()).change, 'as-it-was');
    });
  }

  for (const calendar of CALENDARS) {
    test(`the server's words for ${JSON.stringify(calendar)} are no drift`, async () => {
      const task = { ...WEEKLY, calendar };
      assert.equal((await reconcile(task)).change, 'created');
      assert.equal((await reconcile(task)).change, 'as-it-was');
    });
  }

  test('a paused schedule stays paused, with its note, also when it is mended', async () => {
    await reconcile();
    await cli(
      'schedule',
      'toggle',
      '--schedule-id',
      WEEKLY.id,
      '--pause',
      '--reason',
      'on holiday',
    );
    const untouched = await reconcile();
    assert.deepEqual([untouched.change, untouched.paused], ['as-it-was', true]);
    await handle().update((now) =>
      drifted(now, { policies: { overlap: ScheduleOverlapPolicy.ALLOW_ALL } }),
    );
    const mended = await reconcile();
    assert.deepEqual([mended.change, mended.paused], ['mended', true]);
    const { state } = await assertAsWanted();
    assert.deepEqual([state.paused, state.note], [true, 'on holiday']);
  });

  test('two processes that start at once make one schedule', async () => {
    const both = await Promise.all([reconcile(), reconcile()]);
    for (const { change } of both)
      assert.ok(change === 'created' || change === 'as-it-was', change);
    await assertAsWanted();
  });

  test('schedules of other programs are left alone', async () => {
    await client.schedule.create({
      scheduleId: 'someone-elses',
      spec: { intervals: [{ every: '1 day' }] },
      action: { type: 'startWorkflow', workflowType: 'theirs', taskQueue: 'theirs' },
    });
    await reconcile();
    const theirs = await client.schedule.getHandle('someone-elses').describe();
    assert.equal(theirs.action.workflowType, 'theirs');
  });

  test('the temporal CLI lists it, and a trigger starts the sync with its task’s name', async () => {
    await reconcile();
    const listed = await until('the CLI lists the schedule', async () => {
      const found = await cli('schedule', 'list');
      assert.ok(Array.isArray(found));
      return found.find(({ scheduleId }) => scheduleId === WEEKLY.id) as Listed | undefined;
    });
    assert.equal(listed.info.workflowType.name, 'fullSync');
    await run(cliPath, [
      'schedule',
      'trigger',
      '--schedule-id',
      WEEKLY.id,
      '--address',
      server.address,
    ]);
    const started = await until('the triggered run appears', async () => {
      for await (const one of client.workflow.list({ query: `WorkflowType = 'fullSync'` }))
        return one;
      return undefined;
    });
    assert.ok(started.workflowId.startsWith(`${WEEKLY.id}-`), started.workflowId);
    assert.equal(started.taskQueue, TASK_QUEUES.main);
    const shown = await cli('workflow', 'show', '--workflow-id', started.workflowId);
    const text = JSON.stringify(shown);
    assert.match(text, /"workflowType":\{"name":"fullSync"\}/);
    assert.ok(text.includes(Buffer.from(JSON.stringify(WEEKLY.input)).toString('base64')), text);
  });
});

test('every scheduled task has a name of its own, and a workflow that exists', async () => {
  const workflows: Record<string, unknown> = await import('../../src/workflows/index.ts');
  for (const { id, name, workflowType, input } of CATALOGUE) {
    assert.match(id, /^[a-z][a-z0-9_]+$/);
    assert.notEqual(name, '');
    assert.equal(typeof workflows[workflowType], 'function', workflowType);
    assert.equal(input['task'], id, 'the run is filed under the task');
  }
  assert.equal(new Set(CATALOGUE.map(({ id }) => id)).size, CATALOGUE.length);
});
