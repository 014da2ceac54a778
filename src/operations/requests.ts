import { z } from 'zod';
import { OperationError } from './errors.ts';

const library = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(200, 'must not be longer than 200 characters')
  .optional();

/** What a full sync can be asked. */
export const SyncRequest = z.strictObject({
  /** Do all but queue. */
  dryRun: z.boolean().optional(),
  /** Only this library, by name; all when left out. */
  library,
  /** Search again for what was searched in vain lately. */
  all: z.boolean().optional(),
});
export type SyncRequest = Readonly<z.infer<typeof SyncRequest>>;

/** What a person's own search can be asked. */
export const SearchRequest = SyncRequest.omit({ all: true }).extend({
  /** An author, a series, a title: 2 to 200 characters. */
  text: z
    .string()
    .trim()
    .min(2, 'must be at least 2 characters')
    .max(200, 'must not be longer than 200 characters'),
});
export type SearchRequest = Readonly<z.infer<typeof SearchRequest>>;

/** Reads a request; throws an `invalid` {@link OperationError} that names the field. */
export function readRequest<T>(schema: z.ZodType<T>, request: unknown): T {
  const parsed = schema.safeParse(request);
  if (parsed.success) return parsed.data;
  const problems: string[] = [];
  for (const issue of parsed.error.issues) {
    problems.push(`${issue.path.join('.') || 'the request'} ${issue.message}`);
  }
  throw new OperationError(problems.join('; '), {
    kind: 'invalid',
    remedy: 'correct it and ask again',
  });
}
