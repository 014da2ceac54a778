import type { z } from 'zod';
import type { Setting, Source } from './environment.ts';
import { type KindValues, remedyOf, schemaOf } from './kinds.ts';
import type { ConfigProblem } from './problem.ts';
import type { Variable } from './variable.ts';
import { type VariableName, VARIABLES } from './variables.ts';

type Row = (typeof VARIABLES)[number];
type ValueOf<R extends Row> = KindValues[R['kind']] | (R['default'] extends null ? null : never);

/** Every variable's value, read; null only where the table has no default. */
export type Values = { readonly [R in Row as R['name']]: ValueOf<R> };

/** What reading each variable by itself gave. A value that could not be read is absent. */
export interface ReadValues {
  readonly values: Partial<Values>;
  readonly sources: ReadonlyMap<VariableName, Source>;
  readonly problems: readonly ConfigProblem[];
  readonly warnings: readonly string[];
}

/** What people leave in place of the real value. */
const PLACEHOLDER = {
  key: /^(your[-_ ].*|.*change[-_ ]?me.*|.*[-_]change[-_]in[-_]production|placeholder|secret|x{3,}|<.*>)$/i,
  word: /^(your[-_ ].*|change[-_]?me|placeholder|<.*>)$/i,
} as const;

/** Reads each variable by itself, so that one wrong value hides no other. */
export function readValues(settings: ReadonlyMap<string, Setting>, cwd: string): ReadValues {
  const values: Record<string, unknown> = {};
  const sources = new Map<VariableName, Source>();
  const problems: ConfigProblem[] = [];
  const warnings: string[] = [];
  for (const row of VARIABLES) {
    const variable: Variable = row;
    let setting = settings.get(row.name);
    if (setting !== undefined && isPlaceholder(variable, setting.text)) {
      warnings.push(
        `${row.name} holds a placeholder: taken as unset. Remove it or write the real one.`,
      );
      setting = undefined;
    }
    const text = setting?.text ?? variable.default;
    sources.set(row.name, setting?.source ?? (text === null ? 'unset' : 'default'));
    if (text === null) {
      values[row.name] = null;
      continue;
    }
    const read = schemaOf(variable, cwd).safeParse(text);
    if (read.success) values[row.name] = read.data;
    else problems.push(problemOf({ variable, text, error: read.error }));
  }
  // The table gives both this type and the schemas, so the two can't differ.
  return { values, sources, problems, warnings };
}

function isPlaceholder({ placeholders }: Variable, text: string): boolean {
  return placeholders !== undefined && PLACEHOLDER[placeholders].test(text.trim());
}

function problemOf(failed: {
  readonly variable: Variable;
  readonly text: string;
  readonly error: z.ZodError;
}): ConfigProblem {
  const { variable, text, error } = failed;
  const issue = error.issues[0];
  const given: unknown = issue?.code === 'custom' ? issue.params?.['remedy'] : undefined;
  return {
    name: variable.name,
    value: shownValue(variable, text),
    problem: issue?.message ?? 'is not valid',
    remedy: typeof given === 'string' ? given : remedyOf(variable),
  };
}

/** A wrong address may hold a password that was put there by mistake: it is shown without. */
function shownValue(variable: Variable, text: string): string | null {
  if (variable.secret) return null;
  return text.replace(/^(\w+:\/\/)?.*@/s, '$1…@').replace(/[?#].*$/s, '?…');
}
