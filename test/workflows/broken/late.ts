import { read } from '../../../src/workflows/activities.ts';
import { fullSync as real } from '../../../src/workflows/full-sync.ts';

/** Broken on purpose, for the replay's gate: it does one thing more after all that the real one does. */
export async function fullSync(...input: Parameters<typeof real>): ReturnType<typeof real> {
  const result = await real(...input);
  await read.notePause({ runId: result.runId, paused: false });
  return result;
}
