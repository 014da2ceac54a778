import { z } from 'zod';
import { runChild } from './child.ts';

/** What a process is to judge: how much of it, and by whom. */
export const JudgeInput = z.object({
  job: z.enum(['gaps', 'decide']),
  judge: z.enum(['ours', 'plain', 'none']),
  /** Items of the library, or gaps. */
  wanted: z.number(),
  /** Known works, or candidates. */
  offered: z.number(),
});
export type JudgeInput = z.infer<typeof JudgeInput>;

/** What it cost. */
export const JudgeAnswer = z.object({
  /** Gaps that were found, or filled. */
  found: z.number(),
  tookMs: z.number(),
  /** The most that the process ever held, in bytes. */
  peakRss: z.number(),
});
export type JudgeAnswer = z.infer<typeof JudgeAnswer>;

const WITHIN_MS = 1_200_000;

/** Judges in a process of its own, so that its memory is its own. */
export function runJudgeJob(input: JudgeInput): Promise<JudgeAnswer> {
  const env = { PATH: process.env['PATH'] };
  return runChild({
    script: 'judge-child.ts',
    env,
    input,
    answer: JudgeAnswer,
    withinMs: WITHIN_MS,
  });
}
