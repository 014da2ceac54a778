import assert from 'node:assert/strict';
import { liftHalt, listSites, type SiteState } from '../../src/db/sites.ts';
import type { FaultSetting } from '../../src/sandbox/tracker/faults.ts';
import type { LoggedRequest } from '../../src/sandbox/request-log.ts';
import { gapsOf, reportOf, runOf, startSync, type RunEnding } from '../support/runs.ts';
import {
  createSmallWorld,
  expectedGaps,
  type SmallSeries,
  type SmallWorld,
} from '../support/small-world.ts';
import type { Stack } from '../support/stack.ts';

/** Most scenes that a stage can hold. */
const PARTS = 20;

/** Worlds for many scenes on one stack: each scene has a library of its own. */
export interface Stage {
  /** What the stack is started with: no item yet, and the torrents of all scenes. */
  readonly world: Pick<SmallWorld, 'libraries' | 'items' | 'torrents'>;
  /** The next scene's world. */
  next(): SmallWorld;
}

/**
 * Four searches a scene: the second has a torrent that fits, on its second page. `fits` names the
 * searches that have one; stages of different numbers share nothing.
 */
export function createStage(fits: readonly number[] = [1], number = 0): Stage {
  const parts = Array.from({ length: PARTS }, (_, at) =>
    createSmallWorld({ terms: 4, fits, pages: { 1: 2 }, part: number * PARTS + at }),
  );
  let used = 0;
  return {
    world: {
      libraries: parts[0]!.libraries,
      items: [],
      torrents: parts.flatMap(({ torrents }) => torrents),
    },
    next() {
      used += 1;
      return parts[used - 1]!;
    },
  };
}

/** One scene: its world, and what happens in it. */
export interface Scene {
  readonly world: SmallWorld;
  /** The series of the scene's searches, in their order. */
  readonly series: readonly SmallSeries[];
  /** Runs a full sync to its end. */
  sync(): Promise<RunEnding>;
  /** The own requests that the site got since the scene began. */
  requests(): readonly LoggedRequest[];
  /** Successful logins since the scene began. */
  logins(): number;
}

/** Sets the stage: all faults are mended, the owner has lifted what was halted, and a day is over. */
export async function openScene(stack: Stack, stage: Stage, fault?: FaultSetting): Promise<Scene> {
  const { tracker, audiobookshelf } = stack.sandbox;
  const world = stage.next();
  await mend(stack);
  await stack.sql`DELETE FROM site_logins`;
  audiobookshelf.setItems(world.items);
  const logins = tracker.state().logins;
  const from = tracker.log.entries.length;
  if (fault !== undefined) tracker.faults.set(fault);
  return {
    world,
    series: world.series,
    // Scenes run more than once: what an earlier run searched in vain is searched again.
    sync: async () => (await startSync(stack, 'sync', { all: true })).ended(),
    requests: () =>
      tracker.log.entries
        .slice(from)
        .filter(({ owner, kind }) => owner === null && kind !== 'control'),
    logins: () => tracker.state().logins - logins,
  };
}

/** The fault is over, and the owner says so. */
export async function mend(stack: Stack): Promise<void> {
  const { tracker } = stack.sandbox;
  tracker.faults.clear();
  await liftHalt(stack.sql, hostOf(stack));
}

/** The tracker's host, as the database knows it. */
export function hostOf(stack: Stack): string {
  return new URL(stack.sandbox.tracker.url).host;
}

/** How the tracker may be touched, as our database has it. */
export async function siteOf(stack: Stack): Promise<SiteState> {
  const found = (await listSites(stack.sql)).find(({ host }) => host === hostOf(stack));
  assert.ok(found !== undefined);
  return found;
}

/** The run completed, and is what it would have been without the fault. */
export async function assertUndisturbed(stack: Stack, scene: Scene, end: RunEnding): Promise<void> {
  assert.equal(end.failureType, null, end.failureMessage);
  assert.equal((await runOf(stack, end.runId)).status, 'completed');
  assert.deepEqual(await gapsOf(stack, end.runId), expectedGaps(scene.world));
}

/** What a stopped run must leave. */
export interface ExpectedStop {
  /** The failure's type: `tracker/layout-changed`. */
  readonly name: string;
  /** How many searches were brought to their end before. */
  readonly searched: number;
}

/**
 * The run stopped by name, in the workflow's failure and in the books; its partial report has the
 * remedy, and says of no gap whose search was not made that nothing was found.
 */
export async function assertStopped(
  stack: Stack,
  given: { readonly scene: Scene; readonly end: RunEnding },
  expected: ExpectedStop,
): Promise<void> {
  const { end, scene } = given;
  assert.equal(end.failureType, expected.name, end.failureMessage);
  const run = await runOf(stack, end.runId);
  assert.equal(run.status, 'stopped');
  assert.equal(run.stop?.name, expected.name);
  assert.ok(run.finishedAt !== null);
  const { json, markdown } = await reportOf(stack, end.runId);
  assert.equal(json.status, 'stopped');
  assert.ok((run.stop?.remedy ?? '').length > 10, 'no remedy');
  assert.equal(json.stop?.remedy, run.stop?.remedy);
  assert.ok(plain(markdown).includes(plain(run.stop?.remedy ?? '')), 'the report lacks the remedy');
  const outcomes = new Map((await gapsOf(stack, end.runId)).map((gap) => [gap.key, gap.outcome]));
  for (const { index, gapKey } of scene.series) {
    const term = json.terms[index];
    const isSearched = index < expected.searched;
    assert.equal(term?.status, isSearched ? 'done' : 'not-reached', `term ${index}`);
    if (!isSearched) assert.equal(outcomes.get(gapKey), 'not-searched', gapKey);
  }
  const [task] = await stack.sql`SELECT status, error FROM tasks WHERE run_id = ${end.runId}`;
  assert.deepEqual({ ...task }, { status: 'stopped', error: run.stop?.what });
}

/** Letters and digits alone: a report escapes what Markdown would take for its own. */
function plain(text: string): string {
  return text
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .toLowerCase()
    .trim();
}
