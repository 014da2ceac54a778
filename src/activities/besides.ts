import type { RunGapRow } from '../db/gaps.ts';
import type { RunRow } from '../db/runs.ts';
import { listStandingGaps, type StandingGapRow } from '../db/standing-gaps.ts';
import type { RunReport } from '../domain/report.ts';
import type { Dependencies } from './dependencies.ts';

/** What stands in the list beside a run's gaps. A search is about its own gaps alone; what another run judged anew meanwhile stays this run's. */
export async function listBesides(
  deps: Dependencies,
  run: RunRow,
  own: readonly RunGapRow[],
): Promise<readonly StandingGapRow[]> {
  if (run.kind === 'search') return [];
  const states = ['upcoming', 'question', 'excluded'] as const;
  const rows = await listStandingGaps(deps.sql, { states, seenSince: run.startedAt });
  const ids = new Set(own.map(({ id }) => id));
  return rows.filter(({ id }) => !ids.has(id));
}

/** What a report says of any gap. */
export function knownGap({ id, gap, firstSeen, sources }: RunGapRow | StandingGapRow) {
  return { id, gap, firstSeen: firstSeen.toISOString(), sources };
}

/** The report's parts about them. */
export function besidesOf(
  besides: readonly StandingGapRow[],
): Pick<RunReport, 'upcoming' | 'questions' | 'excluded'> {
  const inState = (wanted: StandingGapRow['state']) =>
    besides.filter(({ state }) => state === wanted);
  const asClaim = (row: StandingGapRow) => ({ ...knownGap(row), releaseDate: row.releaseDate });
  return {
    upcoming: inState('upcoming').map(asClaim),
    questions: inState('question').map(asClaim),
    excluded: inState('excluded').length,
  };
}
