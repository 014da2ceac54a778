import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { RequestFault } from '../../src/sandbox/audiobookshelf/faults.ts';
import type { QbittorrentStandIn } from '../../src/sandbox/qbittorrent/index.ts';
import { eventsOf, ledgerOf, runOf, startSync, untilEvent } from '../support/runs.ts';
import { fitting } from '../support/small-world.ts';
import { startStack, type Stack, type WorkerProcess } from '../support/stack.ts';
import { until } from '../support/until.ts';
import { assertUndisturbed, createStage, openScene, type Scene } from './scenes.ts';

const stage = createStage();
let stack: Stack;
let worker: WorkerProcess;
/** How much the client held, and had been asked, when the test began. */
let heldBefore = 0;
let askedBefore = 0;

describe('faults of the library and of the torrent client', () => {
  before(async () => {
    stack = await startStack({ world: stage.world, qbittorrent: '5.1' });
    worker = await stack.startWorker();
  });
  after(() => stack.stop());

  describe('Audiobookshelf', library);
  describe('qBittorrent', client);
});

/** Everything is well again; each scene ends by showing that a run then completes. */
async function assertMended(scene: Scene): Promise<void> {
  await assertUndisturbed(stack, scene, await scene.sync());
}

function library(): void {
  const stops: readonly (readonly [string, RequestFault, string])[] = [
    ['a deleted key (401)', 'unauthorized', 'audiobookshelf/bad-credentials'],
    ['a user who may not (403)', 'forbidden', 'audiobookshelf/forbidden'],
    ["a proxy's page", 'proxy-page', 'audiobookshelf/unexpected-answer'],
  ];
  for (const [what, fault, name] of stops) {
    it(`${what} stops the run: ${name}`, async () => {
      const { audiobookshelf } = stack.sandbox;
      const scene = await openScene(stack, stage);
      audiobookshelf.faults.next.push(fault);
      const end = await scene.sync();
      await assertStoppedEarly(scene, { end, name });
      await assertMended(scene);
    });
  }

  it('a malformed item stops the run, naming the item', async () => {
    const { audiobookshelf } = stack.sandbox;
    const scene = await openScene(stack, stage);
    const [item] = scene.world.items;
    audiobookshelf.faults.malformed.add(item!.id);
    const end = await scene.sync();
    await assertStoppedEarly(scene, { end, name: 'audiobookshelf/unexpected-answer' });
    assert.ok(end.failureMessage.includes(item!.id), end.failureMessage);
    audiobookshelf.faults.malformed.clear();
    await assertMended(scene);
  });

  const passing: readonly (readonly [string, RequestFault[], string])[] = [
    ['503 for a while', ['unavailable', 'unavailable'], 'audiobookshelf/unavailable'],
    ['a connection cut before an answer', ['cut'], 'audiobookshelf/unreachable'],
    ['a connection cut in the middle of an answer', ['cut-half'], 'audiobookshelf/unreachable'],
  ];
  for (const [what, faults, name] of passing) {
    it(`${what} is waited out, and the owner is told: ${name}`, async () => {
      const scene = await openScene(stack, stage);
      stack.sandbox.audiobookshelf.faults.next.push(...faults);
      const end = await scene.sync();
      await assertUndisturbed(stack, scene, end);
      assert.equal((await eventsOf(stack, end.runId, 'waiting'))[0]?.name, name);
      assert.deepEqual(stack.sandbox.audiobookshelf.log.sins, []);
    });
  }
}

/** Stopped before a single term was made: nothing was asked of the tracker. */
async function assertStoppedEarly(
  scene: Scene,
  given: { readonly end: Awaited<ReturnType<Scene['sync']>>; readonly name: string },
): Promise<void> {
  const { end, name } = given;
  assert.equal(end.failureType, name, end.failureMessage);
  const run = await runOf(stack, end.runId);
  assert.deepEqual([run.status, run.stop?.name], ['stopped', name]);
  assert.ok((run.stop?.remedy ?? '').length > 10);
  assert.equal(scene.requests().length, 0);
}

