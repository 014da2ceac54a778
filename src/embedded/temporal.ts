import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { pickPort } from './port.ts';
import { type EndingStep, endProcess } from './process.ts';
import { hasOtherOwner, isRunning, readRecord, type ServerRecord } from './record.ts';
import { adopt, launch, type Server } from './server.ts';
import { withStartLock } from './start-lock.ts';
import { cliEnvironment, configureNamespace, isServing } from './temporal-cli.ts';

/** A running Temporal dev server. `address` is host:port; `uiUrl` is for a person's browser. */
export type TemporalServer = Server & {
  readonly address: string;
  readonly uiUrl: string;
  readonly uiPort: number;
};

/** How the server is to run. Ports given are the ones it must have. */
export type TemporalOptions = {
  /** The `temporal` program, version 1.9 or newer. */
  readonly cliPath: string;
  readonly dataDir: string;
  readonly port?: number | undefined;
  readonly uiPort?: number | undefined;
  /** The port to try first where none is on record; the UI's is 1000 higher. Any, unless given. */
  readonly preferredPort?: number | undefined;
  /** The namespace, created if absent; `default` unless given. */
  readonly namespace?: string | undefined;
  /** Search attributes by name, with Temporal's types (`Keyword`, `Int` …). */
  readonly searchAttributes: Readonly<Record<string, string>>;
  /** How long finished runs can be looked at, as Temporal writes durations; `720h` unless given. */
  readonly retention?: string | undefined;
  /** Nothing is kept from one process to the next: for tests. */
  readonly inMemory?: boolean | undefined;
  readonly logFile: string;
};

const READY_WITHIN_MS = 30_000;

const ENDING: readonly [EndingStep, ...EndingStep[]] = [
  { signal: 'SIGTERM', waitMs: 8_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
];

/**
 * Server settings that matter. 20 polls a second is the default and costs 45 ms a task with the one
 * shard that the dev server has. With one partition a queue's priorities are strict and its rate
 * limit is whole.
 */
const DYNAMIC_CONFIG = {
  'history.transferProcessorMaxPollRPS': 2000,
  'matching.numTaskqueueReadPartitions': 1,
  'matching.numTaskqueueWritePartitions': 1,
} as const;

/**
 * Starts the embedded Temporal server on loopback, file-backed unless `inMemory`, and sets its
 * namespace up. Ports stay the same from start to start unless someone else took them. A server that
 * an earlier start left running is taken over if it runs as we would run it now, borrowed if its
 * owner lives, and replaced otherwise.
 */
export async function startTemporal(options: TemporalOptions): Promise<TemporalServer> {
  const settled = { ...options, dataDir: resolve(options.dataDir) };
  return withStartLock(settled.dataDir, () => takeOverOrStart(settled));
}

async function takeOverOrStart(options: TemporalOptions): Promise<TemporalServer> {
  const record = await readRecord(options.dataDir);
  if (record !== undefined && isRunning(record)) {
    const taken = await takeOver(options, record);
    if (taken !== undefined) return taken;
  }
  const port = options.port ?? (await pickPort(record?.port ?? options.preferredPort));
  const uiPort = options.uiPort ?? (await pickPort(record?.uiPort ?? port + 1000));
  return startNew(options, { port, uiPort });
}

/** The server that runs on this data folder, if one does; it is left to its owner. */
export async function findTemporal(
  dataDir: string,
): Promise<Pick<TemporalServer, 'address' | 'uiUrl'> | undefined> {
  const record = await readRecord(resolve(dataDir));
  if (record === undefined || !isRunning(record)) return undefined;
  return addresses(record.port, record.uiPort ?? 0);
}

async function takeOver(
  options: TemporalOptions,
  record: ServerRecord,
): Promise<TemporalServer | undefined> {
  const ports = { port: record.port, uiPort: record.uiPort ?? 0 };
  const asNow = record.command === serverCommand(options, ports).join(' ');
  if (!hasOtherOwner(record) && !(asNow && (await isListening(record.port)))) {
    await endProcess(record.pid, ENDING);
    return undefined;
  }
  const server = await adopt(options.dataDir, record, ENDING);
  return finish(options, server, ports);
}

async function startNew(
  options: TemporalOptions,
  ports: { readonly port: number; readonly uiPort: number },
): Promise<TemporalServer> {
  const target = { cliPath: options.cliPath, address: addresses(ports.port, 0).address };
  const server = await launch({
    dataDir: options.dataDir,
    command: serverCommand(options, ports),
    env: cliEnvironment(),
    logFile: resolve(options.logFile),
    ports,
    ready: async () =>
      (await isListening(ports.port)) && isServing(target, options.namespace ?? 'default'),
    readyWithinMs: READY_WITHIN_MS,
    ending: ENDING,
  });
  return finish(options, server, ports);
}

async function finish(
  options: TemporalOptions,
  server: Server,
  ports: { readonly port: number; readonly uiPort: number },
): Promise<TemporalServer> {
  const found = addresses(ports.port, ports.uiPort);
  try {
    await configureNamespace(
      { cliPath: options.cliPath, address: found.address },
      {
        namespace: options.namespace ?? 'default',
        retention: options.retention ?? '720h',
        searchAttributes: options.searchAttributes,
      },
    );
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { ...server, ...found, uiPort: ports.uiPort };
}

function serverCommand(
  options: TemporalOptions,
  ports: { readonly port: number; readonly uiPort: number },
): string[] {
  const words = [options.cliPath, 'server', 'start-dev', '--ip', '127.0.0.1'];
  words.push('--port', String(ports.port), '--ui-port', String(ports.uiPort));
  words.push('--namespace', options.namespace ?? 'default', '--log-level', 'error');
  for (const [name, type] of Object.entries(options.searchAttributes)) {
    words.push('--search-attribute', `${name}=${type}`);
  }
  if (options.inMemory !== true) {
    words.push('--db-filename', join(options.dataDir, 'temporal.db'));
    words.push('--sqlite-pragma', 'journal_mode=WAL');
  }
  for (const [key, value] of Object.entries(DYNAMIC_CONFIG)) {
    words.push('--dynamic-config-value', `${key}=${String(value)}`);
  }
  return words;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const answer = (heard: boolean) => (): void => {
      socket.destroy();
      done(heard);
    };
    socket.once('connect', answer(true)).once('error', answer(false));
  });
}

function addresses(port: number, uiPort: number): { address: string; uiUrl: string } {
  return {
    address: `127.0.0.1:${String(port)}`,
    uiUrl: `http://127.0.0.1:${String(uiPort)}`,
  };
}
