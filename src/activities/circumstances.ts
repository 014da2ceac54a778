import { ledgerKeys } from '../db/ledger-keys.ts';
import { allBlocks } from '../db/blocks.ts';
import { databaseTime } from '../db/clock.ts';
import type { Transaction } from '../db/connect.ts';
import { excludedGaps } from '../db/gaps.ts';
import { ownTorrents } from '../db/own-torrents.ts';
import { removedSourceIds } from '../db/removals.ts';
import { refusedSourceIds } from '../db/reviews.ts';
import type { AccountState, RunRow } from '../db/runs.ts';
import { budgetOf } from '../domain/budget.ts';
import { dayIn } from '../domain/day.ts';
import { workKeysOfGap, type Circumstances } from '../domain/judge.ts';
import { withBlocks } from '../domain/policy.ts';
import type { Dependencies } from './dependencies.ts';

/** What a term's judging depends on besides the library and the gaps, as it is at this moment. */
export async function circumstancesOf(
  tx: Transaction,
  given: { readonly deps: Dependencies; readonly run: RunRow; readonly account: AccountState },
): Promise<Circumstances> {
  const { deps, run, account } = given;
  const policy = withBlocks(await deps.policy(), await allBlocks(tx));
  const { ratioFloor } = policy;
  return {
    ledger: await ledgerKeys(tx, run.id),
    account: { userClass: account.userClass },
    policy,
    // The same day as when the gaps were found: what came out by then is released.
    today: dayIn(await databaseTime(tx), deps.config.timeZone),
    refusedBefore: await refusedSourceIds(tx),
    removed: await removedSourceIds(tx),
    excludedWorks: new Set((await excludedGaps(tx)).flatMap(workKeysOfGap)),
    budget: budgetOf({ account, own: await ownTorrents(tx, run.id), ratioFloor }),
  };
}
