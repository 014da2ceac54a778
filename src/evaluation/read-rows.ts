import { z } from 'zod';

/** More problems than this are counted, not listed. */
const MOST_PROBLEMS = 10;

/** A file is not what its format says; the message names file, row and field. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
  readonly file: string;
  readonly problems: readonly string[];

  constructor(file: string, problems: readonly string[]) {
    const shown = problems.slice(0, MOST_PROBLEMS);
    const rest = problems.length - shown.length;
    if (rest > 0) shown.push(`and ${String(rest)} more`);
    super(`${file}: ${shown.join('\n  ')}`);
    this.file = file;
    this.problems = problems;
  }
}

/** The same, with what was wanted of the file. */
export class KindError extends FormatError {
  /** One sentence: which kind of file is wanted, and what it looks like. */
  readonly wanted: string;

  constructor({ file, problems }: FormatError, wanted: string) {
    super(file, problems);
    this.wanted = wanted;
  }
}

/**
 * Reads an array of rows from the text of a file.
 *
 * @throws {FormatError} naming file, row and field of what is wrong, or two rows of one id.
 */
export function readRows<T>(file: string, text: string, row: z.ZodType<T>): readonly T[] {
  return checkRows(file, parseJson(file, text), row);
}

/** The same of what stands in a file. @throws {FormatError} */
export function checkRows<T>(file: string, value: unknown, row: z.ZodType<T>): readonly T[] {
  if (!Array.isArray(value)) throw new FormatError(file, ['must hold a JSON array of rows']);
  const parsed = z.array(row).safeParse(value);
  if (!parsed.success) {
    throw new FormatError(
      file,
      parsed.error.issues.map((issue) => problemText(issue, value)),
    );
  }
  const doubled = doubledIds(value);
  if (doubled.length > 0) throw new FormatError(file, doubled);
  return parsed.data;
}

/** Reads a file's text as JSON. @throws {FormatError} */
export function parseJson(file: string, text: string): unknown {
  try {
    // A byte order mark is what some editors leave.
    return JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new FormatError(file, [`is no JSON (${why})`]);
  }
}

function problemText(issue: z.core.$ZodIssue, rows: readonly unknown[]): string {
  const [index, ...path] = issue.path;
  const row = typeof index === 'number' ? rowName(index, rows[index]) : 'the file';
  const field = path.length === 0 ? '' : `${path.map(String).join('.')}: `;
  return `${row}: ${field}${issue.message}`;
}

function rowName(index: number, row: unknown): string {
  const id = idOf(row);
  return id === null ? `row ${String(index + 1)}` : `row ${String(index + 1)} (id ${id})`;
}

const WithId = z.object({ id: z.union([z.string(), z.number()]) });

function idOf(row: unknown): string | null {
  const parsed = WithId.safeParse(row);
  return parsed.success ? String(parsed.data.id) : null;
}

function doubledIds(rows: readonly unknown[]): readonly string[] {
  const seen = new Map<string, number>();
  const problems: string[] = [];
  for (const [index, row] of rows.entries()) {
    const id = idOf(row);
    if (id === null) continue;
    const first = seen.get(id);
    if (first === undefined) seen.set(id, index);
    else problems.push(`${rowName(index, row)}: id: row ${String(first + 1)} has it too`);
  }
  return problems;
}
