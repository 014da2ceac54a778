import { indexChoices, standingOf } from '../domain/choices.ts';
import { dayIn } from '../domain/day.ts';
import { keepHeldIn } from '../domain/held-in.ts';
import { NOT_ANALYSED } from '../domain/gaps.ts';
import { findLackingInSteps, type Lacking } from '../domain/lacking.ts';
import type { KnownWork } from '../domain/missing/known-work.ts';
import { databaseTime } from '../db/clock.ts';
import { addEvent } from '../db/events.ts';
import { lockChoices, saveFindings } from '../db/gaps.ts';
import { readKnownWorks } from '../db/known-works.ts';
import { addNotes, findRun, type RunRow } from '../db/runs.ts';
import { listChoices } from '../db/standing-gaps.ts';
import type { Dependencies } from './dependencies.ts';
import { loadAllItems, snapshotActivities } from './snapshot.ts';
import { stepwise } from './stepwise.ts';

/** Phase 1, its second half: what the library lacks. */
export function analysisActivities(deps: Dependencies) {
  async function findGaps({ runId }: { runId: string }): Promise<{ gaps: number }> {
    const run = await findRun(deps.sql, runId);
    if (run === undefined) throw new Error(`no run ${runId}`);
    // What another library holds is owned too, also for a run that is about one of them.
    const library = await loadAllItems(deps);
    const libraryIds = new Set(run.libraries.map(({ id }) => id));
    const items = library.filter((item) => libraryIds.has(item.libraryId)).length;
    const policy = await deps.policy();
    // A person's own search is about what they ask for: it looks all the same.
    if (run.kind === 'sync' && !policy.analysis) return leaveAsItIs(deps, run, items);
    const known = await loadKnownWorks(deps);
    const today = dayIn(await databaseTime(deps.sql), deps.config.timeZone);
    const whole = await stepwise(findLackingInSteps({ library, known, policy, today }));
    const lacking = keepHeldIn(whole, library, libraryIds);
    const gaps = await enlist(deps, run, lacking);
    await addNotes(deps.sql, runId, lacking.notes);
    const changed = run.itemsChanged ?? 0;
    const seen = { items, changed, gaps };
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

async function loadKnownWorks(deps: Dependencies): Promise<readonly KnownWork[]> {
  const known: KnownWork[] = [];
  for await (const page of readKnownWorks(deps.sql)) known.push(...page);
  return known;
}

/** Brings the standing list up to date, as a person has spoken; answers how many gaps are open. */
async function enlist(deps: Dependencies, run: RunRow, lacking: Lacking): Promise<number> {
  return deps.sql.begin(async (tx) => {
    await lockChoices(tx);
    const choices = indexChoices(await listChoices(tx));
    const found = [...lacking.gaps, ...lacking.upcoming, ...lacking.questions];
    const findings = found.map((work) => standingOf(work, choices));
    await saveFindings(tx, run, findings);
    return findings.filter(({ state }) => state === 'open').length;
  });
}

/** A sync that may look for nothing says so, and leaves the standing list as it is. */
async function leaveAsItIs(
  deps: Dependencies,
  run: RunRow,
  items: number,
): Promise<{ gaps: number }> {
  await addNotes(deps.sql, run.id, [NOT_ANALYSED]);
  const changed = run.itemsChanged ?? 0;
  await addEvent(deps.sql, run.id, { kind: 'library-read', items, changed, gaps: 0 });
  return { gaps: 0 };
}
