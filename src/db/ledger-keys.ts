import { stands } from './acquisitions.ts';
import type { Transaction } from './connect.ts';
import { openProposals } from './reviews.ts';

/** What was chosen before, by any run: the judge refuses it as queued already. */
export interface LedgerKeys {
  readonly sourceIds: Set<string>;
  readonly workKeys: Set<string>;
  readonly gapKeys: Set<string>;
}

/**
 * Everything chosen so far that still stands: by all runs, and, in a dry run, what it would have
 * queued itself. Author gaps stay open for other runs (there may be more by the author), so their
 * keys count for this run alone. What is proposed and waits for a person counts as chosen, with all
 * its gaps: else it would be proposed, or another for the same gap, in every run.
 */
export async function ledgerKeys(tx: Transaction, runId: string): Promise<LedgerKeys> {
  const rows = await tx<
    { runId: string; source_id: string; work_keys: string[]; gap_keys: string[] }[]
  >`
    SELECT run_id AS "runId", source_id, work_keys, gap_keys FROM acquisitions
    WHERE ${stands(tx)} OR (run_id = ${runId} AND status = 'would-queue')`;
  const keys = {
    sourceIds: new Set<string>(),
    workKeys: new Set<string>(),
    gapKeys: new Set<string>(),
  };
  for (const row of rows) {
    keys.sourceIds.add(row.source_id);
    for (const key of row.work_keys) keys.workKeys.add(key);
    for (const key of row.gap_keys) {
      if (row.runId === runId || !key.startsWith('author:')) keys.gapKeys.add(key);
    }
  }
  for (const row of await openProposals(tx)) {
    keys.sourceIds.add(row.sourceId);
    for (const key of row.workKeys) keys.workKeys.add(key);
    for (const key of row.gapKeys) keys.gapKeys.add(key);
  }
  return keys;
}
