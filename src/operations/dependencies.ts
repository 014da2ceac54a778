import type { Client } from '@temporalio/client';
import type { Config } from '../config.ts';
import type { Sql } from '../db/connect.ts';

/** What operations work with: built by the program that offers them, closed by it in reverse. */
export interface OperationDependencies {
  readonly sql: Sql;
  readonly client: Client;
  readonly config: Config;
  /** The time: names of new runs are made of it. */
  readonly now: () => Date;
}
