import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FaultSetting } from '../../src/sandbox/tracker/faults.ts';
import { countKind } from '../support/politeness.ts';
import { countOutcomes, eventsOf, gapsOf, ledgerOf, reportOf } from '../support/runs.ts';
import { fitting } from '../support/small-world.ts';
import { startStack, type Stack, type WorkerProcess } from '../support/stack.ts';
import {
  assertStopped,
  assertUndisturbed,
  createStage,
  mend,
  openScene,
  siteOf,
  type Scene,
} from './scenes.ts';

/** The time is short for the sake of a page that never draws its results. */
const SETTINGS = { MAM_TIMEOUT: '3', MAM_MAX_LOGINS_PER_DAY: '24' };

const stage = createStage();
/** With two torrents a scene. Adds lie two seconds apart, so that each takes its time. */
const pairs = createStage([1, 2], 1);
const torrents = [...stage.world.torrents, ...pairs.world.torrents];
let stack: Stack;
let worker: WorkerProcess;

/** The session is lost at the second search, and the login then goes wrong. */
const LOST: FaultSetting = { name: 'session-expired', after: 1, times: 1, on: ['search'] };

const STOPS: readonly (readonly [string, string, readonly FaultSetting[]])[] = [
  ['a table under other names', 'layout-changed', [{ name: 'layout-changed', after: 1 }]],
  [
    'a page whose script draws nothing',
    'layout-changed',
    [{ name: 'layout-changed', after: 1, variant: 'never-draws' }],
  ],
  [
    'neither heading, nor table, nor "nothing returned"',
    'layout-changed',
    [{ name: 'layout-changed', after: 1, variant: 'no-heading' }],
  ],
  ['403', 'forbidden', [{ name: 'forbidden', after: 1 }]],
  ['a captcha', 'captcha', [LOST, { name: 'captcha' }]],
  ['a locked login', 'login-locked', [LOST, { name: 'login-locked' }]],
  [
    'a session that is lost again at once',
    'not-signed-in',
    [{ name: 'session-expired', after: 1 }],
  ],
];

describe('faults of the tracker that need the owner', () => {
  before(async () => {
    stack = await startStack({
      world: { ...stage.world, torrents },
      qbittorrent: '5.1',
      settings: SETTINGS,
    });
    worker = await stack.startWorker();
    const scene = await openScene(stack, stage);
    await assertUndisturbed(stack, scene, await scene.sync());
  });
  after(() => stack.stop());

  describe('stop the run by name', stopped);
  describe('of one search or one torrent, let the run go on', oneAlone);
  describe('credentials that are refused', refusedCredentials);
});

function stopped(): void {
  for (const [what, kind, faults] of STOPS) {
    it(`${what}: tracker/${kind}, and after mending a new run completes`, async () => {
      const scene = await openScene(stack, stage);
      for (const fault of faults) stack.sandbox.tracker.faults.set(fault);
      const end = await scene.sync();
      await assertStopped(stack, { scene, end }, { name: `tracker/${kind}`, searched: 1 });
      assert.ok(countKind({ entries: scene.requests() }, 'login') <= 1);
      if (kind === 'captcha' || kind === 'login-locked') await assertHalted(scene, kind);
      await mend(stack);
      await assertUndisturbed(stack, scene, await scene.sync());
    });
  }

  it('downloads that answer with the login page for ever: tracker/not-signed-in', async () => {
    const scene = await openScene(stack, stage, { name: 'download-answers-login-page' });
    const end = await scene.sync();
    await assertStopped(stack, { scene, end }, { name: 'tracker/not-signed-in', searched: 2 });
    assert.equal(scene.logins(), 1);
    const gap = (await gapsOf(stack, end.runId)).find(({ key }) => key === scene.series[1]?.gapKey);
    assert.equal(gap?.outcome, 'deferred');
    await mend(stack);
    const next = await scene.sync();
    assert.equal(next.failureType, null);
    await assertQueued(scene);
    const expected = { 'not-found': 3, 'already-queued': 1 };
    assert.deepEqual(await countOutcomes(stack, next.runId), expected);
  });
}

