import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';

/** A part of a measurement that needs a process of its own: its memory counts, or its event loop. */
export interface ChildJob<T> {
  /** The file in `bench/support`. */
  readonly script: string;
  readonly env: NodeJS.ProcessEnv;
  readonly input: object;
  readonly answer: z.ZodType<T>;
  readonly withinMs: number;
}

/** Runs a script as a process and returns what it answers. Throws when it fails or is late. */
export async function runChild<T>(job: ChildJob<T>): Promise<T> {
  const child = fork(path.join(import.meta.dirname, job.script), [], {
    env: job.env,
    // An empty place: no .env takes part. Its output is for the person, not for the table.
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const killOnExit = (): void => void child.kill('SIGKILL');
  process.once('exit', killOnExit);
  try {
    const answered = once(child, 'message').then(([message]: unknown[]) => message);
    const exited = once(child, 'exit').then(([code]) => new Error(`${job.script} ended: ${code}`));
    child.send(job.input);
    const late = sleep(job.withinMs, new Error(`${job.script} took too long`), { ref: false });
    const first: unknown = await Promise.race([answered, exited, late]);
    if (first instanceof Error) throw first;
    return job.answer.parse(first);
  } finally {
    process.removeListener('exit', killOnExit);
    child.kill('SIGKILL');
  }
}

/** The script's side: takes the input, works, answers, and ends. */
export async function serveChild<I>(
  input: z.ZodType<I>,
  work: (input: I) => Promise<object>,
): Promise<void> {
  const heard: unknown[] = await once(process, 'message');
  const [message] = heard;
  const answer = await work(input.parse(message));
  process.send?.(answer);
}
