import { sleep } from '@temporalio/workflow';
import { fullSync as real } from '../../../src/workflows/full-sync.ts';

/** Broken on purpose, for the replay's gate: it waits before it does what the real one does. */
export async function fullSync(...input: Parameters<typeof real>): ReturnType<typeof real> {
  await sleep('1 second');
  return real(...input);
}
