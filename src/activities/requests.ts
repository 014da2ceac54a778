import { z } from 'zod';
import { cleanForSearch, isSearchable } from '../domain/terms.ts';
import { refuse } from './failures.ts';

const library = z.string().trim().min(1).max(200).optional();
const dryRun = z.boolean().optional();

/** What a full sync can be asked; the shape that `temporal workflow start --input` takes. */
const SyncInput = z.strictObject({
  dryRun,
  library,
  /** Gaps that rest are searched for all the same. */
  all: z.boolean().optional(),
  task: z.string().trim().min(1).max(100).optional(),
});

/** What a search can be asked. */
const SearchInput = z.strictObject({
  dryRun,
  library,
  text: z
    .string()
    .trim()
    .max(200)
    .refine((text) => isSearchable(cleanForSearch(text)), {
      message: 'leaves nothing that the tracker can search for',
    }),
});

/** A request, checked. */
export interface RunRequest {
  readonly kind: 'sync' | 'search';
  /** Name of the task that asks, as the user knows it. */
  readonly task: string;
  readonly dryRun: boolean;
  /** A library's name; null for all. */
  readonly library: string | null;
  /** Gaps that rest are searched for all the same. */
  readonly all: boolean;
  /** A person's own words, for a search. */
  readonly text: string | null;
}

/**
 * Checks a workflow's input as it came. An unknown name is refused, not dropped: `dry_run` in place
 * of `dryRun` would queue for real.
 * @throws {ApplicationFailure} `input/invalid`, naming each field.
 */
export function parseRequest(kind: 'sync' | 'search', input: unknown): RunRequest {
  const given = input ?? {};
  if (kind === 'sync') {
    const parsed = SyncInput.safeParse(given);
    if (!parsed.success) throw badInput(parsed.error);
    const { data } = parsed;
    const { task = 'full_sync', dryRun: isDry = false, library: name = null, all = false } = data;
    return { kind, task, dryRun: isDry, library: name, all, text: null };
  }
  const parsed = SearchInput.safeParse(given);
  if (!parsed.success) throw badInput(parsed.error);
  const { data } = parsed;
  const { text } = data;
  return {
    kind,
    task: 'search',
    dryRun: data.dryRun ?? false,
    library: data.library ?? null,
    all: true,
    text,
  };
}

function badInput(error: z.ZodError): Error {
  const problems = error.issues.map(
    (issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`,
  );
  return refuse('input/invalid', `the run's input is wrong: ${problems.join('; ')}`);
}