/** Nobody asks the site for anything more, in the next run neither. */
async function assertHalted(scene: Scene, kind: 'captcha' | 'login-locked'): Promise<void> {
  assert.ok((await siteOf(stack)).haltedAt !== null);
  const asked = scene.requests().length;
  const end = await scene.sync();
  await assertStopped(stack, { scene, end }, { name: `tracker/${kind}`, searched: 0 });
  assert.equal(scene.requests().length, asked);
}

/** Each torrent of the scene is in the ledger, queued, once. */
async function assertQueued(scene: Scene): Promise<void> {
  const wanted = fitting(scene.world);
  const lines = (await ledgerOf(stack)).filter(({ sourceId }) => wanted.includes(sourceId));
  const queued = lines.filter(({ status }) => status === 'queued').map(({ sourceId }) => sourceId);
  assert.deepEqual(queued.sort(), wanted);
}

function oneAlone(): void {
  it('a search that the engine can not run fails by name', async () => {
    const fault = { name: 'search-engine-trouble', after: 1, times: 1 } as const;
    const scene = await openScene(stack, pairs, fault);
    const end = await scene.sync();
    assert.equal(end.failureType, null);
    const [failed] = await eventsOf(stack, end.runId, 'term-failed');
    assert.equal(failed?.label, scene.series[1]?.name);
    const { json } = await reportOf(stack, end.runId);
    assert.deepEqual(
      json.terms.map(({ status }) => status),
      ['done', 'failed', 'done', 'done'],
    );
    const [row] = await stack.sql<{ failure: { name: string } }[]>`
      SELECT failure FROM terms WHERE run_id = ${end.runId} AND status = 'failed'`;
    assert.equal(row?.failure.name, 'tracker/search-refused');
    const expected = { 'not-found': 2, queued: 1, failed: 1 };
    assert.deepEqual(await countOutcomes(stack, end.runId), expected);
    await mend(stack);
    assert.equal((await scene.sync()).failureType, null);
    await assertQueued(scene);
  });

  it('downloads that are frozen: no second attempt, and the searches go on', async () => {
    const scene = await openScene(stack, pairs, { name: 'download-refused' });
    const end = await scene.sync();
    assert.equal(end.failureType, null);
    assert.equal(countKind({ entries: scene.requests() }, 'download'), 1);
    assert.deepEqual(await failuresOf(end.runId), [
      'tracker/downloads-frozen',
      'tracker/downloads-frozen',
    ]);
    assert.deepEqual(await countOutcomes(stack, end.runId), { 'not-found': 2, failed: 2 });
    await mend(stack);
    await assertUndisturbed(stack, scene, await scene.sync());
  });

  for (const [variant, name] of [
    ['gone', 'tracker/not-found'],
    ['vip-only', 'tracker/download-refused'],
  ] as const) {
    it(`a torrent that is refused (${variant}) fails alone, by name`, async () => {
      const scene = await openScene(stack, pairs, { name: 'download-refused', times: 1, variant });
      const end = await scene.sync();
      assert.equal(end.failureType, null);
      assert.deepEqual(await failuresOf(end.runId), [name]);
      const expected = { 'not-found': 2, queued: 1, failed: 1 };
      assert.deepEqual(await countOutcomes(stack, end.runId), expected);
      await mend(stack);
      assert.equal((await scene.sync()).failureType, null);
      await assertQueued(scene);
    });
  }
}

async function failuresOf(runId: string): Promise<readonly string[]> {
  const rows = await stack.sql<{ name: string }[]>`
    SELECT failure->>'name' AS name FROM acquisitions
    WHERE run_id = ${runId} AND status = 'failed' ORDER BY id`;
  return rows.map(({ name }) => name);
}

function refusedCredentials(): void {
  it('are tried once, and never again until they change, restarts included', async () => {
    const scene = await openScene(stack, stage);
    stack.sandbox.tracker.expireSessions();
    const logins = () => countKind({ entries: scene.requests() }, 'login');
    const wrong = { MAM_PASSWORD: 'not the password' };
    const name = 'tracker/bad-credentials';
    for (const start of [1, 2]) {
      await worker.stop();
      worker = await stack.startWorker(wrong);
      const end = await scene.sync();
      await assertStopped(stack, { scene, end }, { name, searched: 0 });
      assert.equal(logins(), 1, `after start ${start}`);
    }
    await worker.stop();
    worker = await stack.startWorker();
    await assertUndisturbed(stack, scene, await scene.sync());
    assert.equal(logins(), 2);
  });
}
