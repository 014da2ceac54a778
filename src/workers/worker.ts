import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Runtime } from '@temporalio/worker';
import { startApi } from '../api/server.ts';
import { ConfigError, requireFor, secretsOf, type Config, type LoadedConfig } from '../config.ts';
import { connectDatabase, isDatabaseAway, type Sql } from '../db/connect.ts';
import { migrate } from '../db/migrate.ts';
import { createLogger, type Logger } from '../logger.ts';
import { CATALOGUE } from '../schedules/catalogue.ts';
import { reconcileSchedules } from '../schedules/reconcile.ts';
import { loadPolicy } from '../policy/load.ts';
import { createSeal, loadSecretKey } from '../sealing.ts';
import { connectTemporal, temporalSettings } from '../temporal/connect.ts';
import { writeEndpoints } from '../temporal/endpoints.ts';
import { registerSearchAttributes } from '../temporal/register.ts';
import { reviewWorkflows } from '../temporal/reviews.ts';
import { buildDependencies } from './dependencies.ts';
import { wakeReviews } from './wake-reviews.ts';
import { serve, type Serving } from './serve.ts';
import { bringServers } from './servers.ts';
import { keepLease } from './site-lease.ts';
import { startTrouble } from './start-trouble.ts';
import { findTools } from './tools.ts';
import { ROOT } from './workflow-code.ts';

/**
 * The composition root: builds everything, serves until told to stop, closes it in reverse. Told to
 * stop while it starts, it stops at the next step. What ends it otherwise is logged, and thrown.
 */
