import path from 'node:path';
import { z } from 'zod';
import type { Stack } from '../../test/support/stack.ts';
import { runChild } from './child.ts';

/** Where the worker is to connect, and how many activities it is to carry out. */
export const NoopInput = z.object({
  address: z.string(),
  workflows: z.string(),
  count: z.number(),
});

/** How long each took, server and worker together. */
export const NoopAnswer = z.object({ msEach: z.number() });
export type NoopAnswer = z.infer<typeof NoopAnswer>;

/** Times activities that do nothing, on the program's own Temporal server, worker apart. */
export function timeNoops(stack: Stack, count: number): Promise<NoopAnswer> {
  const workflows = path.join(import.meta.dirname, 'noop-workflow.ts');
  const input = { address: stack.temporal().address, workflows, count };
  const env = { PATH: stack.env['PATH'], HOME: stack.folder };
  const withinMs = 60_000 + count * 1_000;
  return runChild({ script: 'noops-child.ts', env, input, answer: NoopAnswer, withinMs });
}
