import { problemsOf, valueAt } from './issues.ts';
import type { PolicyProblem } from './problem.ts';
import { relationProblems } from './relations.ts';
import { fieldsAt, PolicyFile } from './schema.ts';
import type { FieldPath } from './field-path.ts';
import { readWritten } from './written.ts';

/** What a policy's text says, or all that is wrong with it. */
export type ReadPolicy =
  | { readonly said: PolicyFile; readonly problems: readonly [] }
  | { readonly said: null; readonly problems: readonly PolicyProblem[] };

/** Reads a policy's text strictly: every field known, every value right, alone and together. */
export function readPolicyText(text: string): ReadPolicy {
  const written = readWritten(text);
  if (written.problems.length > 0) return { said: null, problems: written.problems };
  const parsed = PolicyFile.safeParse(written.value);
  const problems = parsed.success
    ? relationProblems(parsed.data, written.lineOf)
    : parsed.error.issues.flatMap((issue) => problemsOf(issue, { written, known: fieldsAt }));
  if (!parsed.success || problems.length > 0) return { said: null, problems: byLine(problems) };
  return { said: parsed.data, problems: [] };
}

/**
 * Reads a policy's text as others write it, for `mamcrawler eval`: fields that nobody knows and
 * those without a value are passed over, and fields are not held against each other.
 */
export function readForeignPolicy(text: string): ReadPolicy {
  const written = readWritten(text);
  if (written.problems.length > 0) return { said: null, problems: written.problems };
  const value = withoutNulls(written.value);
  const strict = PolicyFile.safeParse(value);
  for (const issue of strict.error?.issues ?? []) {
    if (issue.code === 'unrecognized_keys') forget(value, issue.path, issue.keys);
  }
  const parsed = PolicyFile.safeParse(value);
  if (parsed.success) return { said: parsed.data, problems: [] };
  const shown = { written, known: fieldsAt };
  return { said: null, problems: parsed.error.issues.flatMap((issue) => problemsOf(issue, shown)) };
}

function byLine(problems: readonly PolicyProblem[]): readonly PolicyProblem[] {
  return problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, one]) => one !== null);
  return Object.fromEntries(kept.map(([name, one]) => [name, withoutNulls(one)]));
}

function forget(top: unknown, path: FieldPath, keys: readonly string[]): void {
  const holder = valueAt(top, path);
  if (typeof holder !== 'object' || holder === null) return;
  for (const key of keys) Reflect.deleteProperty(holder, key);
}
