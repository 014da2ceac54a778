/*
 * Starts a full sync from another program, watches it, and tells how it came out.
 *
 *   node examples/start-sync.ts [--for-real]
 *
 * Needs the program running (npm start). Without --for-real it is a dry run: nothing is queued.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, OperationError } from 'mamcrawler';

await using mamcrawler = await connect();

try {
  const dryRun = !process.argv.includes('--for-real');
  const { runId } = await mamcrawler.startSync({ dryRun });
  console.log(`started ${runId}`);

  const result = mamcrawler.result(runId);
  let isOver = false;
  void result.catch(() => undefined).finally(() => (isOver = true));
  while (!isOver) {
    const { phase, termsDone, termsTotal, term } = await mamcrawler.progress(runId);
    console.log(`${phase}: ${termsDone} of ${termsTotal} terms${term === null ? '' : `, ${term}`}`);
    await Promise.race([sleep(5_000, undefined, { ref: false }), result.catch(() => undefined)]);
  }

  const { queued, found, refused, deferred, reportPath } = await result;
  console.log(`${found} found, ${queued} queued, ${deferred} deferred, ${refused} refused`);
  console.log(`report: ${reportPath}`);
} catch (error) {
  if (!(error instanceof OperationError)) throw error;
  console.error(`${error.message}; ${error.remedy}`);
  process.exitCode = 1;
}
