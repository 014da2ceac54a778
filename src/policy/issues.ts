import type { z } from 'zod';
import { editDistance } from '../config.ts';
import type { PolicyProblem } from './problem.ts';
import { type FieldPath, nameOf } from './field-path.ts';
import type { Written } from './written.ts';

/** Every field of a policy at each level, to tell which was meant. */
export type KnownFields = (path: FieldPath) => readonly string[];

/** An issue that the schema found, in our words: one problem for each field that it is about. */
export function problemsOf(
  issue: z.core.$ZodIssue,
  { written, known }: { readonly written: Written; readonly known: KnownFields },
): readonly PolicyProblem[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: nameOf([...path, key]),
      line: written.lineOf([...path, key]),
      value: null,
      problem: 'is not a field of a policy',
      remedy: whichField(key, known(path)),
    }));
  }
  const value = valueAt(written.value, path);
  const told = value === null ? EMPTY : saying(issue, value);
  // Of a file that is no policy at all nothing is shown: it may be another one, with secrets.
  const seen = path.length === 0 ? null : shown(value);
  return [{ path: nameOf(path), line: written.lineOf(path), value: seen, ...told }];
}

type Said = Pick<PolicyProblem, 'problem' | 'remedy'>;

const EMPTY: Said = {
  problem: 'has no value',
  remedy: 'Write one, or remove the line: then the default holds.',
};

function saying(issue: z.core.$ZodIssue, value: unknown): Said {
  if (issue.code === 'invalid_type') return wrongType(issue.expected, value);
  if (issue.code === 'invalid_union') return wrongType('string', value);
  if (issue.code === 'too_small') return tooSmall(issue);
  if (issue.code === 'too_big') {
    return { problem: 'is too big', remedy: `Write ${issue.maximum} or less.` };
  }
  if (issue.code === 'invalid_value') {
    const remedy = `Write ${listOf(issue.values.map(String))}.`;
    return { problem: 'is not one of its values', remedy };
  }
  return { problem: `is not right (${issue.message})`, remedy: 'See docs/schemas/policy.json.' };
}

function tooSmall({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): Said {
  if (origin === 'string') return { problem: 'is empty', remedy: 'Write a name, or remove it.' };
  if (origin === 'array') {
    return { problem: 'names nobody', remedy: 'Name one, or remove the line.' };
  }
  const least = inclusive === true ? `${minimum} or more` : `more than ${minimum}`;
  return { problem: 'is too small', remedy: `Write ${least}.` };
}

const TYPES: Readonly<Record<string, { readonly is: string; readonly remedy: string }>> = {
  boolean: { is: 'neither true nor false', remedy: 'Write true or false.' },
  number: { is: 'not a number', remedy: 'Write a number, without a unit.' },
  int: { is: 'not a whole number', remedy: 'Write a whole number, without a unit.' },
  string: { is: 'not a text', remedy: 'Write one name or word; in quotes, if need be.' },
  array: { is: 'not a list', remedy: 'Write a list: [one, another], or a line “- one” for each.' },
  object: { is: 'not a group of fields', remedy: 'Write its fields indented below it.' },
  record: {
    is: 'not a list of names',
    remedy: 'Write each name with its fields indented below it.',
  },
};

function wrongType(expected: string, value: unknown): Said {
  const isFraction = expected === 'int' || (expected === 'number' && typeof value === 'number');
  const type = TYPES[isFraction ? 'int' : expected];
  if (type === undefined)
    return { problem: `is not a ${expected}`, remedy: `Write a ${expected}.` };
  return { problem: `is ${type.is}`, remedy: type.remedy };
}

/** A third of the letters may differ: beyond that a hint misleads. */
function whichField(name: string, known: readonly string[]): string {
  const wanted = name.toLowerCase();
  const near = known
    .map((field) => ({ field, edits: editDistance(wanted, field.toLowerCase()) }))
    .filter(({ edits }) => edits <= Math.max(2, Math.floor(wanted.length / 3)))
    .toSorted((a, b) => a.edits - b.edits);
  const [best] = near;
  return best === undefined
    ? `Remove it; the fields here are ${listOf(known)}.`
    : `Did you mean ${best.field}?`;
}

function listOf(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}

/** What stands at a path; null when nothing does. */
export function valueAt(top: unknown, path: FieldPath): unknown {
  let value = top;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return null;
    value = Reflect.get(value, step) ?? null;
  }
  return value;
}

/** A value in a line: whole when it is short. */
function shown(value: unknown): string | null {
  if (value === null || typeof value === 'object') return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text === '') return null;
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
