import { ApplicationFailure } from '@temporalio/activity';
import type { AcquisitionRow } from '../db/acquisitions.ts';
import { candidateOfLine } from '../db/candidates.ts';
import { lastAccount, ownBesides } from '../db/own-torrents.ts';
import { beyondRatio, beyondUnsatisfied, budgetOf } from '../domain/budget.ts';
import { reasonSentence } from '../domain/sentences.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Holds an approved torrent back while the account, as it was read last, can't afford it. What a
 * person approved is not given up for it: its review waits and tries again.
 * @throws {ApplicationFailure} `account/ratio-budget`, `account/unsatisfied-budget`.
 */
export async function mustAfford(
  { sql, policy }: Pick<Dependencies, 'sql' | 'policy'>,
  line: AcquisitionRow,
): Promise<void> {
  const account = await lastAccount(sql);
  if (account === null) return;
  const { ratioFloor } = await policy();
  const budget = budgetOf({ account, own: await ownBesides(sql, line.id), ratioFloor });
  const candidate = await candidateOfLine(sql, line.id);
  const reason =
    beyondRatio(candidate, budget.bytesLeft, account.userClass) ??
    beyondUnsatisfied(budget.unsatisfiedLeft);
  if (reason === null) return;
  const sentence = reasonSentence(reason).replace(/\.$/, '');
  const what = `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
  throw ApplicationFailure.create({
    type: `account/${reason.name}`,
    message: what,
    details: [{ what, remedy: 'by the account as a run read it last: the next run reads it anew' }],
    nonRetryable: true,
  });
}
