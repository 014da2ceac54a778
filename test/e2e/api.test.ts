import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ShownReview } from '../../src/operations/index.ts';
import { untilReview } from '../support/reviews.ts';
import { startSync } from '../support/runs.ts';
import { createSmallWorld } from '../support/small-world.ts';
import { startStack, type Stack, type WorkerProcess } from '../support/stack.ts';
import { historiesOf, leaksIn } from '../support/traces.ts';

/** Two searches that find something. */
const world = createSmallWorld({ terms: 2, fits: [0, 1] });
const KEY = 'the-key-of-this-test-alone';

describe('the REST API of the program', () => {
  let stack: Stack;
  let worker: WorkerProcess;
  let url: string;

  before(async () => {
    const settings = { QUEUE_MODE: 'propose', API_KEY: KEY };
    stack = await startStack({ world, qbittorrent: '5.1', settings });
    worker = await stack.startWorker();
    url = /"api":"([^"]+)"/.exec(await log())?.[1] ?? 'the log names no address';
    const next = await startSync(stack, 'proposing');
    const { failureType, failureMessage } = await next.ended();
    assert.equal(failureType, null, failureMessage);
  });
  after(() => stack.stop());

  const log = () => readFile(path.join(stack.folder, 'logs', 'mamcrawler.log'), 'utf8');

  async function ask(line: string, headers: Record<string, string> = { 'X-API-Key': KEY }) {
    const [method = '', route = ''] = line.split(' ');
    const answer = await fetch(`${url}${route}`, { method, headers });
    return { status: answer.status, ...JSON.parse(await answer.text()) };
  }

  const sourceOf = (index: number) => world.series[index]?.sourceId ?? '';
  const downloads = (sourceId: string) =>
    stack.sandbox.tracker.log.entries.filter(
      ({ kind, tid }) => kind === 'download' && tid === sourceId,
    ).length;
  const inClient = () => stack.sandbox.qbittorrent?.torrents().length ?? -1;

  it('is well, and says so to whoever asks', async () => {
    const { status, data } = await ask('GET /health', {});
    assert.deepEqual([status, data], [200, { database: 'up', temporal: 'up' }]);
  });

  it('lists what is proposed to whoever has the key', async () => {
    const { status, error } = await ask('GET /api/review', {});
    assert.deepEqual([status, error.kind], [401, 'no-key']);
    const { data } = await ask('GET /api/review');
    const those = (data as readonly ShownReview[]).map((one) => [one.sourceId, one.status]);
    assert.deepEqual(those, [
      [sourceOf(0), 'open'],
      [sourceOf(1), 'open'],
    ]);
    assert.deepEqual([downloads(sourceOf(0)), inClient()], [0, 0]);
  });

  it('approved over HTTP, twice at once, it is queued once; another word comes too late', async () => {
    const { data: reviews } = await ask('GET /api/review');
    const id: string = reviews[0].reviewId;
    const line = `POST /api/review/${id}/approve`;
    const answers = await Promise.all([ask(line), ask(line)]);
    for (const { status, data } of answers) {
      assert.deepEqual([status, data.reviewId, data.isDone], [200, id, true]);
    }
    await untilReview(stack, id, 'queued');
    assert.deepEqual([downloads(sourceOf(0)), inClient()], [1, 1]);
    const { status, error } = await ask(`POST /api/review/${id}/refuse`);
    assert.deepEqual([status, error.kind], [409, 'refused']);
    assert.match(error.message, /it ended already as queued$/);
    assert.equal((await ask(line)).status, 200);
    assert.deepEqual([downloads(sourceOf(0)), inClient()], [1, 1]);
  });

  it('refused over HTTP, it is never fetched', async () => {
    const { status, data } = await ask(`POST /api/review/${sourceOf(1)}/refuse`);
    assert.deepEqual([status, data.status], [200, 'refused']);
    await untilReview(stack, data.reviewId, 'refused');
    assert.deepEqual((await ask('GET /api/review')).data, []);
    assert.deepEqual([downloads(sourceOf(1)), inClient()], [0, 1]);
  });

  it('a second program that is to listen on the same port ends, saying so; without an API it serves', async () => {
    const { port } = new URL(url);
    await assert.rejects(
      stack.startWorker({ API_PORT: port }),
      /can't listen on .*API_PORT=\d+: another program has that port.*\s+What to do: .*API_PORT/,
    );
    const other = await stack.startWorker({ API_PORT: port, API_ENABLED: 'off' });
    assert.equal(await other.stop(), 0);
    assert.equal((await ask('GET /health')).status, 200);
  });

  it('ends with the program, though a connection is held open; its key is nowhere', async () => {
    const { hostname, port } = new URL(url);
    const silent = connect(Number(port), hostname);
    await once(silent, 'connect');
    const gone = once(silent, 'close');
    assert.equal(await worker.stop(), 0);
    await gone;
    await assert.rejects(ask('GET /health'));
    const traces = [{ place: 'log', text: await log() }, ...(await historiesOf(stack))];
    assert.deepEqual(leaksIn(traces, new Map([['API_KEY', KEY]])), []);
  });
});
