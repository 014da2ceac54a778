import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FaultSetting } from '../../src/sandbox/tracker/faults.ts';
import { assertPolite, endOf, paceOf } from '../support/politeness.ts';
import { eventsOf, reportOf, runOf, startSync, untilEvent } from '../support/runs.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { assertUndisturbed, createStage, mend, openScene, siteOf } from './scenes.ts';

const stage = createStage();
let stack: Stack;

const SIGNED_OUT: readonly (readonly [string, FaultSetting])[] = [
  ['on a search', { name: 'session-expired', after: 1, times: 1, on: ['search'] }],
  [
    'on a search, with status 200',
    { name: 'session-expired', after: 1, times: 1, on: ['search'], variant: 'page' },
  ],
  ['on a result page', { name: 'session-expired', times: 1, on: ['result-page'] }],
  ['on a download', { name: 'session-expired', times: 1, on: ['download'] }],
  [
    'between a page and its script',
    { name: 'session-expired', after: 1, times: 1, on: ['search'], variant: 'script' },
  ],
  ['with a login page in place of a torrent', { name: 'download-answers-login-page', times: 1 }],
];

describe('faults of the tracker that a run outlives', () => {
  before(async () => {
    stack = await startStack({ world: stage.world, qbittorrent: '5.1' });
    await stack.startWorker();
    // The first run signs in; what follows starts with a session.
    const scene = await openScene(stack, stage);
    await assertUndisturbed(stack, scene, await scene.sync());
    assert.equal(scene.logins(), 1);
  });
  after(() => stack.stop());

  describe('a session that ends', signedOut);
  describe('a site that wants to be left alone', waitedOut);

  it('never brought requests closer together than configured', () => {
    assertPolite(stack.sandbox.tracker.log, paceOf(stack.env));
  });
});

function signedOut(): void {
  for (const [when, fault] of SIGNED_OUT) {
    it(`${when}: one login, the request is repeated, and nothing is lost`, async () => {
      const scene = await openScene(stack, stage, fault);
      const end = await scene.sync();
      await assertUndisturbed(stack, scene, end);
      assert.equal(stack.sandbox.tracker.faults.history.at(-1), fault.name);
      assert.equal(scene.logins(), 1);
      assert.equal((await reportOf(stack, end.runId)).json.politeness.signIns, 1);
    });
  }
}

function waitedOut(): void {
  it('429 with Retry-After: nobody asks before it is over, then the run goes on', async () => {
    const fault = { name: 'rate-limited', retryAfter: 2, after: 1, times: 1 } as const;
    const scene = await openScene(stack, stage, fault);
    const end = await scene.sync();
    await assertUndisturbed(stack, scene, end);
    const refused = scene.requests().findIndex(({ status }) => status === 429);
    const [asked, next] = scene.requests().slice(refused);
    assert.equal(asked?.fault, 'rate-limited');
    const pauseMs = next!.at - endOf(stack.sandbox.tracker.log, asked);
    assert.ok(pauseMs >= 2_000, `asked again after ${pauseMs} ms`);
    assert.equal((await reportOf(stack, end.runId)).json.politeness.slowedDown, 1);
  });

  it('429 without Retry-After: half an hour, of which the owner is told and which he can lift', async () => {
    const fault = { name: 'rate-limited', after: 1, times: 1 } as const;
    const scene = await openScene(stack, stage, fault);
    const run = await startSync(stack);
    const told = await untilEvent(stack, run.runId, 'waiting');
    assert.equal(told.name, 'tracker/rate-limited');
    assert.ok(told.remedy.length > 10);
    assert.equal((await runOf(stack, run.runId)).status, 'running');
    const site = await siteOf(stack);
    assert.ok(secondsUntil(site.blockedUntil) > 29 * 60, String(site.blockedUntil));
    assert.ok(secondsUntil(site.blockedUntil) <= 30 * 60, String(site.blockedUntil));
    assert.match(site.blockReason ?? '', /fewer requests/);
    assert.equal(scene.requests().at(-1)?.status, 429);
    await mend(stack);
    await assertUndisturbed(stack, scene, await run.ended());
  });

  it('503 for a while: the run waits ever longer, and goes on when the site is back', async () => {
    const fault = { name: 'unavailable', after: 1, times: 2 } as const;
    const scene = await openScene(stack, stage, fault);
    const end = await scene.sync();
    await assertUndisturbed(stack, scene, end);
    const requests = scene.requests();
    const pauses = requests.flatMap((request, index) => {
      const next = requests[index + 1];
      if (request.status !== 503 || next === undefined) return [];
      return [next.at - endOf(stack.sandbox.tracker.log, request)];
    });
    // On this machine the first pause is a second; against the real site, a minute.
    assert.equal(pauses.length, 2);
    for (const [index, pause] of pauses.entries()) {
      assert.ok(pause >= [1_000, 2_000][index]!, `asked again after ${pause} ms`);
    }
    assert.equal((await eventsOf(stack, end.runId, 'waiting'))[0]?.name, 'tracker/unavailable');
  });

  it('a connection that is cut: the request is made again', async () => {
    const fault = { name: 'connection-cut', after: 1, times: 1, on: ['search'] } as const;
    const scene = await openScene(stack, stage, fault);
    const end = await scene.sync();
    await assertUndisturbed(stack, scene, end);
    assert.equal((await eventsOf(stack, end.runId, 'waiting'))[0]?.name, 'tracker/unreachable');
  });
}

function secondsUntil(time: Date | null): number {
  return ((time?.getTime() ?? 0) - Date.now()) / 1_000;
}
