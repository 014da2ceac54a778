import { z } from 'zod';
import { FormatError } from './read-rows.ts';

const EvaluationPolicy = z.object({
  minSeeders: z.number().nonnegative().default(1),
});

/** What a user is willing to take, as far as a file of candidates can tell. */
export type EvaluationPolicy = z.infer<typeof EvaluationPolicy>;

/** Reads a policy, as JSON. @throws {FormatError} naming the field that is wrong. */
export function readPolicy(file: string, text: string): EvaluationPolicy {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new FormatError(file, [`is no JSON (${why})`]);
  }
  const parsed = EvaluationPolicy.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new FormatError(
    file,
    parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
  );
}
