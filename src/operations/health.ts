import { databaseTime } from '../db/clock.ts';
import type { OperationDependencies } from './dependencies.ts';
import { asking } from './temporal-calls.ts';

/** What everything stands on, and that it answers. */
export interface Health {
  readonly database: 'up';
  readonly temporal: 'up';
}

/** A check that takes longer has failed for whoever asks. */
const DEADLINE_MS = 3_000;

/**
 * Asks the database and Temporal.
 *
 * @throws {OperationError} `temporal-away`; the database's own error, see `knownTrouble`.
 */
export async function checkHealth({
  sql,
  client,
}: Pick<OperationDependencies, 'sql' | 'client'>): Promise<Health> {
  await databaseTime(sql);
  await asking(client, () => client.workflowService.getSystemInfo({}), DEADLINE_MS);
  return { database: 'up', temporal: 'up' };
}
