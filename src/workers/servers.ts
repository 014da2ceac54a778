import path from 'node:path';
import type { Config } from '../config.ts';
import { startPostgres, type PostgresServer } from '../embedded/postgres.ts';
import { supervise } from '../embedded/supervise.ts';
import { startTemporal, type TemporalServer } from '../embedded/temporal.ts';
import type { Logger } from '../logger.ts';
import { Secret } from '../secret.ts';
import { NAMESPACE_RETENTION, SEARCH_ATTRIBUTES } from '../temporal/names.ts';

/** Where the `temporal` program looks when it is told nothing; the UI's 8233 follows from it. */
const USUAL_TEMPORAL_PORT = 7233;

/** Where PostgreSQL and Temporal are: given by the configuration, or brought by us. */
export interface Servers {
  readonly databaseUrl: Secret;
  /** Null when the configuration names the server. */
  readonly temporalAddress: string | null;
  readonly temporalUiUrl: string | null;
  close(): Promise<void>;
}

/** Starts those servers that the configuration does not name, and keeps them running. */
export async function bringServers(
  config: Config,
  logger: Logger,
  temporalCli: string | null,
  signal: AbortSignal,
): Promise<Servers> {
  const closers: (() => Promise<void>)[] = [];
  const servers = { databaseUrl: config.databaseUrl, temporalAddress: null, temporalUiUrl: null };
  const close = async () => {
    for (const end of closers.toReversed()) await end();
  };
  try {
    const databaseUrl = servers.databaseUrl ?? (await bringPostgres(config, logger, closers));
    signal.throwIfAborted();
    if (config.temporal.address !== null || config.temporal.profile) {
      return { ...servers, databaseUrl, close };
    }
    const temporal = await bringTemporal({ config, logger, temporalCli }, closers);
    return { databaseUrl, ...temporal, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function bringPostgres(
  config: Config,
  log: Logger,
  closers: (() => Promise<void>)[],
): Promise<Secret> {
  const server = await supervise<PostgresServer>({
    name: 'PostgreSQL',
    log,
    start: (previous) =>
      startPostgres({
        dataDir: path.join(config.paths.data, 'postgres'),
        logFile: path.join(config.paths.logs, 'postgres.log'),
        port: previous?.port,
      }),
  });
  closers.push(() => server.stop());
  return new Secret(server.current().url);
}

async function bringTemporal(
  given: { readonly config: Config; readonly logger: Logger; readonly temporalCli: string | null },
  closers: (() => Promise<void>)[],
): Promise<{ temporalAddress: string; temporalUiUrl: string }> {
  const { config, temporalCli } = given;
  if (temporalCli === null) {
    throw new Error(
      'no Temporal server: set TEMPORAL_ADDRESS to one, or run `npm run setup` to bring the CLI',
    );
  }
  const server = await supervise<TemporalServer>({
    name: 'Temporal',
    log: given.logger,
    start: (previous) =>
      startTemporal({
        cliPath: temporalCli,
        dataDir: path.join(config.paths.data, 'temporal'),
        logFile: path.join(config.paths.logs, 'temporal.log'),
        namespace: config.temporal.environment.get('TEMPORAL_NAMESPACE')?.reveal(),
        searchAttributes: SEARCH_ATTRIBUTES,
        retention: NAMESPACE_RETENTION,
        port: previous?.port,
        uiPort: previous?.uiPort,
        preferredPort: USUAL_TEMPORAL_PORT,
      }),
  });
  closers.push(() => server.stop());
  const { address, uiUrl } = server.current();
  return { temporalAddress: address, temporalUiUrl: uiUrl };
}
