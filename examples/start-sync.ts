/*
 * Starts a full sync from another program, watches it, and tells how it came out.
 *
 *   node examples/start-sync.ts [--for-real]
 *
 * Needs the program running (npm start). Without --for-real it is a dry run: nothing is queued.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, OperationError, type RunResult } from 'mamcrawler';

await using mamcrawler = await connect();

try {
  const dryRun = !process.argv.includes('--for-real');
  const { runId } = await mamcrawler.startSync({ dryRun });
  console.log(`started ${runId}`);

  // Either the result or five seconds: the run goes on by itself, we only look.
  const running = mamcrawler.result(runId);
  const look = async () => {
    await sleep(5_000, undefined, { ref: false });
    const { phase, termsDone, termsTotal } = await mamcrawler.progress(runId);
    console.log(`${phase}: ${termsDone} of ${termsTotal} terms`);
    return null;
  };
  let result: RunResult | null = null;
  while (result === null) result = await Promise.race([running, look()]);

  const { queued, found, refused, deferred, reportPath } = result;
  console.log(`${found} found, ${queued} queued, ${deferred} deferred, ${refused} refused`);
  console.log(`report: ${reportPath}`);
} catch (error) {
  if (!(error instanceof OperationError)) throw error;
  console.error(`${error.message}; ${error.remedy}`);
  process.exitCode = 1;
}
