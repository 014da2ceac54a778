import { z } from 'zod';
import type { Stack } from '../../test/support/stack.ts';
import { runChild } from './child.ts';

/** What the direct crawl answers. */
export const DirectAnswer = z.object({ terms: z.number() });
export type DirectAnswer = z.infer<typeof DirectAnswer>;

/** Our own activities called in a loop: all but Temporal. Terms only, nothing is fetched. */
export function crawlDirectly(stack: Stack, withinMs: number): Promise<DirectAnswer> {
  const script = 'direct-crawl-child.ts';
  return runChild({ script, env: stack.env, input: {}, answer: DirectAnswer, withinMs });
}
