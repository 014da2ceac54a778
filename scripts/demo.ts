import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadConfig } from '../src/config.ts';
import { asProposed, differences, Outcome } from '../src/sandbox/expectation.ts';
import { startSandbox } from '../src/sandbox/index.ts';
import { createWorld, type World } from '../src/sandbox/world/index.ts';
import { readEndpoints } from '../src/temporal/endpoints.ts';
import { claimFolder, leaveFolder } from './demo/folder.ts';
import { keepWorker } from './demo/worker.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The sandbox's own pace, in seconds: the real site's floors are 3 and 20. */
const PACE = {
  MAM_RATE_LIMIT_MIN: '0.1',
  MAM_RATE_LIMIT_MAX: '0.25',
  MAM_SEARCH_INTERVAL: '0.35',
  CATALOGUE_INTERVAL: '0',
};

/** Exit codes of a shell for what a signal ended. */
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

const HELP = `Runs a full sync to its end against a world in a box.

usage: npm run demo [-- --keep] [-- --folder DIR]

  --keep         leave everything running afterwards, to look around; Ctrl-C ends it
  --folder DIR   where its data goes; emptied first (.data/demo)

QUEUE_MODE=propose queues nothing and proposes all that fits: see mamcrawler review.
POLICY_FILE=policy.yaml takes what that policy is willing to take.`;

/** A demo under way: where it lies, what ends it early, and what to take down at its end. */
interface Stage {
  readonly folder: string;
  readonly ending: AbortController;
  readonly closers: (() => Promise<unknown>)[];
}

/** Told to end by a signal; not a fault. */
class Interrupted extends Error {
  readonly code: number;
  constructor(signal: keyof typeof SIGNALS) {
    super(`${signal}: ending the demo`);
    this.code = SIGNALS[signal];
  }
}

function readWords() {
  return parseArgs({
    options: {
      keep: { type: 'boolean' },
      folder: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  }).values;
}

/** What was asked for; null when it can't be understood, which is told. */
function words(): ReturnType<typeof readWords> | null {
  try {
    return readWords();
  } catch (error) {
    const isOurs = error instanceof Error && 'code' in error;
    if (!isOurs || !String(error.code).startsWith('ERR_PARSE_ARGS_')) throw error;
    // What follows the first sentence is for who writes programs.
    console.error(`${error.message.split(/[.\n]/u, 1)[0]}.\n\n${HELP}`);
    return null;
  }
}

async function main(): Promise<number> {
  const values = words();
  if (values === null) return 2;
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const folder = path.resolve(values.folder ?? path.join(ROOT, '.data', 'demo'));
  const stage = { folder, ending: new AbortController(), closers: [] };
  endOnSignals(stage.ending);
  try {
    return await play(stage, values.keep === true);
  } catch (error) {
    // What aborted us is the cause; what fell over in consequence is not.
    const cause: unknown = stage.ending.signal.aborted ? stage.ending.signal.reason : error;
    if (!(cause instanceof Error)) throw error;
    console.error(cause.message);
    return cause instanceof Interrupted ? cause.code : 1;
  } finally {
    await clear(stage);
  }
}

/** The first signal ends the demo; later ones find it ending already. */
function endOnSignals(ending: AbortController): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => ending.abort(new Interrupted(signal)));
  }
  // A terminal that was closed takes no more words: the stage is to be cleared all the same.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

async function play(stage: Stage, keep: boolean): Promise<number> {
  const world = createWorld({ seed: 1 });
  const env = await setStage(stage, world);
  const code = await run(stage, env, ['sync', '--follow']);
  stage.ending.signal.throwIfAborted();
  const wrong = compare(await newestReport(stage.folder), world, env);
  const shown = path.relative(process.cwd(), stage.folder);
  console.log(`Reports:     ${path.join(shown, 'reports')}`);
  const { ui, api } = await addresses(stage.folder);
  if (keep) {
    console.log(`Temporal UI: ${ui}`);
    console.log(`REST API:    ${api}`);
    console.log('Everything is left running. Try, in another terminal:');
    for (const words of ['report', 'gaps', 'review']) {
      console.log(`  DATA_DIR=${shown} npx mamcrawler ${words}`);
    }
    console.log('Ctrl-C ends it.');
    const { signal } = stage.ending;
    if (!signal.aborted) await once(signal, 'abort');
    if (!(signal.reason instanceof Interrupted)) throw signal.reason;
  }
  if (!keep) {
    console.log(`Temporal UI (while it ran): ${ui}`);
    console.log(`REST API (while it ran):    ${api}`);
    console.log('Keep both: npm run demo -- --keep');
  }
  return code === 0 && wrong === 0 ? 0 : 1;
}

