import { ledgerKeys } from '../db/acquisitions.ts';
import type { Transaction } from '../db/connect.ts';
import type { AccountState, RunRow } from '../db/runs.ts';
import type { Circumstances } from '../domain/judge.ts';
import type { Dependencies } from './dependencies.ts';

/** What a term's judging depends on besides the library and the gaps, as it is at this moment. */
export async function circumstancesOf(
  tx: Transaction,
  given: { readonly deps: Dependencies; readonly run: RunRow; readonly account: AccountState },
): Promise<Circumstances> {
  const { deps, run, account } = given;
  return {
    ledger: await ledgerKeys(tx, run.id),
    account: { userClass: account.userClass },
    policy: { minSeeders: deps.config.tracker.minSeeders },
  };
}
