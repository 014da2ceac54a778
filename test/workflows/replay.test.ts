import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { before, describe, test } from 'node:test';
import { DeterminismViolationError } from '@temporalio/workflow';
import {
  bundleWorkflowCode,
  DefaultLogger,
  makeTelemetryFilterString,
  Runtime,
  Worker,
} from '@temporalio/worker';
import { buildBundle } from '../../src/workers/workflow-code.ts';

const HISTORIES = fileURLToPath(new URL('../histories', import.meta.url));
const BROKEN = fileURLToPath(new URL('broken', import.meta.url));

/** What the histories must show between them: each a way that a run can go. */
const WAYS: Readonly<Record<string, readonly RegExp[]>> = {
  'full-sync': [/"name":"queueTorrent"/, /EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED/],
  search: [/"name":"search"/, /EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED/],
  'paused-and-resumed': [/UPDATE_COMPLETED/, /"name":"notePause"/],
  cancelled: [/CANCEL_REQUESTED/, /EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED/],
  stopped: [/EVENT_TYPE_ACTIVITY_TASK_FAILED/, /EVENT_TYPE_WORKFLOW_EXECUTION_FAILED/],
  proposing: [/"name":"learn"/, /"name":"openReviews"/, /EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED/],
  'review-approved': [/"name":"decideReview"/, /"name":"queueTorrent"/, /"name":"finishReview"/],
  'review-waited-and-refused': [/"name":"noteReview"/, /TIMER_CANCELED/, /UPDATE_COMPLETED/],
  'review-superseded': [/WORKFLOW_EXECUTION_SIGNALED/, /EXECUTION_COMPLETED/],
  'continued-first': [/EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW/],
  'continued-middle': [/"continuedExecutionRunId":"[^"]/, /EXECUTION_CONTINUED_AS_NEW/],
  'continued-last': [/"continuedExecutionRunId":"[^"]/, /EXECUTION_COMPLETED/],
};

interface Recorded {
  readonly name: string;
  readonly text: string;
}

async function recorded(): Promise<readonly Recorded[]> {
  const files = (await readdir(HISTORIES)).filter((file) => file.endsWith('.json')).toSorted();
  return Promise.all(
    files.map(async (file) => ({
      name: path.basename(file, '.json'),
      text: await readFile(path.join(HISTORIES, file), 'utf8'),
    })),
  );
}

/** Replays all histories; answers the error of each that did not replay. The SDK throws none. */
async function replay(
  code: string,
  histories: readonly Recorded[],
): Promise<ReadonlyMap<string, unknown>> {
  const inputs = histories.map(({ name, text }) => ({
    workflowId: name,
    history: JSON.parse(text) as unknown,
  }));
  const errors = new Map<string, unknown>();
  let seen = 0;
  for await (const result of Worker.runReplayHistories({ workflowBundle: { code } }, inputs)) {
    seen += 1;
    if (result.error !== undefined) errors.set(result.workflowId, result.error);
  }
  assert.equal(seen, histories.length, 'each history was replayed');
  return errors;
}

async function broken(file: string): Promise<string> {
  const logger = new DefaultLogger('ERROR');
  return (await bundleWorkflowCode({ workflowsPath: path.join(BROKEN, file), logger })).code;
}

describe('recorded histories', () => {
  let histories: readonly Recorded[];

  before(async () => {
    // A replay that fails is what some tests are for: the SDK need not warn of it.
    const filter = makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' });
    Runtime.install({
      logger: new DefaultLogger('ERROR'),
      telemetryOptions: { logging: { filter } },
    });
    histories = await recorded();
  });

  test('cover every way that a run can go', () => {
    assert.deepEqual(histories.map(({ name }) => name).toSorted(), Object.keys(WAYS).toSorted());
    for (const { name, text } of histories) {
      for (const way of WAYS[name] ?? []) assert.match(text, way, name);
    }
  });

  test('replay on the workflows as they are now', async () => {
    const { code } = await buildBundle();
    const errors = await replay(code, histories);
    assert.deepEqual([...errors], [], 'a run under way would break: version the change instead');
  });

  test('do not replay on a workflow that waits before it begins: the gate bites', async () => {
    const syncs = histories.filter(({ name }) => name !== 'search' && !name.startsWith('review-'));
    const errors = await replay(await broken('early.ts'), syncs);
    assert.deepEqual([...errors.keys()].toSorted(), syncs.map(({ name }) => name).toSorted());
    for (const error of errors.values()) assert.ok(error instanceof DeterminismViolationError);
  });

  test('do not replay on a workflow that does one thing more at its end: it bites there, too', async () => {
    const ended = histories.filter(({ name }) =>
      ['full-sync', 'paused-and-resumed', 'continued-last'].includes(name),
    );
    const errors = await replay(await broken('late.ts'), ended);
    assert.equal(errors.size, ended.length);
    for (const error of errors.values()) assert.ok(error instanceof DeterminismViolationError);
  });

  test('are small, and hold neither a secret nor the place where they were made', () => {
    for (const { name, text } of histories) {
      assert.ok(text.length < 100_000, `${name} has ${text.length} characters`);
      const all = `${text}\n${decoded(text)}`;
      for (const hidden of [
        /sandbox-\w+-(?:password|key)/,
        /mam_id/i,
        /collector@/,
        /@vm-|\/home\/|\/root\/|file:\/\/\/(?!src|node_modules)/,
      ]) {
        assert.doesNotMatch(all, hidden, name);
      }
      for (const [, identity] of text.matchAll(/"identity":"([^"]*)"/g)) {
        assert.equal(identity, 'worker', name);
      }
    }
  });
});

/** What the payloads say. */
function decoded(text: string): string {
  const payloads = [...text.matchAll(/"data":"([A-Za-z0-9+/=]+)"/g)];
  assert.ok(payloads.length > 5);
  return payloads.map(([, data = '']) => Buffer.from(data, 'base64').toString('utf8')).join('\n');
}
