import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, commandLine, isAlive, pollUntil } from './process.ts';

/** Longer than any start takes: a first start makes a cluster, another may recover one. */
const WAIT_MS = 90_000;

/**
 * Lets one process at a time start (or take over) the server of a data folder, which is made if
 * absent. A lock left by a process that died is set aside. Throws when a live one holds it too long.
 */
export async function withStartLock<T>(dataDir: string, start: () => Promise<T>): Promise<T> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'start.lock');
  const got = await pollUntil(() => tryLock(file), { withinMs: WAIT_MS });
  if (!got) throw new Error(`another process is starting the server of ${dataDir}; try again`);
  try {
    return await start();
  } finally {
    await rm(file, { force: true });
  }
}

async function tryLock(file: string): Promise<boolean> {
  const holder = await readIfThere(file);
  if (holder !== undefined && isHeld(holder)) return false;
  if (holder !== undefined) await rm(file, { force: true });
  // Written first, then linked: the lock never exists without saying whose it is.
  const draft = `${file}.${String(process.pid)}`;
  await writeFile(draft, `${String(process.pid)} ${commandLine(process.pid)}`, { mode: 0o600 });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Whether that process lives. Our own number is a former process's: a container counts anew. */
function isHeld(holder: string): boolean {
  const pid = Number.parseInt(holder, 10);
  if (!Number.isInteger(pid) || pid === process.pid || !isAlive(pid)) return false;
  return holder === `${String(pid)} ${commandLine(pid)}`;
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
