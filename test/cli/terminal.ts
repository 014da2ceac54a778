import { tmpdir } from 'node:os';
import type { Terminal } from '../../src/cli/terminal.ts';

/** A terminal that remembers what was written to it. */
export interface WrittenTerminal extends Terminal {
  readonly written: { out: string; err: string };
}

/** Nothing is set, nothing runs, nobody looks. */
export function writtenTerminal(
  options: {
    readonly env?: NodeJS.ProcessEnv;
    readonly isTTY?: boolean;
    readonly columns?: number;
    readonly letGo?: AbortSignal;
  } = {},
): WrittenTerminal {
  const written = { out: '', err: '' };
  const look = { isTTY: options.isTTY ?? false, columns: options.columns ?? 80 };
  return {
    written,
    out: { ...look, write: (text) => (written.out += text) },
    err: { ...look, write: (text) => (written.err += text) },
    env: options.env ?? {},
    cwd: tmpdir(),
    now: () => new Date('2026-11-23T20:44:55Z'),
    letGo: options.letGo ?? new AbortController().signal,
  };
}
