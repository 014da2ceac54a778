import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { Dependencies } from '../../src/activities/dependencies.ts';
import { loadConfig, secretsOf } from '../../src/config.ts';
import { connectDatabase } from '../../src/db/connect.ts';
import { migrate } from '../../src/db/migrate.ts';
import { insertRun } from '../../src/db/runs.ts';
import { createLogger } from '../../src/logger.ts';
import { createSeal, loadSecretKey } from '../../src/sealing.ts';
import { Secret } from '../../src/secret.ts';
import { buildDependencies } from '../../src/workers/dependencies.ts';
import { keepLease } from '../../src/workers/site-lease.ts';

/** What the activities work with, built as the worker builds it, without any Temporal. */
export interface OwnParts {
  readonly deps: Dependencies;
  /** Records a run for the activities to work on. */
  newRun(): Promise<string>;
  close(): Promise<void>;
}

/** Builds it from an environment like the worker's. */
export async function buildOwnParts(env: NodeJS.ProcessEnv): Promise<OwnParts> {
  const { config } = loadConfig(env, { envFile: null });
  const logger = createLogger({
    level: 'warn',
    logsDir: null,
    timeZone: 'UTC',
    pretty: true,
    secrets: secretsOf(config),
  });
  const sql = connectDatabase(config.databaseUrl ?? new Secret(''));
  await migrate(sql, path.join(import.meta.dirname, '..', '..', 'migrations'));
  const lease = keepLease(sql, config.tracker.url.host, logger);
  const key = await loadSecretKey({ configured: config.secretKey, dataDir: config.paths.data });
  const connection = Connection.lazy();
  const built = await buildDependencies({
    config,
    logger,
    sql,
    seal: createSeal(key),
    // Asked for other runs only, of which there are none here: it never connects.
    client: new Client({ connection }),
    lease,
  });
  return {
    deps: built.deps,
    async newRun() {
      await lease.held;
      const workflowId = `bench-${randomUUID()}`;
      const whole = { dryRun: false, library: null, searchText: null };
      const run = { workflowId, executionId: workflowId, taskName: 'bench', ...whole };
      return insertRun(sql, { ...run, kind: 'sync' });
    },
    async close() {
      await built.close();
      await lease.release();
      await connection.close();
      await sql.end({ timeout: 5 });
      await logger.close();
    },
  };
}
