import type { AcquisitionFailure, AcquisitionRow } from '../db/acquisitions.ts';
import { allBlocks } from '../db/blocks.ts';
import { candidateOfLine } from '../db/candidates.ts';
import { excludedGapKeys } from '../db/gaps.ts';
import { gapsOfKeys } from '../db/review-list.ts';
import { blockedSince } from '../domain/blocked.ts';
import { withBlocks } from '../domain/policy.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Why a line of the ledger is not gone on with, by what its owner has said since it was chosen: its
 * gap was excluded, or it was blocked. Null when it may go on. To be asked before it is handed over.
 */
export async function barredSince(
  deps: Pick<Dependencies, 'sql' | 'policy'>,
  line: AcquisitionRow,
): Promise<AcquisitionFailure | null> {
  const { sql } = deps;
  const excluded = await excludedGapKeys(sql, line.runId);
  if (line.gapKeys.every((key) => excluded.has(key))) {
    return { name: 'ledger/excluded', what: 'its gap was excluded after it was chosen' };
  }
  const policy = withBlocks(await deps.policy(), await allBlocks(sql));
  const candidate = await candidateOfLine(sql, line.id);
  const by = blockedSince({ candidate, gaps: await gapsOfKeys(sql, line.gapKeys) }, policy);
  if (by === null) return null;
  return { name: 'ledger/blocked', what: `it was blocked after it was chosen: ${by}` };
}
