import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { codeOf, commandLine, endProcess, isAlive } from '../../src/embedded/process.ts';
import { hasOtherOwner, isRunning, readRecord } from '../../src/embedded/record.ts';

const FILE = 'demo.pid';
/** Says that what lies beside it is a demo's, and may be thrown away. */
const MARK = 'demo-folder.txt';

/** Someone uses the demo's folder. The message says how to end it. */
export class OccupiedError extends Error {
  override readonly name = 'OccupiedError';
}

/**
 * Empties the demo's folder and marks it as ours. Servers that a killed demo left there are ended.
 *
 * @throws {OccupiedError} when a demo, or its worker, lives there.
 */
export async function claimFolder(folder: string): Promise<void> {
  const owner = await livingDemo(folder);
  if (owner !== null) throw occupied(folder, owner);
  for (const name of ['temporal', 'postgres']) {
    const record = await readRecord(path.join(folder, name));
    if (record === undefined || !isRunning(record)) continue;
    if (hasOtherOwner(record)) throw occupied(folder, record.owner);
    await endProcess(record.pid, [
      { signal: 'SIGINT', waitMs: 8_000 },
      { signal: 'SIGKILL', waitMs: 5_000 },
    ]);
  }
  if (!(await isOurs(folder))) {
    throw new OccupiedError(
      `${folder} holds something that no demo left there, and it would be emptied. ` +
        'Name a folder that is empty or does not exist yet: --folder.',
    );
  }
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, MARK), 'Made by npm run demo, and emptied by the next one.\n');
  await writeFile(path.join(folder, FILE), `${process.pid} ${commandLine(process.pid)}`);
}

/** Says that the folder is free again; what lies in it stays to be looked at. */
export async function leaveFolder(folder: string): Promise<void> {
  await rm(path.join(folder, FILE), { force: true });
}

function occupied(folder: string, pid: number): OccupiedError {
  return new OccupiedError(
    `a demo is under way in ${folder} (process ${pid}). ` +
      `End it first: Ctrl-C in its terminal, or kill ${pid}.`,
  );
}

/** True for a folder that is not there, is empty, or was made by a demo: whatever else is somebody's. */
async function isOurs(folder: string): Promise<boolean> {
  const names: readonly string[] = await readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
  return names.length === 0 || [MARK, 'worker.out'].some((mark) => names.includes(mark));
}

async function livingDemo(folder: string): Promise<number | null> {
  const mark = await readFile(path.join(folder, FILE), 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  });
  const pid = Number.parseInt(mark, 10);
  if (!Number.isInteger(pid) || !isAlive(pid)) return null;
  return mark === `${pid} ${commandLine(pid)}` ? pid : null;
}
