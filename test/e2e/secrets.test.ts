import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { createSmallWorld } from '../support/small-world.ts';
import { startStack, type Stack, type WorkerProcess } from '../support/stack.ts';
import {
  filesBelow,
  historiesOf,
  leaksIn,
  sealedOf,
  tablesOf,
  type Trace,
} from '../support/traces.ts';
import { until } from '../support/until.ts';

const CLI = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const KEY = 'seeded-secret-key-0123456789abcdef-52f1';

/** Wrong on purpose: a remote that refuses a secret must not make us repeat it. */
const WRONG = {
  QB_PASSWORD: 'seeded-wrong-qbittorrent-password-61',
  ABS_TOKEN: 'seeded-wrong-audiobookshelf-key-62',
  MAM_PASSWORD: 'seeded-wrong-tracker-password-63',
} as const;

/** Values that can't be: what is said of them must not hold what was hidden in them. */
const BAD = {
  DATABASE_URL: 'postgres://owner:seeded-url-password-71@:notaport/x',
  MAM_URL: 'ftp://member:seeded-url-password-72@127.0.0.1/',
  ABS_URL: 'http://owner:seeded-url-password-73@127.0.0.1:99999/',
  SECRET_KEY: 'seeded-short-74',
  QB_API_KEY: 'seeded-key-75 with spaces',
} as const;

/** Seven terms; three find something, of which one has two pages. */
const world = createSmallWorld({ terms: 7, fits: [0, 2, 5], pages: { 2: 2 } });

