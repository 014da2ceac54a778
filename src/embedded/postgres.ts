import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { clusterDir, clusterPassword, DATABASE, ensureCluster } from './postgres-cluster.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { pickPort } from './port.ts';
import { withoutRoot } from './privilege.ts';
import { codeOf, commandLine, type EndingStep, isAlive } from './process.ts';
import { isRunning, readRecord } from './record.ts';
import { adopt, launch, type Server } from './server.ts';
import { withStartLock } from './start-lock.ts';

/** A running PostgreSQL. `url` holds the password: hand it on as a secret, don't print it. */
export type PostgresServer = Server & { readonly url: string };

/** Where the server keeps its data and log; a `port` given is the one it must have. */
export type PostgresOptions = {
  readonly dataDir: string;
  readonly port?: number | undefined;
  readonly logFile: string;
};

/** Crash recovery replays the log first, and what it must replay is bounded by max_wal_size. */
const READY_WITHIN_MS = 60_000;

/** SIGINT: end the sessions and write a checkpoint. SIGQUIT: at once, recovering at the next start. */
const ENDING: readonly [EndingStep, ...EndingStep[]] = [
  { signal: 'SIGINT', waitMs: 20_000 },
  { signal: 'SIGQUIT', waitMs: 5_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
];

/**
 * Starts the embedded PostgreSQL 18 on loopback, making its cluster and the database `mamcrawler`
 * the first time. The port stays the same from start to start unless someone else took it. A server
 * that already runs on this data folder is taken over, or borrowed if its owner lives.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const dataDir = resolve(options.dataDir);
  const server = await withStartLock(dataDir, async () => {
    const record = await readRecord(dataDir);
    if (record !== undefined && isRunning(record)) return adopt(dataDir, record, ENDING);
    return startNew({ ...options, dataDir }, record?.port);
  });
  return { ...server, url: await urlOf(dataDir, server.port) };
}

/** The address of the server that runs on this data folder, if one does; it is left to its owner. */
export async function findPostgres(dataDir: string): Promise<string | undefined> {
  const folder = resolve(dataDir);
  const record = await readRecord(folder);
  if (record === undefined || !isRunning(record)) return undefined;
  return urlOf(folder, record.port);
}

async function startNew(options: PostgresOptions, lastPort?: number): Promise<Server> {
  const { dataDir, logFile } = options;
  const binaries = postgresBinaries();
  const prefix = await withoutRoot(dataDir, binaries.postgres);
  const env = serverEnvironment();
  await ensureCluster({ binaries, prefix, dataDir, env });
  await dropStaleLock(dataDir);
  const port = options.port ?? (await pickPort(lastPort));
  return launch({
    dataDir,
    prefix,
    command: [binaries.postgres, '-D', clusterDir(dataDir), ...settings(port)],
    env,
    logFile: resolve(logFile),
    ports: { port },
    ready: (pid) => isReady(dataDir, pid),
    readyWithinMs: READY_WITHIN_MS,
    ending: ENDING,
  });
}

/** Loopback only, no socket file; durability (fsync, synchronous_commit) stays as it is: on. */
function settings(port: number): string[] {
  const chosen = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '60',
    log_min_messages: 'warning',
    log_checkpoints: 'off',
    log_line_prefix: '%m [%p]:',
  };
  const words = ['-p', String(port)];
  for (const [name, value] of Object.entries(chosen)) words.push('-c', `${name}=${value}`);
  return words;
}

/** The server writes `ready` into its own lock file; pg_ctl reads the same line. */
async function isReady(dataDir: string, pid: number): Promise<boolean> {
  const lines = await lockLines(dataDir);
  return lines[0]?.trim() === String(pid) && lines[7]?.trim() === 'ready';
}

/**
 * After kill -9 PostgreSQL overrides a lock whose process is gone, but not one whose number now
 * belongs to a stranger (usual after a container's restart) or to a zombie.
 */
async function dropStaleLock(dataDir: string): Promise<void> {
  const pid = Number((await lockLines(dataDir))[0]);
  if (!Number.isInteger(pid) || pid <= 0) return;
  if (isAlive(pid) && commandLine(pid).includes(clusterDir(dataDir))) {
    const owner = `process ${String(pid)} serves ${dataDir} already`;
    throw new Error(`${owner}, started by other means. End it (kill -INT ${String(pid)}) first.`);
  }
  await rm(lockFile(dataDir), { force: true });
}

async function lockLines(dataDir: string): Promise<string[]> {
  try {
    return (await readFile(lockFile(dataDir), 'utf8')).split('\n');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

function lockFile(dataDir: string): string {
  return join(clusterDir(dataDir), 'postmaster.pid');
}

/** Nothing of ours reaches the server: neither secrets nor PG* variables that would change it. */
function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}

async function urlOf(dataDir: string, port: number): Promise<string> {
  const password = await clusterPassword(dataDir);
  return `postgres://${DATABASE}:${password}@127.0.0.1:${String(port)}/${DATABASE}`;
}
