import { z } from 'zod';
import type { ExpectedOutcome } from './world/types.ts';

/** What of a run's report is held against the world's expectation. */
export const Outcome = z.object({
  terms: z.array(z.unknown()).readonly(),
  gaps: z
    .array(
      z.object({
        gap: z.object({ key: z.string() }),
        outcome: z.string(),
        sourceId: z.string().nullable(),
      }),
    )
    .readonly(),
  queued: z.array(z.object({ sourceId: z.string() })).readonly(),
  deferred: z.array(z.object({ sourceId: z.string() })).readonly(),
});
export type Outcome = z.infer<typeof Outcome>;

/** Every difference between what a run did and what was right, one sentence each. */
export function differences(outcome: Outcome, expected: ExpectedOutcome): readonly string[] {
  const found: string[] = [];
  if (outcome.terms.length !== expected.terms) {
    found.push(`${outcome.terms.length} terms instead of ${expected.terms}`);
  }
  const gaps = new Map(outcome.gaps.map((row) => [row.gap.key, row]));
  for (const { key, outcome: wanted, sourceId } of expected.gaps) {
    const got = gaps.get(key);
    gaps.delete(key);
    if (got === undefined) found.push(`gap ${key} was not found`);
    else if (got.outcome !== wanted) found.push(`gap ${key}: ${got.outcome} instead of ${wanted}`);
    else if (wanted === 'queued' && got.sourceId !== sourceId) {
      found.push(`gap ${key}: filled by ${got.sourceId} instead of ${sourceId}`);
    }
  }
  for (const key of gaps.keys()) found.push(`gap ${key} is none`);
  found.push(...compareIds('queued', outcome.queued, expected.queued));
  found.push(...compareIds('deferred', outcome.deferred, expected.deferred));
  return found;
}

/** The same world where nothing is queued without a word: what would be is proposed instead. */
export function asProposed<E extends ExpectedOutcome>(expected: E): E {
  const gaps = expected.gaps.map((gap) =>
    gap.outcome === 'queued' ? { ...gap, outcome: 'to-review' as const } : gap,
  );
  return { ...expected, gaps, queued: [] };
}

function compareIds(
  what: string,
  got: readonly { readonly sourceId: string }[],
  wanted: readonly string[],
): readonly string[] {
  const ids = new Set(got.map((row) => row.sourceId));
  const wrong = [...ids].filter((id) => !wanted.includes(id)).map((id) => `${id} was ${what}`);
  const lacking = wanted.filter((id) => !ids.has(id)).map((id) => `${id} was not ${what}`);
  return [...wrong, ...lacking];
}
