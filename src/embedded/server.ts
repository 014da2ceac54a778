import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, statSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type EndingStep, endProcess, isAlive, pollUntil, signalProcess } from './process.ts';
import { hasOtherOwner, ownership, type ServerRecord, writeRecord } from './record.ts';

/** A server that we started, took over from a process of ours that died, or borrow from a live one. */
export type Server = {
  readonly pid: number;
  readonly port: number;
  /** Settles when the process has ended, whoever ended it. Never rejects. */
  readonly exited: Promise<void>;
  /** Ends it gracefully; does nothing to a borrowed one. Safe to call twice. */
  stop(): Promise<void>;
};

/** All that is needed to start a server and to end it. */
export type Launch = {
  readonly dataDir: string;
  /** What is run: the words before the server's own command line (unshare …), and that line. */
  readonly prefix?: readonly string[];
  readonly command: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  readonly ports: { readonly port: number; readonly uiPort?: number };
  readonly ready: (pid: number) => Promise<boolean>;
  readonly readyWithinMs: number;
  readonly ending: readonly [EndingStep, ...EndingStep[]];
};

const LOG_LIMIT_BYTES = 10 * 1024 * 1024;

/**
 * Starts a server as a session of its own: Ctrl-C on a terminal reaches us alone, and we end the
 * server after what depends on it. If we die, it lives on, and the next start finds its record.
 * Throws, with the last lines of its log, when it ends early or isn't ready in time.
 */
export async function launch(plan: Launch): Promise<Server> {
  const { pid, exited } = await spawnLogged(plan);
  await writeRecord(plan.dataDir, {
    pid,
    ...ownership(),
    ...plan.ports,
    command: plan.command.join(' ').trim(),
  });
  const server = ownServer({ pid, port: plan.ports.port, exited, ending: plan.ending });
  const ready = await Promise.race([
    pollUntil(() => plan.ready(pid), { withinMs: plan.readyWithinMs }),
    exited.then(() => false),
  ]);
  if (ready && isAlive(pid)) return server;
  await server.stop();
  throw new Error(`${plan.command[0] ?? 'server'} did not start.\n${await tail(plan.logFile)}`);
}

/**
 * Takes a server over that an earlier start left running: as our own when its owner is dead,
 * on loan (never ended by us) when another live process is in charge of it.
 */
export async function adopt(
  dataDir: string,
  record: ServerRecord,
  ending: Launch['ending'],
): Promise<Server> {
  const { pid, port } = record;
  const exited = watchEnd(pid);
  if (hasOtherOwner(record)) return { pid, port, exited, stop: () => Promise.resolve() };
  await writeRecord(dataDir, { ...record, ...ownership() });
  return ownServer({ pid, port, exited, ending });
}

function ownServer(parts: {
  readonly pid: number;
  readonly port: number;
  readonly exited: Promise<void>;
  readonly ending: Launch['ending'];
}): Server {
  const { pid, port, exited, ending } = parts;
  // The last resort when we end without having stopped it; kill -9 of us runs not even this.
  const atExit = (): void => signalProcess(pid, ending[0].signal);
  process.once('exit', atExit);
  const forget = (): void => void process.removeListener('exit', atExit);
  void exited.then(forget);
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= endProcess(pid, ending).then(forget));
  return { pid, port, exited, stop };
}

async function spawnLogged(plan: Launch): Promise<Pick<Server, 'pid' | 'exited'>> {
  await mkdir(dirname(plan.logFile), { recursive: true });
  const [file = '', ...args] = [...(plan.prefix ?? []), ...plan.command];
  const log = openSync(plan.logFile, isTooLong(plan.logFile) ? 'w' : 'a', 0o600);
  try {
    const child = spawn(file, args, {
      env: plan.env,
      detached: true,
      stdio: ['ignore', log, log],
    });
    const exited = once(child, 'exit').then(() => undefined);
    exited.catch(() => undefined);
    await once(child, 'spawn');
    child.unref();
    return { pid: child.pid ?? 0, exited };
  } catch (cause) {
    throw new Error(`${file} can't be run`, { cause });
  } finally {
    closeSync(log);
  }
}

function watchEnd(pid: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (isAlive(pid)) return;
      clearInterval(timer);
      resolve();
    }, 250);
    timer.unref();
  });
}

function isTooLong(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES;
}

async function tail(file: string): Promise<string> {
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  return lines.slice(-8).join('\n');
}
