import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { after, before, describe, test } from 'node:test';
import { CATALOGUE } from '../../src/schedules/catalogue.ts';
import { createSmallWorld } from '../support/small-world.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { until } from '../support/until.ts';

const run = promisify(execFile);
const TASK = 'series_author_completion_weekly';

describe('the weekly task of a worker that came up', () => {
  let stack: Stack;

  before(async () => {
    const world = createSmallWorld({ terms: 3, fits: [1] });
    stack = await startStack({ world, qbittorrent: '5.2' });
    await stack.startWorker();
  });
  after(() => stack.stop());

  async function temporal(...words: string[]): Promise<string> {
    const where = ['--address', stack.temporal().address, '--output', 'json'];
    return (await run(stack.temporalCli, [...words, ...where])).stdout;
  }

  test('is on the server, with the rest of the catalogue and none other', async () => {
    const ids = await until('the schedule is listed', async () => {
      const found: { scheduleId: string }[] = JSON.parse(await temporal('schedule', 'list'));
      return found.length >= CATALOGUE.length
        ? found.map(({ scheduleId }) => scheduleId)
        : undefined;
    });
    assert.deepEqual(ids.toSorted(), CATALOGUE.map(({ id }) => id).toSorted());
    assert.ok(ids.includes(TASK));
  });

  test('triggered by the temporal CLI it runs to its end, and is in the table that users query', async () => {
    await temporal('schedule', 'trigger', '--schedule-id', TASK);
    const rows = await until('the task is completed', async () => {
      const found = await stack.sql<{ task_name: string; status: string; count: string }[]>`
        SELECT task_name, status, COUNT(*) FROM tasks GROUP BY task_name, status`;
      return found.some(({ status }) => status !== 'running') ? found : undefined;
    });
    assert.deepEqual([...rows], [{ task_name: TASK, status: 'completed', count: '1' }]);
    const [row] = await stack.sql`
      SELECT runs.id, kind, dry_run, started_at < finished_at AS ended, report_path FROM runs`;
    assert.match(String(row?.['id']), new RegExp(`^${TASK}-\\d{4}-\\d\\d-\\d\\dT`));
    assert.deepEqual([row?.['kind'], row?.['dry_run'], row?.['ended']], ['sync', false, true]);
    assert.match(String(row?.['report_path']), /sync_\d{8}_\d{6}\.md$/);
  });

  test('shows in the server how far it came: phase, terms, what was queued', async () => {
    const query = `MamPhase = 'done' AND MamTermsTotal = 3 AND MamTermsDone = 3 AND MamQueued = 1`;
    const found = await until('the run is found by its search attributes', async () => {
      for await (const one of stack.client.workflow.list({ query })) return one;
      return undefined;
    });
    assert.equal(found.type, 'fullSync');
    const recent = (await stack.client.schedule.getHandle(TASK).describe()).info.recentActions;
    assert.equal(recent[0]?.action.workflow.workflowId, found.workflowId);
  });
});
