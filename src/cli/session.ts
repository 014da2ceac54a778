import { type Config, loadConfig, type LoadedConfig } from '../config.ts';
import { connectDatabase, type Sql } from '../db/connect.ts';
import { nothingRuns, type OperationDependencies } from '../operations/index.ts';
import { Secret } from '../secret.ts';
import type { TemporalClient } from '../temporal/connect.ts';
import { DamagedEndpointsError, type Endpoints, readEndpoints } from '../temporal/endpoints.ts';
import { openTemporal } from '../temporal/open-client.ts';
import type { Terminal } from './terminal.ts';

/** What a command works with; servers are connected to when they are first needed. */
export interface Session {
  readonly loaded: LoadedConfig;
  readonly config: Config;
  /** Where the embedded Temporal's own pages are; null when another server is used. */
  readonly temporalUi: string | null;
  /** Where the REST API of `npm start` is; null where it has none. */
  readonly api: string | null;
  /** @throws {OperationError} when neither the settings nor `npm start` say where it is. */
  sql(): Sql;
  /** Everything that operations may need. @throws {OperationError} like `sql`. */
  deps(): OperationDependencies;
  /** What can be had, for a check that says what is lacking. */
  known(): { readonly sql: Sql | null; readonly client: OperationDependencies['client'] | null };
  close(): Promise<void>;
}

/**
 * Reads the settings and where `npm start` left its servers; what is set wins.
 *
 * @throws {ConfigError} when the settings can't be used.
 */
export async function openSession(terminal: Terminal): Promise<Session> {
  const loaded = loadConfig(terminal.env, { cwd: terminal.cwd });
  const { config } = loaded;
  const left = await wordOf(config.paths.data);
  const isSet = config.temporal.address !== null || config.temporal.profile;
  let sql: Sql | null = null;
  let temporal: TemporalClient | null = null;

  function findSql(): Sql | null {
    const embedded = config.databaseUrl === null ? left.endpoints()?.databaseUrl : null;
    const url = config.databaseUrl ?? (embedded ? new Secret(embedded) : null);
    if (url === null) return null;
    sql ??= connectDatabase(url, { max: 2 });
    return sql;
  }

  function findTemporal(): TemporalClient | null {
    const address = isSet ? null : (left.endpoints()?.temporalAddress ?? null);
    if (!isSet && address === null) return null;
    temporal ??= openTemporal(config.temporal, address);
    return temporal;
  }

  function mustFindSql(): Sql {
    const found = findSql();
    if (found === null) throw nothingRuns('PostgreSQL');
    return found;
  }

  return {
    loaded,
    config,
    temporalUi: isSet || left.isDamaged ? null : (left.endpoints()?.temporalUiUrl ?? null),
    api: left.isDamaged ? null : (left.endpoints()?.apiUrl ?? null),
    sql: mustFindSql,
    deps() {
      const found = findTemporal();
      if (found === null) throw nothingRuns('Temporal');
      return { sql: mustFindSql(), client: found.client, config, now: terminal.now };
    },
    known: () => ({
      sql: config.databaseUrl === null && left.isDamaged ? null : findSql(),
      client: !isSet && left.isDamaged ? null : (findTemporal()?.client ?? null),
    }),
    async close() {
      await temporal?.close();
      await sql?.end({ timeout: 1 });
    },
  };
}

/** What `npm start` left; damage shows only when somebody needs it: `config check` does not. */
async function wordOf(dataDir: string) {
  try {
    const endpoints = await readEndpoints(dataDir);
    return { isDamaged: false, endpoints: () => endpoints };
  } catch (error) {
    if (!(error instanceof DamagedEndpointsError)) throw error;
    const fail = (): Endpoints | null => {
      throw error;
    };
    return { isDamaged: true, endpoints: fail };
  }
}