function client(): void {
  beforeEach(() => {
    heldBefore = standIn().torrents().length;
    askedBefore = standIn().log.length;
  });

  it('503 for a while: torrents wait, the searches go on, nothing is added twice', async () => {
    const scene = await openScene(stack, stage);
    const run = await startSync(stack);
    await untilEvent(stack, run.runId, 'term-done');
    standIn().faults.unavailable = true;
    const told = await untilEvent(stack, run.runId, 'waiting');
    assert.equal(told.name, 'qbittorrent/unavailable');
    await until('all searches are done meanwhile', async () => {
      const done = await eventsOf(stack, run.runId, 'term-done');
      return done.length === scene.series.length ? true : undefined;
    });
    standIn().faults.unavailable = false;
    await assertUndisturbed(stack, scene, await run.ended());
    assertAddedOnce(scene);
  });

  it('away for some seconds, together with the library: the run starts when they are back', async () => {
    const scene = await openScene(stack, stage);
    stack.sandbox.audiobookshelf.faults.next.push('cut', 'unavailable', 'cut');
    const down = standIn().restart(2_000);
    const run = await startSync(stack);
    const told = await untilEvent(stack, run.runId, 'waiting');
    assert.equal(told.name, 'qbittorrent/unreachable');
    await down;
    await assertUndisturbed(stack, scene, await run.ended());
    assertAddedOnce(scene);
  });

  it('an add that is accepted and swallowed fails by name, and the next run adds it', async () => {
    const scene = await openScene(stack, stage);
    standIn().faults.swallowAdds = true;
    // It concerns this torrent: the searches go on, and the report says what became of it.
    assert.equal((await scene.sync()).failureType, null);
    assert.deepEqual(await linesOf(scene), ['failed']);
    assert.equal(standIn().torrents().length, heldBefore);
    standIn().faults.swallowAdds = false;
    askedBefore = standIn().log.length;
    assert.equal((await scene.sync()).failureType, null);
    assert.deepEqual((await linesOf(scene)).toSorted(), ['failed', 'queued']);
    assertAddedOnce(scene);
  });

  it('a wrong password is tried once, and never again until it changes, restarts included', async () => {
    const scene = await openScene(stack, stage);
    standIn().forgetSessions();
    const logins = () => standIn().log.filter(({ path }) => path.endsWith('auth/login')).length;
    const before = logins();
    for (const start of [1, 2]) {
      await worker.stop();
      worker = await stack.startWorker({ QB_PASSWORD: 'not the password' });
      const end = await scene.sync();
      await assertStoppedEarly(scene, { end, name: 'qbittorrent/bad-credentials' });
      assert.equal(logins() - before, 1, `after start ${start}`);
    }
    await worker.stop();
    worker = await stack.startWorker();
    await assertMended(scene);
    assert.equal(logins() - before, 2);
  });
}

function standIn(): QbittorrentStandIn {
  const { qbittorrent } = stack.sandbox;
  if (qbittorrent === null) throw new Error('this stack has a real qBittorrent');
  return qbittorrent;
}

async function linesOf(scene: Scene): Promise<readonly string[]> {
  const wanted = fitting(scene.world);
  const lines = (await ledgerOf(stack)).filter(({ sourceId }) => wanted.includes(sourceId));
  return lines.map(({ status }) => status);
}

/** Each of the scene's torrents is in the client, and was new to it once. */
function assertAddedOnce(scene: Scene): void {
  const held = standIn()
    .torrents()
    .map(({ hash }) => hash);
  assert.equal(held.length - heldBefore, fitting(scene.world).length);
  const added = standIn()
    .log.slice(askedBefore)
    .flatMap(({ asked }) => asked);
  const fresh = added.filter(({ isNew }) => isNew).map(({ hash }) => hash);
  assert.deepEqual(fresh, held.slice(heldBefore));
}
