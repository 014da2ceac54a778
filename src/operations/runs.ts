import { listAcquisitions, type AcquisitionRow } from '../db/acquisitions.ts';
import * as runs from '../db/runs.ts';
import type { RunRow } from '../db/runs.ts';
import { countTerms, type TermStatus } from '../db/terms.ts';
import { countDecisions } from '../db/progress.ts';
import type { Verdict } from '../domain/decision.ts';
import { phaseSeconds, type PhaseSpan } from '../domain/phase-times.ts';
import type { OperationDependencies } from './dependencies.ts';
import { mustFindRun } from './find-run.ts';
import { progressOf, type RunProgress } from './progress.ts';

/** A torrent of a run, without the sealed file. */
export type ShownAcquisition = Omit<AcquisitionRow, 'sealedTorrent'>;

/** All that our books hold of a run, short of its report. */
export interface ShownRun {
  readonly run: RunRow;
  /** As the report tells them; `seconds` is null for the one under way. */
  readonly phases: readonly (PhaseSpan & { readonly seconds: number | null })[];
  readonly terms: Readonly<Record<TermStatus, number>>;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly acquisitions: readonly ShownAcquisition[];
  readonly progress: RunProgress;
}

/** The newest runs first. */
export async function listRuns(
  deps: Pick<OperationDependencies, 'sql'>,
  limit = 20,
): Promise<readonly RunRow[]> {
  return runs.listRuns(deps.sql, limit);
}

/** One run whole. @throws {OperationError} `unknown-run`. */
export async function showRun(
  deps: Pick<OperationDependencies, 'sql' | 'config'>,
  runId: string,
): Promise<ShownRun> {
  const { sql } = deps;
  const run = await mustFindRun(deps, runId);
  const acquisitions: ShownAcquisition[] = [];
  for (const { sealedTorrent: _, ...shown } of await listAcquisitions(sql, runId)) {
    acquisitions.push(shown);
  }
  return {
    run,
    phases: phaseSeconds(await runs.listPhases(sql, runId), acquisitions),
    terms: await countTerms(sql, runId),
    verdicts: await countDecisions(sql, runId),
    acquisitions,
    progress: await progressOf(deps, run),
  };
}
