import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, commandLine, isAlive } from './process.ts';

/** What a started server leaves in its data folder, so that the next start can find it again. */
export type ServerRecord = {
  /** The server's process, and the process of ours that is to end it. */
  readonly pid: number;
  readonly owner: number;
  /** The owner's command line, for the same reason as `command`. */
  readonly ownerCommand: string;
  readonly port: number;
  readonly uiPort?: number;
  /** The server's command line as the system shows it: a pid alone may have been given anew. */
  readonly command: string;
};

const FILE = 'server.json';

/** The record of the last start, running or not; undefined when there is none worth trusting. */
export async function readRecord(dataDir: string): Promise<ServerRecord | undefined> {
  try {
    return parse(JSON.parse(await readFile(join(dataDir, FILE), 'utf8')));
  } catch (error) {
    // A file cut short by a crash says nothing: the server then starts as if for the first time.
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Replaces the record in one step, so that a crash leaves the old one or the new one. */
export async function writeRecord(dataDir: string, record: ServerRecord): Promise<void> {
  const draft = join(dataDir, `${FILE}.${String(process.pid)}`);
  await writeFile(draft, `${JSON.stringify(record)}\n`, { mode: 0o600 });
  await rename(draft, join(dataDir, FILE)).catch(async (error: unknown) => {
    await rm(draft, { force: true });
    throw error;
  });
}

/** Whether the process in the record is still that server, and not a stranger with its number. */
export function isRunning(record: ServerRecord): boolean {
  return isAlive(record.pid) && commandLine(record.pid) === record.command;
}

/** This process as the owner of a server. */
export function ownership(): Pick<ServerRecord, 'owner' | 'ownerCommand'> {
  return { owner: process.pid, ownerCommand: commandLine(process.pid) };
}

/** Whether another live process of ours is in charge of that server. */
export function hasOtherOwner(record: ServerRecord): boolean {
  if (record.owner === process.pid || !isAlive(record.owner)) return false;
  return commandLine(record.owner) === record.ownerCommand;
}

function parse(value: unknown): ServerRecord | undefined {
  const pid = field(value, 'pid');
  const owner = field(value, 'owner');
  const port = field(value, 'port');
  const uiPort = field(value, 'uiPort');
  const ownerCommand = field(value, 'ownerCommand');
  const command = field(value, 'command');
  if (typeof pid !== 'number' || typeof owner !== 'number') return undefined;
  if (typeof port !== 'number' || typeof command !== 'string') return undefined;
  if (typeof ownerCommand !== 'string') return undefined;
  const base = { pid, owner, ownerCommand, port, command };
  return typeof uiPort === 'number' ? { ...base, uiPort } : base;
}

/** A field of what was read from a file, whatever it turns out to be. */
export function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}
