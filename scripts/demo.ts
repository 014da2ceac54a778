import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { differences, Outcome } from '../src/sandbox/expectation.ts';
import { startSandbox, type Sandbox } from '../src/sandbox/index.ts';
import { createWorld } from '../src/sandbox/world/index.ts';
import { readEndpoints } from '../src/temporal/endpoints.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = path.join(ROOT, '.data', 'demo');

/** The sandbox's own pace, in seconds: the real site's floors are 3 and 20. */
const PACE = { MAM_RATE_LIMIT_MIN: '0.1', MAM_RATE_LIMIT_MAX: '0.25', MAM_SEARCH_INTERVAL: '0.35' };

const HELP = `Runs a full sync to its end against a world in a box.

usage: npm run demo [-- --keep]

  --keep   leave everything running afterwards, to look around; Ctrl-C ends it`;

/** A demo under way: what has to be taken down at its end. */
interface Stage {
  readonly sandbox: Sandbox;
  readonly env: NodeJS.ProcessEnv;
  readonly worker: ChildProcess;
}

async function main(): Promise<number> {
  const options = { keep: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
  const { values } = parseArgs({ options });
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const world = createWorld({ seed: 1 });
  const stage = await setStage(world);
  try {
    const code = await run(stage.env, ['sync', '--follow']);
    const wrong = differences(await newestReport(), world.expected);
    await printEnd(wrong);
    if (values.keep === true) await untilInterrupted();
    return code === 0 && wrong.length === 0 ? 0 : 1;
  } finally {
    await clearStage(stage);
  }
}

/** Opens the box and starts the real program on it, in an empty folder of its own. */
async function setStage(world: ReturnType<typeof createWorld>): Promise<Stage> {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  const sandbox = await startSandbox({ world, qbittorrent: '5.1' });
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    TERM: process.env['TERM'],
    DATA_DIR: FOLDER,
    REPORT_DIR: path.join(FOLDER, 'reports'),
    LOGS_DIR: path.join(FOLDER, 'logs'),
    TZ: process.env['TZ'] ?? 'UTC',
    CHROMIUM_PATH: process.env['CHROMIUM_PATH'],
    TEMPORAL_CLI: process.env['TEMPORAL_CLI'],
    ...PACE,
    ...sandbox.settings,
  };
  console.log(`sandbox: ${world.items.length} items, ${world.torrents.length} torrents listed`);
  const worker = spawn(process.execPath, [path.join(ROOT, 'src/workers/main.ts')], {
    cwd: FOLDER,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output = createWriteStream(path.join(FOLDER, 'worker.out'));
  worker.stdout?.pipe(output, { end: false });
  worker.stderr?.pipe(output, { end: false });
  const first = await Promise.race([
    once(worker, 'message').then(() => 'ready'),
    once(worker, 'exit').then(() => 'exited'),
  ]);
  if (first !== 'ready') {
    const said = await readFile(path.join(FOLDER, 'worker.out'), 'utf8');
    throw new Error(`the worker did not start:\n${said.slice(-4_000)}`);
  }
  console.log('worker: PostgreSQL, Temporal and the workers are up');
  return { sandbox, env, worker };
}

/** Runs a command of the CLI, as a person would. */
async function run(env: NodeJS.ProcessEnv, words: readonly string[]): Promise<number> {
  console.log(`$ mamcrawler ${words.join(' ')}`);
  const child = spawn(process.execPath, [path.join(ROOT, 'src/cli/main.ts'), ...words], {
    cwd: FOLDER,
    env,
    stdio: 'inherit',
  });
  await once(child, 'exit');
  return child.exitCode ?? 1;
}

async function newestReport(): Promise<Outcome> {
  const folder = path.join(FOLDER, 'reports');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).toSorted();
  const newest = files.at(-1);
  if (newest === undefined) throw new Error(`no report in ${folder}`);
  return Outcome.parse(JSON.parse(await readFile(path.join(folder, newest), 'utf8')));
}

async function printEnd(wrong: readonly string[]): Promise<void> {
  const endpoints = await readEndpoints(FOLDER);
  console.log('');
  if (wrong.length === 0) console.log('The outcome is exactly what the sandbox was built for.');
  for (const difference of wrong) console.log(`NOT AS EXPECTED: ${difference}`);
  console.log(`Reports:     ${path.join(path.relative(process.cwd(), FOLDER), 'reports')}`);
  console.log(`Temporal UI: ${endpoints?.temporalUiUrl ?? 'unknown'}`);
}

async function untilInterrupted(): Promise<void> {
  console.log('Everything is left running. Try, in another terminal:');
  console.log(`  DATA_DIR=${path.relative(process.cwd(), FOLDER)} npx mamcrawler report`);
  console.log('Ctrl-C ends it.');
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
}

async function clearStage(stage: Stage): Promise<void> {
  if (stage.worker.exitCode === null) {
    const exited = once(stage.worker, 'exit');
    stage.worker.kill('SIGTERM');
    await exited;
  }
  await stage.sandbox.stop();
}

process.exitCode = await main();
