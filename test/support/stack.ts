import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { connectDatabase, type Sql } from '../../src/db/connect.ts';
import { startPostgres, type PostgresServer } from '../../src/embedded/postgres.ts';
import { startTemporal, type TemporalServer } from '../../src/embedded/temporal.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.ts';
import type { World } from '../../src/sandbox/world/types.ts';
import type { Dialect } from '../../src/sandbox/qbittorrent/index.ts';
import { Secret } from '../../src/secret.ts';
import { SEARCH_ATTRIBUTES } from '../../src/temporal/names.ts';
import { startQbittorrentNox, type QbittorrentNox } from './qbittorrent-nox.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a whole-program test stands on: real servers, the sandbox, and the worker as a process. */
export interface Stack {
  readonly folder: string;
  readonly sandbox: Sandbox;
  readonly nox: QbittorrentNox | null;
  readonly sql: Sql;
  readonly client: Client;
  readonly databaseUrl: string;
  readonly temporalCli: string;
  /** The environment of the worker, and of commands. */
  readonly env: NodeJS.ProcessEnv;
  postgres(): PostgresServer;
  temporal(): TemporalServer;
  /** kill -9; answers when it is gone. */
  killPostgres(): Promise<void>;
  killTemporal(): Promise<void>;
  /** Starts the database (or Temporal) again, where it was. */
  restartPostgres(): Promise<void>;
  restartTemporal(): Promise<void>;
  /** Starts a worker and waits until it is ready. */
  startWorker(settings?: Readonly<Record<string, string>>): Promise<WorkerProcess>;
  stop(): Promise<void>;
}

/** The worker as its own process, to be killed. */
export interface WorkerProcess {
  readonly child: ChildProcess;
  kill9(): Promise<void>;
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>;
}

/** How a stack is made. */
export interface StackOptions {
  readonly world: Pick<World, 'libraries' | 'items' | 'torrents'> &
    Partial<Pick<World, 'catalogue'>>;
  /** `real` is Debian's qbittorrent-nox; else a dialect of the stand-in. */
  readonly qbittorrent: 'real' | Dialect;
  readonly settings?: Readonly<Record<string, string>>;
  /** The account at the tracker, where it is not as usual. */
  readonly account?: NonNullable<SandboxOptions['account']>;
  /** The file-backed server survives a kill; the one in memory is quicker. */
  readonly temporalInMemory?: boolean;
}

/** The sandbox's own pace for tests: fast, and still measurable. Seconds. */
export const TEST_PACE = {
  MAM_RATE_LIMIT_MIN: '0.05',
  MAM_RATE_LIMIT_MAX: '0.1',
  MAM_SEARCH_INTERVAL: '0.15',
  CATALOGUE_INTERVAL: '0',
} as const;

/** Starts everything but the worker. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mamcrawler-test-'));
  await mkdir(path.join(folder, 'tmp'));
  const tools = JSON.parse(await readFile(path.join(ROOT, '.tools', 'setup.json'), 'utf8'));
  const isReal = options.qbittorrent === 'real';
  const dialect = options.qbittorrent === 'real' ? null : options.qbittorrent;
  const { world, account } = options;
  const given = account === undefined ? {} : { account };
  const sandbox = await startSandbox({ world, qbittorrent: dialect, ...given });
  const nox = isReal ? await startQbittorrentNox() : null;
  const postgresOptions = {
    dataDir: path.join(folder, 'postgres'),
    logFile: path.join(folder, 'postgres.log'),
  };
  const temporalOptions = {
    cliPath: tools.temporal.path as string,
    dataDir: path.join(folder, 'temporal'),
    logFile: path.join(folder, 'temporal.log'),
    searchAttributes: SEARCH_ATTRIBUTES,
    inMemory: options.temporalInMemory ?? true,
  };
  let postgres = await startPostgres(postgresOptions);
  let temporal = await startTemporal(temporalOptions);
  const sql = connectDatabase(new Secret(postgres.url), { max: 2 });
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection });
  const env = environment();

  function environment(): NodeJS.ProcessEnv {
    const real = nox === null ? {} : noxSettings(nox);
    return {
      PATH: process.env['PATH'],
      HOME: folder,
      // What a killed browser leaves behind goes with the folder.
      TMPDIR: path.join(folder, 'tmp'),
      DATABASE_URL: postgres.url,
      TEMPORAL_ADDRESS: temporal.address,
      DATA_DIR: path.join(folder, 'data'),
      REPORT_DIR: path.join(folder, 'reports'),
      LOGS_DIR: path.join(folder, 'logs'),
      CHROMIUM_PATH: tools.chromium.path,
      API_PORT: '0',
      ...sandbox.settings,
      ...real,
      ...TEST_PACE,
      ...options.settings,
    };
  }

  const workers: WorkerProcess[] = [];
  return {
    folder,
    sandbox,
    nox,
    sql,
    client,
    env,
    databaseUrl: postgres.url,
    temporalCli: temporalOptions.cliPath,
    postgres: () => postgres,
    temporal: () => temporal,
    killPostgres: () => kill9(postgres),
    killTemporal: () => kill9(temporal),
    async restartPostgres() {
      postgres = await startPostgres({ ...postgresOptions, port: postgres.port });
    },
    async restartTemporal() {
      const { port, uiPort } = temporal;
      temporal = await startTemporal({ ...temporalOptions, port, uiPort });
    },
    async startWorker(settings = {}) {
      const worker = await startWorkerProcess({ ...env, ...settings }, folder);
      workers.push(worker);
      return worker;
    },
    async stop() {
      for (const worker of workers) await worker.kill9();
      await sql.end({ timeout: 2 });
      await connection.close();
      await Promise.all([temporal.stop(), postgres.stop(), sandbox.stop(), nox?.stop()]);
      if (process.env['KEEP_TEST_FOLDERS'] === undefined) {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

async function kill9(server: PostgresServer | TemporalServer): Promise<void> {
  process.kill(server.pid, 'SIGKILL');
  await server.exited;
}

function noxSettings(nox: QbittorrentNox): Record<string, string> {
  const { url, username, password } = nox;
  return { QB_URL: url.href, QB_USERNAME: username, QB_PASSWORD: password };
}

async function startWorkerProcess(env: NodeJS.ProcessEnv, folder: string): Promise<WorkerProcess> {
  await mkdir(folder, { recursive: true });
  const child = spawn(process.execPath, [path.join(ROOT, 'src/workers/main.ts')], {
    // An empty folder: no .env of the developer's takes part.
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output = createWriteStream(path.join(folder, 'worker.out'), { flags: 'a' });
  child.stdout?.pipe(output, { end: false });
  child.stderr?.pipe(output, { end: false });
  const exited = once(child, 'exit').then(() => 'exited' as const);
  const ready = once(child, 'message').then(() => 'ready' as const);
  const first = await Promise.race([ready, exited, sleep(60_000, 'late' as const, { ref: false })]);
  if (first !== 'ready') {
    child.kill('SIGKILL');
    const said = await readFile(path.join(folder, 'worker.out'), 'utf8');
    throw new Error(`the worker did not get ready (${first}):\n${said.slice(-4_000)}`);
  }
  return {
    child,
    async kill9() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
      return child.exitCode;
    },
  };
}
