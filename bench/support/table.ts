import { execFileSync } from 'node:child_process';
import { arch, cpus, platform, totalmem } from 'node:os';

/** A table: the first column names the row. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** Sentences below it: how to read it, and the goal. */
  readonly notes?: readonly string[];
}

/** Prints a table as Markdown, with the machine it was measured on. */
export function printTable(table: Table): void {
  const cells = [table.columns, ...table.rows].map((row) => row.map(String));
  const widths = table.columns.map((_, column) =>
    Math.max(...cells.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]): string => `| ${aligned(row, widths).join(' | ')} |`;
  console.log(`\n## ${table.title}\n`);
  console.log(`${machine()}\n`);
  const [head = [], ...rest] = cells;
  console.log(line(head));
  console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  for (const row of rest) console.log(line(row));
  for (const note of table.notes ?? []) console.log(`\n- ${note}`);
}

/** Names to the left, numbers to the right. */
function aligned(row: readonly string[], widths: readonly number[]): readonly string[] {
  return widths.map((width, column) => {
    const cell = row[column] ?? '';
    return column === 0 ? cell.padEnd(width) : cell.padStart(width);
  });
}

/** What the numbers depend on: date, cores, memory, runtime, and what the code was. */
export function machine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const facts = [
    new Date().toISOString().slice(0, 10),
    `${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'})`,
    `${memory} GB`,
    `${platform()} ${arch()}`,
    `Node ${process.versions.node}`,
    `commit ${commit()}`,
  ];
  return facts.join(' · ');
}

function commit(): string {
  try {
    const words = ['rev-parse', '--short', 'HEAD'];
    return execFileSync('git', words, { cwd: import.meta.dirname, encoding: 'utf8' }).trim();
  } catch {
    // Not a checkout (a container, an archive): the date has to do.
    return 'unknown';
  }
}

/** Milliseconds for a person. */
export function ms(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} ms`;
}

/** Seconds for a person, from milliseconds. */
export function seconds(valueMs: number): string {
  return `${(valueMs / 1_000).toFixed(2)} s`;
}

/** Megabytes for a person, from bytes. */
export function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}
