import {
  allHandlersFinished,
  condition,
  defineQuery,
  defineUpdate,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { SearchedTerm } from '../activities/search.ts';
import { searchAttributesOf } from '../temporal/search-attributes.ts';
import { read } from './activities.ts';
import type { CarriedRun } from './carried.ts';
import { detailsOf } from './details.ts';
import { countsOf, NOTHING, type Progress } from './progress.ts';

export type { Progress } from './progress.ts';

/** Where a run stands. */
export const progressQuery = defineQuery<Progress>('progress');
/** Stops before the next term, until `resume`; refused when it is paused or past its crawl. */
export const pauseUpdate = defineUpdate<Progress>('pause');
/** Goes on after a pause; refused when the run is not paused. */
export const resumeUpdate = defineUpdate<Progress>('resume');

/** How often, in terms, the search attributes are brought up to date: each time costs an event. */
const ATTRIBUTES_EVERY = 10;

/** The run's dials: what it shows, and the two switches that a person has. */
export type Dials = ReturnType<typeof createDials>;

/** Sets up queries, updates and details for a run; carried counts go on where they were. */
export function createDials(carried: CarriedRun | undefined) {
  let progress: Progress = {
    runId: carried?.runId ?? null,
    phase: carried === undefined ? 'begin' : 'crawl',
    paused: carried?.paused ?? false,
    term: null,
    ...NOTHING,
    ...carried?.counts,
  };

  function show(change: Partial<Progress>): Progress {
    progress = { ...progress, ...change };
    setCurrentDetails(detailsOf(progress));
    return progress;
  }
  function turn(paused: boolean): Progress {
    return show({ paused });
  }

  setHandler(progressQuery, () => progress);
  setHandler(pauseUpdate, () => turn(true), { validator: () => mayPause(progress) });
  setHandler(resumeUpdate, () => turn(false), { validator: () => mayResume(progress) });

  return {
    show,
    paused: () => progress.paused,
    counts: () => countsOf(progress),
    enter(phase: Progress['phase']) {
      upsertSearchAttributes(searchAttributesOf(show({ phase })));
    },
    countTerm(done: SearchedTerm) {
      const { termsDone, found, refused, deferred, asked } = progress;
      show({
        termsDone: termsDone + 1,
        found: found + done.candidates,
        refused: refused + done.refused,
        deferred: deferred + done.deferred,
        asked: asked + (done.asked ?? 0),
      });
      if (progress.termsDone % ATTRIBUTES_EVERY !== 0) return;
      upsertSearchAttributes(searchAttributesOf(progress));
    },
    countTorrent(status: 'ready' | 'queued' | 'already-there' | 'failed') {
      if (status === 'queued') show({ queued: progress.queued + 1 });
      if (status === 'already-there') show({ alreadyThere: progress.alreadyThere + 1 });
      if (status === 'failed') show({ failed: progress.failed + 1 });
    },
    /** Returns at once unless the run is paused; then it waits for `resume`, however long. */
    async untilResumed(runId: string) {
      if (!progress.paused) return;
      await read.notePause({ runId, paused: true });
      await condition(() => !progress.paused);
      await read.notePause({ runId, paused: false });
    },
    /** Waits until updates that are being answered have been: continuing as new would lose them. */
    untilHandled: () => condition(allHandlersFinished),
  };
}

function mayPause(progress: Progress): void {
  if (progress.paused) throw new Error('the run is paused already; resume it with: runs resume');
  if (progress.phase === 'queue' || progress.phase === 'report' || progress.phase === 'done') {
    throw new Error('the run has no more terms to search: there is nothing to pause');
  }
}

function mayResume(progress: Progress): void {
  if (!progress.paused) throw new Error('the run is not paused');
}
