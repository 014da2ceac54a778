import { forgetLookups, forgetWorks, readOldWorks, type OldWork } from '../db/forgetting.ts';
import { awayInSteps } from '../domain/forgetting.ts';
import type { Dependencies } from './dependencies.ts';
import { loadAllItems } from './snapshot.ts';
import { stepwise } from './stepwise.ts';

/** Drops what is known of authors and series that left all libraries long ago. */
export async function forgetAway(deps: Dependencies): Promise<void> {
  await forgetLookups(deps.sql);
  const old: OldWork[] = [];
  for await (const page of readOldWorks(deps.sql)) old.push(...page);
  if (old.length === 0) return;
  const isAway = await stepwise(awayInSteps(await loadAllItems(deps)));
  const away = old.filter(({ work }) => isAway(work));
  if (away.length === 0) return;
  await forgetWorks(deps.sql, away);
  deps.logger.info({ works: away.length }, 'works of what left the library were forgotten');
}
