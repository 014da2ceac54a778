import { readdir, readFile } from 'node:fs/promises';
import { isAlive } from '../../src/embedded/process.ts';

/** A process that lives. */
export interface LiveProcess {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/**
 * The living processes that were started with this home folder: a stack's workers and whatever
 * they started in their turn, orphans included.
 */
export async function processesOf(home: string): Promise<readonly LiveProcess[]> {
  const found: LiveProcess[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const live = await look(Number(name), home);
    if (live !== null) found.push(live);
  }
  return found;
}

/** Chromium's main processes among them: one for each browser. */
export async function browsersOf(home: string): Promise<readonly LiveProcess[]> {
  const isBrowser = /--remote-debugging-(?:pipe|port)/;
  return (await processesOf(home)).filter(
    ({ command }) => isBrowser.test(command) && !command.includes('--type='),
  );
}

async function look(pid: number, home: string): Promise<LiveProcess | null> {
  try {
    const environment = (await readFile(`/proc/${pid}/environ`, 'utf8')).split('\0');
    if (!environment.includes(`HOME=${home}`) || !isAlive(pid)) return null;
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ').trim();
    return { pid, parent, command };
  } catch {
    // It ended while we looked, or is not ours to look at.
    return null;
  }
}