/** Says how the outcome differs from what the world was built for; answers in how many points. */
function compare(outcome: Outcome, world: World, env: NodeJS.ProcessEnv): number {
  console.log('');
  if (env['POLICY_FILE'] !== undefined) {
    console.log('The outcome is that of your policy; the sandbox was built for the default one.');
    return 0;
  }
  const { queueMode } = loadConfig(env, { envFile: null }).config;
  const { expectedWithCatalogue: expected } = world;
  const wrong = differences(outcome, queueMode === 'propose' ? asProposed(expected) : expected);
  if (wrong.length === 0) console.log('The outcome is exactly what the sandbox was built for.');
  for (const difference of wrong) console.log(`NOT AS EXPECTED: ${difference}`);
  return wrong.length;
}

/** Opens the box and starts the real program on it, in an empty folder of its own. */
async function setStage(
  { folder, ending, closers }: Stage,
  world: World,
): Promise<NodeJS.ProcessEnv> {
  await claimFolder(folder);
  closers.push(() => leaveFolder(folder));
  const sandbox = await startSandbox({ world, qbittorrent: '5.1' });
  closers.push(() => sandbox.stop());
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    TERM: process.env['TERM'],
    DATA_DIR: folder,
    REPORT_DIR: path.join(folder, 'reports'),
    LOGS_DIR: path.join(folder, 'logs'),
    API_PORT: '0',
    TZ: process.env['TZ'] ?? 'UTC',
    CHROMIUM_PATH: process.env['CHROMIUM_PATH'],
    TEMPORAL_CLI: process.env['TEMPORAL_CLI'],
    QUEUE_MODE: process.env['QUEUE_MODE'],
    POLICY_FILE: policyFile(),
    ...PACE,
    ...sandbox.settings,
  };
  console.log(`sandbox: ${world.items.length} items, ${world.torrents.length} torrents listed`);
  const worker = keepWorker({ folder, env, onLost: (error) => ending.abort(error) });
  closers.push(() => worker.stop());
  if (!ending.signal.aborted) await Promise.race([worker.ready, once(ending.signal, 'abort')]);
  ending.signal.throwIfAborted();
  const { ui, api } = await addresses(folder);
  console.log(`Temporal UI: ${ui}`);
  console.log(`REST API:    ${api}`);
  console.log('Try, in another terminal: kill -9 the worker (its number stands above), and watch');
  console.log('the run resume.');
  return env;
}

/** From where the person is; the program itself runs in the demo's folder. */
function policyFile(): string | undefined {
  const named = process.env['POLICY_FILE'] ?? '';
  return named === '' ? undefined : path.resolve(named);
}

/** Runs a command of the CLI, as a person would. */
async function run(
  { folder, ending }: Stage,
  env: NodeJS.ProcessEnv,
  words: readonly string[],
): Promise<number> {
  console.log(`$ mamcrawler ${words.join(' ')}`);
  const child = spawn(process.execPath, [path.join(ROOT, 'src/cli/main.ts'), ...words], {
    cwd: folder,
    env,
    // Ctrl-C is the demo's: the command would say that the run goes on, and it does not.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const end = () => child.kill('SIGKILL');
  ending.signal.addEventListener('abort', end);
  if (ending.signal.aborted) end();
  await once(child, 'exit');
  ending.signal.removeEventListener('abort', end);
  return child.exitCode ?? 1;
}

async function newestReport(data: string): Promise<Outcome> {
  const folder = path.join(data, 'reports');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).toSorted();
  const newest = files.at(-1);
  if (newest === undefined) throw new Error(`no report in ${folder}`);
  return Outcome.parse(JSON.parse(await readFile(path.join(folder, newest), 'utf8')));
}

async function addresses(folder: string): Promise<{ readonly ui: string; readonly api: string }> {
  const left = await readEndpoints(folder);
  return { ui: left?.temporalUiUrl ?? 'unknown', api: left?.apiUrl ?? 'none' };
}

async function clear({ closers }: Stage): Promise<void> {
  for (const close of closers.toReversed()) await close();
}

process.exitCode = await main();
