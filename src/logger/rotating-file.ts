import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

/** Settings of {@link openRotatingFile}. */
export interface RotatingFileOptions {
  /** Folder; made when absent. */
  readonly dir: string;
  /** `mamcrawler` gives `mamcrawler.log`, then `mamcrawler.1.log` for the one before, and so on. */
  readonly name: string;
  /** The file is put aside before it grows beyond this. */
  readonly maxBytes: number;
  /** Files kept beside the current one; the oldest is overwritten. */
  readonly keep: number;
}

/** A log file that is written at once, line by line: a kill loses nothing that was written. */
export interface RotatingFile {
  /** Throws what the file system throws (a full disk); the next line is tried afresh. */
  write(line: string): void;
  flush(): void;
  close(): void;
}

/**
 * Opens the log file. The current file keeps its plain name, so that `tail` finds it. Several
 * processes may write to it at once: lines are appended whole, and one that finds the file put
 * aside by another follows to the new one.
 */
export function openRotatingFile(options: RotatingFileOptions): RotatingFile {
  mkdirSync(options.dir, { recursive: true });
  const current = path.join(options.dir, `${options.name}.log`);
  // Readable to the owner only: titles and authors are nobody else's business.
  const open = (): number => openSync(current, 'a', 0o600);
  let descriptor: number | null = open();

  const turn = (file: number): number => {
    if (isSameFile(file, current)) putAside(options);
    const next = open();
    closeSync(file);
    return next;
  };

  return {
    write(line) {
      if (descriptor === null) return;
      const bytes = Buffer.from(line);
      const size = fstatSync(descriptor).size;
      if (size > 0 && size + bytes.length > options.maxBytes) descriptor = turn(descriptor);
      else if (!isSameFile(descriptor, current)) descriptor = turn(descriptor);
      writeSync(descriptor, bytes);
    },
    flush() {
      if (descriptor !== null) fsyncSync(descriptor);
    },
    close() {
      if (descriptor === null) return;
      fsyncSync(descriptor);
      closeSync(descriptor);
      descriptor = null;
    },
  };
}

/** False when another process put the file aside, or somebody removed it. */
function isSameFile(descriptor: number, file: string): boolean {
  const there = statSync(file, { throwIfNoEntry: false });
  if (there === undefined) return false;
  const here = fstatSync(descriptor);
  return here.ino === there.ino && here.dev === there.dev;
}

function putAside({ dir, name, keep }: RotatingFileOptions): void {
  const numbered = (index: number): string =>
    path.join(dir, index === 0 ? `${name}.log` : `${name}.${index}.log`);
  for (let index = keep - 1; index >= 0; index -= 1) {
    if (existsSync(numbered(index))) renameSync(numbered(index), numbered(index + 1));
  }
}
