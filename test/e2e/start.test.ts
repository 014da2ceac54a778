import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { codeOf } from '../../src/embedded/process.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { createWorld } from '../../src/sandbox/world/index.ts';
import { processesOf } from '../support/processes.ts';
import { TEST_PACE } from '../support/stack.ts';
import { until } from '../support/until.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A program under way: what it has said so far, and its end. */
interface Running {
  readonly child: ChildProcess;
  readonly said: { text: string };
  readonly ended: Promise<number | null>;
}

describe('npm start, which brings its own PostgreSQL and Temporal', () => {
  let sandbox: Sandbox;
  let folder: string;
  let settings: Record<string, string>;
  const started: Running[] = [];

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'mamcrawler-start-'));
    sandbox = await startSandbox({ world: createWorld({ seed: 1 }), qbittorrent: '5.1' });
    settings = {
      DATA_DIR: path.join(folder, 'data'),
      REPORT_DIR: path.join(folder, 'reports'),
      LOGS_DIR: path.join(folder, 'logs'),
      CRAWL_MAX_TERMS: '3',
      API_PORT: '0',
      ...sandbox.settings,
      ...TEST_PACE,
    };
    const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
    await writeFile(path.join(folder, '.env'), lines.join(''));
  });
  after(async () => {
    for (const { pid } of await left()) process.kill(pid, 'SIGKILL');
    for (const { ended } of started) await ended;
    await sandbox.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** No setting but those of the .env in the working directory, unless `more` holds some. */
  function run(words: readonly string[], more: NodeJS.ProcessEnv & { cwd?: string } = {}): Running {
    const { cwd = folder, ...own } = more;
    const [file = '', ...rest] = words;
    const child = spawn(file, rest, {
      cwd,
      env: { PATH: process.env['PATH'], HOME: folder, ...own },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { text: '' };
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (said.text += text));
    }
    const running = { child, said, ended: once(child, 'close').then(() => child.exitCode) };
    started.push(running);
    return running;
  }

  const serve = () => ready(run([process.execPath, `${ROOT}src/workers/main.ts`]));

  async function mamcrawler(...words: readonly string[]): Promise<string> {
    const { said, ended } = run([process.execPath, `${ROOT}bin/mamcrawler.mjs`, ...words]);
    assert.equal(await ended, 0, said.text);
    return said.text;
  }

  /** Waits for the sentence that the program says when it serves. */
  async function ready(running: Running): Promise<Running> {
    await until('the program serves', async () => {
      if (running.child.exitCode !== null) throw new Error(running.said.text);
      return running.said.text.includes('"ready"') ? true : undefined;
    });
    return running;
  }

  /** The worker, its servers and its browser, orphans included: all but what only asks them. */
  async function left(): Promise<readonly { pid: number; command: string }[]> {
    const found = new Map<number, { pid: number; command: string }>();
    for (const live of await processesOf(folder)) found.set(live.pid, live);
    for (const name of await readdir('/proc')) {
      const command = /^\d+$/u.test(name) ? await wordsOf(name) : '';
      if (command.includes(folder)) found.set(Number(name), { pid: Number(name), command });
    }
    return [...found.values()];
  }

  const allGone = () =>
    until('every process is gone', async () => ((await left()).length === 0 ? true : undefined));

  it('serves a dry run with no more than a .env, and leaves no process after SIGTERM', async () => {
    const program = await serve();
    const [, api = ''] = /"api":"(http:[^"]+)"[^\n]*"ready"/u.exec(program.said.text) ?? [];
    assert.equal((await fetch(new URL('/health', api))).status, 200, program.said.text);
    assert.match(await mamcrawler('runs'), new RegExp(`REST API: +${api}`, 'u'));
    const servers = (await left()).map(({ command }) => command).join('\n');
    assert.match(servers, /postgres -D /u);
    assert.match(servers, /server start-dev/u);
    const told = await mamcrawler('sync', '--dry-run', '--follow');
    assert.match(told, /Completed: full-sync-/u);
    program.child.kill('SIGTERM');
    assert.equal(await program.ended, 0, program.said.text);
    assert.deepEqual(await left(), []);
  });

  it('knows its runs after it was started again', async () => {
    const program = await serve();
    assert.match(await mamcrawler('runs'), /full-sync-\d{8}-\d{6}.*completed/u);
    program.child.kill('SIGTERM');
    assert.equal(await program.ended, 0, program.said.text);
    assert.deepEqual(await left(), []);
  });

  it("ends when npm's own process is told to", async () => {
    const env = { ...settings, cwd: ROOT, npm_config_update_notifier: 'false' };
    const npm = await ready(run(['npm', 'start'], env));
    npm.child.kill('SIGTERM');
    await Promise.race([npm.ended, sleep(30_000, undefined, { ref: false })]);
    assert.notEqual(npm.child.exitCode ?? npm.child.signalCode, null, npm.said.text);
    await allGone();
    assert.match(npm.said.text, /stopped: everything under way/u);
  });
});

async function wordsOf(pid: string): Promise<string> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes(codeOf(error) ?? '')) return '';
    throw error;
  }
}
