import { findGapsInSteps, NOT_ANALYSED } from '../domain/gaps.ts';
import { addEvent } from '../db/events.ts';
import { saveRunGaps } from '../db/gaps.ts';
import { addNotes, findRun } from '../db/runs.ts';
import type { Dependencies } from './dependencies.ts';
import { loadRunItems, snapshotActivities } from './snapshot.ts';
import { stepwise } from './stepwise.ts';

/** Phase 1, its second half: what the library lacks. */
export function analysisActivities(deps: Dependencies) {
  async function findGaps({ runId }: { runId: string }): Promise<{ gaps: number }> {
    const run = await findRun(deps.sql, runId);
    if (run === undefined) throw new Error(`no run ${runId}`);
    const items = await loadRunItems(deps, run);
    const policy = await deps.policy();
    // A person's own search is about what they ask for: it looks all the same.
    const isOff = run.kind === 'sync' && !policy.analysis;
    const found = isOff ? NOT_ANALYSED : await stepwise(findGapsInSteps(items, policy));
    await saveRunGaps(deps.sql, runId, found.gaps);
    await addNotes(deps.sql, runId, found.notes);
    const changed = run.itemsChanged ?? 0;
    const seen = { items: items.length, changed, gaps: found.gaps.length };
    await addEvent(deps.sql, runId, { kind: 'library-read', ...seen });
    return { gaps: seen.gaps };
  }
  return {
    /** Finds the gaps in the snapshot, by what is known. Safe to repeat. */
    findGaps,
    /** Both halves in one, for runs that began before there were two. */
    async analyseLibrary(input: { runId: string }): Promise<{ items: number; gaps: number }> {
      const { items } = await snapshotActivities(deps).readLibrary(input);
      const { gaps } = await findGaps(input);
      return { items, gaps };
    },
  };
}
