import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** One step of ending a process: the signal to send, and how long to wait for its effect. */
export type EndingStep = { readonly signal: NodeJS.Signals; readonly waitMs: number };

/**
 * Whether a process runs. A zombie does not: nobody may ever reap the child of a parent that was
 * killed (a container without an init), and signal 0 still reaches it.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
  return process.platform !== 'linux' || !isZombie(pid);
}

/** The command line of a process, words joined by blanks; empty when there is none to be read. */
export function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readWords(pid);
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    // The process is gone, or not ours to look at: there is no command line to compare with.
    return '';
  }
}

/** Sends a signal; a process that is already gone is no fault. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

/** Ends a process gently first, harder step by step; throws if it outlives all of them. */
export async function endProcess(pid: number, steps: readonly EndingStep[]): Promise<void> {
  for (const { signal, waitMs } of steps) {
    if (!isAlive(pid)) return;
    signalProcess(pid, signal);
    const ended = await pollUntil(() => Promise.resolve(!isAlive(pid)), { withinMs: waitMs });
    if (ended) return;
  }
  throw new Error(`process ${String(pid)} could not be ended`);
}

/** Asks every `everyMs` (20) until the answer is yes; false when `withinMs` have gone by. */
export async function pollUntil(
  ask: () => Promise<boolean>,
  { withinMs, everyMs = 20 }: { readonly withinMs: number; readonly everyMs?: number },
): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline) {
    if (await ask()) return true;
    await delay(everyMs);
  }
  return ask();
}

/** The system's code of an error (`ENOENT`, `ESRCH`), if it has one. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The name stands in parentheses and may itself hold some: the state follows the last one.
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
  } catch (error) {
    // /proc may be hidden; then signal 0 has to do. A process that just ended is not alive.
    return codeOf(error) === 'ESRCH';
  }
}

function readWords(pid: number): string {
  const words = readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').split('\0');
  return words.join(' ').trim();
}
