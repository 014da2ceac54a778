import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/workers/main.ts', import.meta.url));

/** The demo's worker: killed, it is started again, as a service manager would. */
export interface KeptWorker {
  /** Settles when it is up for the first time; never when it does not come up: see `onLost`. */
  readonly ready: Promise<void>;
  /** Ends it gracefully, for good. */
  stop(): Promise<void>;
}

/** How to start it, and whom to tell. */
export interface WorkerPlan {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** A worker that does not come up is told here once; nothing is started any more then. */
  readonly onLost: (error: Error) => void;
}

/** Starts the worker and keeps it running until it is stopped or does not come up. */
export function keepWorker(plan: WorkerPlan): KeptWorker {
  const first = Promise.withResolvers<void>();
  let stopping = false;
  let worker = launch(plan);
  const watching = watch().catch((error: unknown) => {
    if (!stopping) plan.onLost(error instanceof Error ? error : new Error(String(error)));
  });

  async function watch(): Promise<void> {
    for (let isFirst = true; ; isFirst = false) {
      await worker.ready;
      const up = isFirst ? 'PostgreSQL, Temporal and the workers are up' : 'up again';
      console.log(`worker ${worker.pid}: ${up}`);
      if (isFirst) first.resolve();
      const how = await worker.ended;
      if (stopping) return;
      console.log(`worker ${worker.pid}: ended (${how}); it is started again`);
      worker = launch(plan);
    }
  }

  async function stop(): Promise<void> {
    stopping = true;
    worker.end();
    await worker.ended;
    await watching;
  }
  return { ready: first.promise, stop };
}

function launch({ folder, env }: WorkerPlan) {
  const said = path.join(folder, 'worker.out');
  const child = spawn(process.execPath, [MAIN], {
    cwd: folder,
    env,
    // A group of its own: the terminal's Ctrl-C reaches the demo alone, which then ends the worker.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output = createWriteStream(said, { flags: 'a' });
  child.stdout?.pipe(output, { end: false });
  child.stderr?.pipe(output, { end: false });
  const ended = once(child, 'exit').then(() => child.signalCode ?? `exit ${child.exitCode ?? '?'}`);
  const ready = Promise.race([once(child, 'message'), ended]).then(async (first) => {
    if (typeof first !== 'string') return;
    throw new Error(
      `the worker did not start (${first}): ${lastWords(await readFile(said, 'utf8'))}`,
    );
  });
  const end = () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  };
  return { pid: child.pid ?? 0, ready, ended, end };
}

/** What it said of its fault: the lines that are none of the log's, else the log's last ones. */
function lastWords(said: string): string {
  const plain = said.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('{'));
  return plain.length > 0 ? plain.slice(-12).join('\n') : said.slice(-2_000);
}
