import { z } from 'zod';
import { OperationError } from '../operations/index.ts';

/** A part of a request that takes nothing. */
export const NOTHING = z.strictObject({});

/** Longer texts are cut where an error shows them. */
const SHOWN = 80;

/**
 * Reads one part of a request.
 *
 * @throws {OperationError} `invalid`, naming the field and what it holds; of an unknown one its name
 * alone, since it may be a secret that was put in the wrong place.
 */
export function readInput<T>(
  schema: z.ZodType<T>,
  raw: unknown,
  part: 'path' | 'query' | 'body',
): T {
  const given = raw ?? {};
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  if (issue?.code === 'unrecognized_keys') throw unknownField(schema, issue.keys, part);
  const field = issue?.path.join('.') ?? '';
  if (field === '') throw invalid(`the ${part} is no JSON object`, 'send what docs/api.md shows');
  const value = valueAt(given, issue?.path ?? []);
  const what =
    value === undefined
      ? 'is missing'
      : `is ${shown(value)}, which ${issue?.message ?? 'is wrong'}`;
  throw invalid(`${field} in the ${part} ${what}`, 'docs/api.md says what it may hold');
}

function unknownField(schema: z.ZodType, keys: readonly string[], part: string): OperationError {
  const names = keys.map((key) => `“${key.slice(0, SHOWN)}”`).join(', ');
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const remedy = known.length === 0 ? 'it takes none' : `it takes ${known.join(', ')}`;
  return invalid(`the ${part} has a field that is not known: ${names}`, remedy);
}

function invalid(message: string, remedy: string): OperationError {
  return new OperationError(message, { kind: 'invalid', remedy });
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  let value = given;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