describe('secrets', () => {
  let stack: Stack;
  let worker: WorkerProcess;
  const said: Trace[] = [];
  const secrets = new Map<string, string>();

  /** Runs a command of the CLI to its end, and keeps all that it says. */
  async function cli(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const child = spawn(process.execPath, [CLI, ...words], {
      cwd: stack.folder,
      env: { ...stack.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const outputs = Promise.all([text(child.stdout), text(child.stderr)]);
    await once(child, 'exit');
    const output = (await outputs).join('\n');
    said.push({ place: `mamcrawler ${words.join(' ')}`, text: output });
    return { code: child.exitCode, output };
  }
  async function restartWorker(env: Readonly<Record<string, string>> = {}): Promise<void> {
    await worker.stop();
    worker = await stack.startWorker(env);
  }
  async function statuses(): Promise<readonly string[]> {
    const rows = await stack.sql<{ status: string }[]>`SELECT status FROM runs ORDER BY started_at`;
    return rows.map(({ status }) => status);
  }

  before(async () => {
    const settings = { SECRET_KEY: KEY, LOG_LEVEL: 'debug', MAM_TIMEOUT: '5' };
    stack = await startStack({ world, qbittorrent: '5.1', settings });
    worker = await stack.startWorker();
    const { faults } = stack.sandbox.tracker;

    // A session that ends in the middle, cut connections, a download that is none.
    faults.set({ name: 'session-expired', after: 3, times: 1 });
    faults.set({ name: 'connection-cut', after: 5, times: 1 });
    faults.set({ name: 'download-answers-login-page', after: 1, times: 1 });
    await cli(['sync', '--all', '--follow']);
    faults.clear();
    await cli(['search', world.series[1]?.author ?? '', '--json']);

    // The site refuses our credentials.
    stack.sandbox.tracker.expireSessions();
    faults.set({ name: 'wrong-credentials', times: 1 });
    await cli(['sync', '--all', '--follow', '--json']);
    faults.clear();
    await cli(['site', 'resume']);

    // Each remote refuses what it is shown.
    await restartWorker({ QB_PASSWORD: WRONG.QB_PASSWORD });
    await cli(['sync', '--all', '--follow']);
    await restartWorker({ ABS_TOKEN: WRONG.ABS_TOKEN });
    await cli(['sync', '--all', '--follow']);
    stack.sandbox.tracker.expireSessions();
    await restartWorker({ MAM_PASSWORD: WRONG.MAM_PASSWORD });
    await cli(['sync', '--all', '--follow']);

    // The database goes away in mid-run, and another key finds what the first one sealed.
    await restartWorker({ SECRET_KEY: `${KEY}-another` });
    await cli(['sync', '--all', '--json']);
    await until('a search is under way', async () => {
      const [row] =
        await stack.sql`SELECT 1 FROM runs WHERE status = 'running' AND phase = 'crawl'`;
      return row;
    });
    await stack.killPostgres();
    await stack.restartPostgres();
    await until('no run is under way', async () => {
      const all = await statuses();
      return all.includes('running') ? undefined : all;
    });

    for (const words of [['runs'], ['report'], ['site'], ['config', 'check', '--connect']]) {
      await cli(words);
      await cli([...words, '--json']);
    }
    for (const [name, value] of Object.entries(BAD)) {
      await cli(['config', 'check'], { [name]: value });
      await cli(['runs'], { [name]: value });
    }
    await worker.stop();

    for (const [at, secret] of stack.sandbox.secrets.entries())
      secrets.set(`sandbox ${at}`, secret);
    for (const [name, value] of Object.entries(WRONG)) secrets.set(`a wrong ${name}`, value);
    for (const [name, value] of Object.entries(BAD)) {
      secrets.set(`in a bad ${name}`, /seeded[\w-]*/.exec(value)?.[0] ?? value);
    }
    secrets.set('SECRET_KEY', KEY);
    secrets.set("the database's password", new URL(stack.databaseUrl).password);
    secrets.set('the e-mail address', stack.env['MAM_USERNAME'] ?? '');
  });
  after(() => stack.stop());

  /** Nothing found, and the search for it was no search in vain. */
  function assertClean(traces: readonly Trace[], least: number): void {
    const size = traces.reduce((sum, trace) => sum + trace.text.length, 0);
    assert.ok(size >= least, `only ${size} characters were looked at`);
    assert.deepEqual(leaksIn(traces, secrets), []);
  }

  test('were really at work: runs of every ending, sign-ins, downloads, errors', async () => {
    assert.ok(secrets.size > 30, `${secrets.size} secrets`);
    for (const [name, secret] of secrets) assert.ok(secret.length >= 8, name);
    const all = await statuses();
    assert.ok(all.includes('completed') && all.includes('stopped'), all.join(', '));
    assert.equal(all.filter((status) => status === 'stopped').length, 4, all.join(', '));
    assert.ok(stack.sandbox.tracker.state().logins >= 3);
    assert.ok(Object.keys(stack.sandbox.tracker.state().downloads).length >= 2);
    for (const [name, secret] of secrets) {
      const url = { place: 'a URL', text: `https://x/?a=${encodeURIComponent(secret)}` };
      assert.ok(leaksIn([url], new Map([[name, secret]])).length > 0, `${name} would be found`);
    }
  });

  test('are in no log file and in nothing that the worker said', async () => {
    const isLog = (file: string) => file.startsWith('logs/') || /^[\w.]+\.(?:log|out)$/.test(file);
    const files = await filesBelow(stack.folder, isLog);
    assert.ok(files.some(({ place }) => place === 'worker.out'));
    assert.ok(files.some(({ place }) => place === 'logs/mamcrawler.log'));
    assert.match(files.map((file) => file.text).join('\n'), /activity failed/);
    assertClean(files, 10_000);
  });

  test('are in no report', async () => {
    const files = await filesBelow(stack.folder, (file) => file.startsWith('reports/'));
    assert.ok(files.length >= 8);
    assertClean(files, 10_000);
  });

  test('are in no history, whether read as it is or with its payloads decoded', async () => {
    const histories = await historiesOf(stack);
    assert.ok(histories.length >= 14, `${histories.length} texts`);
    assertClean(histories, 100_000);
  });

  test('are in no column of the database; what is sealed can not be read', async () => {
    const tables = await tablesOf(stack);
    assert.ok(tables.length > 10);
    assertClean(tables, 10_000);
    assertClean(await sealedOf(stack), 100);
  });

  test('are in nothing that the command line says', () => {
    assertClean(said, 5_000);
  });

  test('leave no cookie, download link or password field behind by any other name', async () => {
    const kept = (file: string) => /^(?:logs|reports)\/|^[\w.]+\.(?:log|out)$/.test(file);
    const traces = [
      ...(await filesBelow(stack.folder, kept)),
      ...(await historiesOf(stack)),
      ...(await tablesOf(stack)),
      ...said,
    ];
    // The address that a remedy gives as an example has the word for a password.
    const telling =
      /mam_id=|\bSID=\w|QBT_SID_\d+=|download\.php\/[\w%-]{20,}|:\/\/[^/\s:"]+:(?!password)[^/\s@"]+@/;
    for (const { place, text: found } of traces) {
      const hit = telling.exec(found);
      assert.equal(hit, null, `${place}: ${hit?.[0].slice(0, 40)}`);
    }
  });
});