export async function runWorker(loaded: LoadedConfig, signal: AbortSignal): Promise<void> {
  const lacking = requireFor(loaded.config, 'start');
  if (lacking.length > 0) throw new ConfigError(lacking);
  const policy = await loadPolicy(loaded.config.policy);
  const logger = openLog({ ...loaded, warnings: [...loaded.warnings, ...policy.warnings] });
  logger.info({ file: policy.file ?? 'none: the defaults hold' }, 'the policy was read');
  const closers: Closers = [() => logger.close()];
  try {
    await startAndServe({ config: loaded.config, logger, signal }, closers);
  } catch (error) {
    if (signal.aborted && error === signal.reason) {
      logger.info({}, 'stopped before it served');
      return;
    }
    logger.error({ ...startTrouble(error), error }, 'the program ends for a fault');
    throw error;
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}

type Closers = (() => Promise<unknown>)[];

/** What every step of the start gets. */
interface Start {
  readonly config: Config;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

async function startAndServe(start: Start, closers: Closers): Promise<void> {
  const { config, logger, signal } = start;
  const tools = await findTools(config, ROOT);
  signal.throwIfAborted();
  const servers = await bringServers(start, tools.temporal);
  closers.push(() => servers.close());
  signal.throwIfAborted();
  const sql = connectDatabase(servers.databaseUrl);
  closers.push(() => sql.end({ timeout: 5 }));
  await unlessAborted(signal, migrateWhenReady(sql, start));
  const temporal = await unlessAborted(
    signal,
    connectTemporal(config.temporal, servers.temporalAddress),
  );
  closers.push(() => temporal.close());
  await unlessAborted(signal, registerSearchAttributes(temporal.client));
  const key = await loadSecretKey({ configured: config.secretKey, dataDir: config.paths.data });
  const lease = keepLease(sql, config.tracker.url.host, logger);
  closers.push(() => lease.release());
  const built = await buildDependencies({
    config: { ...config, chromiumPath: tools.chromium },
    logger,
    sql,
    seal: createSeal(key),
    client: temporal.client,
    lease,
  });
  closers.push(() => built.close());
  signal.throwIfAborted();
  const settings = temporalSettings(config.temporal, servers.temporalAddress);
  const serving = await serve({ deps: built.deps, temporal: settings, lease });
  closers.push(() => ended(serving));
  const apiDeps = { sql, client: temporal.client, config, now: () => new Date() };
  const api = config.api.enabled ? await startApi({ deps: apiDeps, logger }) : null;
  const stop = async () => {
    try {
      // First: a word that is being said needs the workers for its answer.
      await api?.close();
    } finally {
      serving.stop();
    }
  };
  closers.push(stop);
  signal.addEventListener('abort', () => void stop());
  if (signal.aborted) void stop();
  await wakeReviews(sql, reviewWorkflows(temporal.client));
  const apiUrl = api?.url ?? null;
  await announce({ config, logger }, { servers, client: temporal.client, apiUrl });
  await serving.done;
  logger.info(
    {},
    'stopped: everything under way was brought to an end or is kept for the next start',
  );
}

/** Stops the workers where a later step of the start failed: its own fault is told, not theirs. */
async function ended(serving: Serving): Promise<void> {
  serving.stop();
  await Promise.allSettled([serving.done]);
}

/** What comes of a step that may wait for long, or at once the reason to stop. */
async function unlessAborted<T>(signal: AbortSignal, step: Promise<T>): Promise<T> {
  const stopped = Promise.withResolvers<never>();
  const stop = (): void => stopped.reject(signal.reason);
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    return await Promise.race([step, stopped.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function openLog({ config, warnings, notes }: LoadedConfig): Logger {
  const logger = createLogger({
    level: config.logLevel,
    logsDir: config.paths.logs,
    timeZone: config.timeZone,
    pretty: process.stderr.isTTY,
    jsonToStdout: !process.stderr.isTTY,
    secrets: secretsOf(config),
  });
  for (const warning of warnings) logger.warn({ warning }, 'a setting wants a look');
  for (const note of notes) logger.info({ note }, 'about the settings');
  Runtime.install({
    // SIGTERM is ours: the workers are stopped before what they stand on.
    shutdownSignals: [],
    logger: sdkLogger(logger),
  });
  return logger;
}

/** The SDK logs every failed attempt with its stack; our own edge has said so already. */
function sdkLogger(logger: Logger) {
  const own = logger.child({ from: 'temporal' });
  return {
    log: () => undefined,
    trace: () => undefined,
    debug: () => undefined,
    info: () => undefined,
    warn: (message: string) => own.debug({ sdk: message }, 'the SDK warns'),
    error: (message: string) => own.warn({ sdk: message }, 'the SDK reports an error'),
  };
}

/** A database that is still starting is waited for; a wrong address shows in the log meanwhile. */
async function migrateWhenReady(sql: Sql, { logger, signal }: Start): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const applied = await migrate(sql, path.join(ROOT, 'migrations'));
      if (applied.length > 0) logger.info({ applied }, 'the database was brought up to date');
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (!isDatabaseAway(error) || attempt === 30) throw error;
      logger.warn({ attempt }, 'waiting for the database: check DATABASE_URL if this goes on');
      await sleep(1_000, undefined, { signal });
    }
  }
}

async function announce(
  own: { readonly config: Config; readonly logger: Logger },
  running: {
    readonly servers: Awaited<ReturnType<typeof bringServers>>;
    readonly client: Parameters<typeof reconcileSchedules>[0];
    readonly apiUrl: string | null;
  },
): Promise<void> {
  const { config, logger } = own;
  const { servers, apiUrl } = running;
  for (const { task, change, paused, next } of await reconcileSchedules(
    running.client,
    CATALOGUE,
    config.scheduler,
  )) {
    const when = paused ? 'paused' : (next?.toISOString() ?? 'never');
    logger.info({ task: task.id, name: task.name, next: when, change }, 'scheduled task');
  }
  await writeEndpoints(config.paths.data, {
    temporalAddress: servers.temporalAddress,
    temporalUiUrl: servers.temporalUiUrl,
    databaseUrl: config.databaseUrl === null ? servers.databaseUrl.reveal() : null,
    apiUrl,
  });
  const temporal = servers.temporalUiUrl ?? config.temporal.address;
  logger.info({ temporal, api: apiUrl ?? 'none: API_ENABLED is off' }, 'ready');
  process.send?.('ready');
}
