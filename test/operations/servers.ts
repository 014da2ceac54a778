import path from 'node:path';
import { toolPath } from '../../src/embedded/tools.ts';
import { startTemporal } from '../../src/embedded/temporal.ts';
import { loadConfig } from '../../src/config.ts';
import { insertRun, type NewRun } from '../../src/db/runs.ts';
import type { OperationDependencies } from '../../src/operations/index.ts';
import { openTemporal } from '../../src/temporal/open-client.ts';
import { SEARCH_ATTRIBUTES } from '../../src/temporal/names.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';

/** A real database and a real Temporal server, and nobody who works. */
export interface Servers {
  readonly deps: OperationDependencies;
  readonly database: TestDatabase;
  readonly temporalAddress: string;
  stop(): Promise<void>;
}

/** The time that all names of new runs are made of. */
export const NOW = new Date('2026-11-23T20:44:55Z');

/** Starts both servers. */
export async function startServers(): Promise<Servers> {
  const database = await startDatabase();
  const temporal = await startTemporal({
    cliPath: await toolPath('temporal'),
    dataDir: path.join(database.folder, 'temporal'),
    logFile: path.join(database.folder, 'temporal.log'),
    searchAttributes: SEARCH_ATTRIBUTES,
    inMemory: true,
  });
  const settings = { DATA_DIR: database.folder, TEMPORAL_ADDRESS: temporal.address };
  const { config } = loadConfig(settings, { envFile: null });
  const connected = openTemporal(config.temporal, null);
  return {
    deps: { sql: database.sql, client: connected.client, config, now: () => NOW },
    database,
    temporalAddress: temporal.address,
    async stop() {
      await connected.close();
      await temporal.stop();
      await database.stop();
    },
  };
}

/** Writes a run into the books as its first activity would. */
export async function bookRun(
  { sql }: Pick<OperationDependencies, 'sql'>,
  run: Pick<NewRun, 'workflowId'> & Partial<NewRun>,
): Promise<string> {
  return insertRun(sql, {
    executionId: 'execution',
    kind: 'sync',
    taskName: 'full_sync',
    dryRun: false,
    library: null,
    searchText: null,
    ...run,
  });
}
