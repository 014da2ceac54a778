import { run } from './run.ts';

const letGo = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // Once: the second Ctrl-C ends the process at once.
  process.once(signal, () => letGo.abort());
}
// A reader that had enough (`mamcrawler runs | head -1`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await run(process.argv.slice(2), {
  out: process.stdout,
  err: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  now: () => new Date(),
  letGo: letGo.signal,
});
