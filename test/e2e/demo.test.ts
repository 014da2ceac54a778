import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { processesOf } from '../support/processes.ts';
import { until } from '../support/until.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

describe('npm run demo', () => {
  let home: string;
  before(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'mamcrawler-demo-'));
  });
  after(async () => {
    for (const { pid } of await processesOf(home)) process.kill(pid, 'SIGKILL');
    await rm(home, { recursive: true, force: true });
  });

  /** The demo as npm runs it, in a folder of the test's own. */
  function demo(settings: NodeJS.ProcessEnv = {}, words: readonly string[] = []) {
    const file = path.join(ROOT, 'scripts', 'demo.ts');
    const folder = path.join(home, 'data');
    const child = spawn(process.execPath, [file, '--folder', folder, ...words], {
      cwd: home,
      env: { PATH: process.env['PATH'], HOME: home, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { text: '' };
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (said.text += text));
    }
    const ended = once(child, 'close').then(() => child.exitCode);
    const hears = (words: RegExp) =>
      until(`the demo says ${words}`, async () => {
        const found = words.exec(said.text);
        if (found === null && child.exitCode !== null) throw new Error(said.text);
        return found ?? undefined;
      });
    return { child, said, ended, hears };
  }

  it('comes to the expected outcome though its worker is killed; a second one is refused', async () => {
    const { said, ended, hears } = demo();
    const worker = Number((await hears(/worker (\d+): PostgreSQL/u))[1]);
    await hears(/Temporal UI: http:\/\/127/u);
    const [, api = ''] = await hears(/REST API: +(http:\/\/127\S+)/u);
    assert.equal((await fetch(new URL('/health', api))).status, 200);
    await hears(/\[ 3\//u);
    process.kill(worker, 'SIGKILL');
    await hears(/ended \(SIGKILL\); it is started again/u);
    const second = demo();
    assert.equal(await second.ended, 1);
    assert.match(second.said.text, /^a demo is under way in .+ or kill \d+\.\n$/u);
    assert.equal(await ended, 0, said.text);
    assert.match(said.text, /exactly what the sandbox was built for/u);
    assert.match(said.text, /Temporal UI \(while it ran\): http/u);
    assert.match(said.text, /REST API \(while it ran\): +http/u);
    assert.deepEqual(await processesOf(home), []);
  });

  it('tells a word that it does not know, and how it is used', async () => {
    for (const [word, said] of [
      ['--kep', /^Unknown option '--kep'\.\n\nRuns a full sync .+\n\nusage: npm run demo/u],
      ['keep', /^Unexpected argument 'keep'\.\n\nRuns a full sync .+\n\nusage: npm run demo/u],
    ] as const) {
      const told = demo({}, [word]);
      assert.equal(await told.ended, 2);
      assert.match(told.said.text, said);
      assert.doesNotMatch(told.said.text, /node:internal/u);
    }
  });

  it('takes the queue mode and the policy of whoever starts it', async () => {
    await writeFile(path.join(home, 'mine.yaml'), 'minSeeders: 1\nminSeeders: 2\n');
    const wrong: readonly (readonly [NodeJS.ProcessEnv, RegExp])[] = [
      [{ QUEUE_MODE: 'sometimes' }, /QUEUE_MODE=sometimes is neither auto nor propose/u],
      [{ POLICY_FILE: 'mine.yaml' }, /mine\.yaml has one problem:\n {2}line 2, minSeeders stands/u],
    ];
    for (const [settings, said] of wrong) {
      const told = demo(settings);
      assert.equal(await told.ended, 1);
      assert.match(told.said.text, said);
    }
    assert.deepEqual(await processesOf(home), []);
  });

  it('ends all that it started when it is interrupted, and does not say that the run goes on', async () => {
    const { child, said, ended, hears } = demo();
    await hears(/\[ 2\//u);
    child.kill('SIGHUP');
    assert.equal(await ended, 129, said.text);
    assert.doesNotMatch(said.text, /goes on/u);
    assert.deepEqual(await processesOf(home), []);
  });
});
