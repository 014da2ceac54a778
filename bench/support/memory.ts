import { execFileSync } from 'node:child_process';

interface Row {
  readonly pid: number;
  readonly parent: number;
  readonly bytes: number;
}

/** Memory in use by a process, and by all that it started. Resident, in bytes. */
export interface Memory {
  readonly own: number;
  /** Shared pages count once for each process: more than it is. */
  readonly children: number;
}

/** Reads the memory of a process off the system's process table; zeros when it is gone. */
export function memoryOf(pid: number): Memory {
  const rows = processes();
  const own = rows.find((row) => row.pid === pid)?.bytes ?? 0;
  const family = new Set([pid]);
  let children = 0;
  // Parents may stand below their children in the table: go on until nobody new is found.
  for (let found = 0; found !== family.size;) {
    found = family.size;
    for (const row of rows) if (family.has(row.parent)) family.add(row.pid);
  }
  for (const row of rows) if (row.pid !== pid && family.has(row.pid)) children += row.bytes;
  return { own, children };
}

function processes(): readonly Row[] {
  const text = execFileSync('ps', ['-eo', 'pid=,ppid=,rss='], { encoding: 'utf8' });
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [pid = 0, parent = 0, kilobytes = 0] = line.trim().split(/\s+/).map(Number);
      return { pid, parent, bytes: kilobytes * 1_024 };
    });
}
