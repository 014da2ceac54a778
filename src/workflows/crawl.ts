import { continueAsNew, workflowInfo } from '@temporalio/workflow';
import type { ChosenTorrent } from '../activities/search.ts';
import { PRIORITIES } from '../temporal/names.ts';
import { read, site } from './activities.ts';
import type { CarriedRun, CrawlState } from './carried.ts';
import type { Dials } from './dials.ts';
import { createLane, type Lane } from './lane.ts';

/** Arguments of the next execution of the same workflow. */
export type Again = (next: CarriedRun) => unknown[];

/** A crawl to carry out. */
export interface CrawlInput {
  readonly runId: string;
  readonly kind: 'sync' | 'search';
  readonly state: CrawlState;
  readonly dials: Dials;
  readonly again: Again;
}

/** Phases 3 and 4: term after term, and each chosen torrent queued as it comes. */
export async function crawl(input: CrawlInput): Promise<void> {
  const { runId, dials } = input;
  const lane = createLane(runId, dials);
  dials.enter('crawl');
  let rest: CrawlState | null = null;
  try {
    rest = await searchTerms(input, lane);
    // Behind the run's own: what stopped an earlier run must not keep this one from searching.
    if (rest === null) for (const torrent of input.state.left) await fetch(runId, lane, torrent);
  } catch (error) {
    await lane.abandon();
    throw error;
  }
  dials.show({ term: null });
  await lane.drained();
  if (rest === null) {
    // What was asked may be settled by now: another term filled the gap.
    if (dials.counts().asked > 0) await read.openReviews({ runId });
    return;
  }
  await dials.untilHandled();
  const carried = { runId, crawl: rest, counts: dials.counts(), paused: dials.paused() };
  await continueAsNew(...input.again(carried));
}

/** Searches until the terms are done (null), or the history is long enough to start anew. */
async function searchTerms(input: CrawlInput, lane: Lane): Promise<CrawlState | null> {
  const { runId, dials, state } = input;
  const priority = { priorityKey: input.kind === 'search' ? PRIORITIES.person : PRIORITIES.crawl };
  let { next } = state;
  for (let searched = 0; next !== null; searched += 1) {
    await dials.untilResumed(runId);
    lane.check();
    if (searched >= state.termsPerExecution || workflowInfo().continueAsNewSuggested) {
      return { ...state, next };
    }
    dials.show({ term: next.label });
    const options = { summary: next.label, priority };
    const asked = { runId, ordinal: next.ordinal };
    const done = await site.searchTerm.executeWithOptions(options, [asked]);
    dials.countTerm(done);
    if ((done.asked ?? 0) > 0) await read.openReviews({ runId });
    for (const torrent of done.chosen) await fetch(runId, lane, torrent);
    next = done.next;
  }
  return null;
}

/** Fetches in the site's slot, between two terms; queueing then goes on beside the crawl. */
async function fetch(runId: string, lane: Lane, torrent: ChosenTorrent): Promise<void> {
  const options = { summary: torrent.title, priority: { priorityKey: PRIORITIES.torrent } };
  const asked = { runId, acquisitionId: torrent.id };
  const { status } = await site.fetchTorrent.executeWithOptions(options, [asked]);
  lane.put(torrent, status);
}
