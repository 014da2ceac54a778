import { z } from 'zod';
import { runChild } from './child.ts';

/** What a process is to do with the library: read its rows, read it whole, or analyse it. */
export const LibraryInput = z.object({ job: z.enum(['rows', 'read', 'analyse']) });
export type LibraryJob = z.infer<typeof LibraryInput>['job'];

/** What it cost. */
export const LibraryAnswer = z.object({
  items: z.number(),
  gaps: z.number(),
  tookMs: z.number(),
  /** The most that the process ever held, in bytes. */
  peakRss: z.number(),
});
export type LibraryAnswer = z.infer<typeof LibraryAnswer>;

const WITHIN_MS = 1_200_000;

/** Does it in a process of its own, so that its memory is its own. */
export function runLibraryJob(env: NodeJS.ProcessEnv, job: LibraryJob): Promise<LibraryAnswer> {
  const script = 'library-child.ts';
  return runChild({ script, env, input: { job }, answer: LibraryAnswer, withinMs: WITHIN_MS });
}
