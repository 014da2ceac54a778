import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findTool } from '../../src/embedded/tools.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

async function setUp(
  env: Record<string, string>,
  words: readonly string[] = ['--tests'],
): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['scripts/setup.mjs', ...words], {
    cwd: root,
    env: { ...process.env, ...env },
  });
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  await once(child, 'close');
  return { code: child.exitCode, said: (await said).join('') };
}

describe('set-up', () => {
  it('finds all there is in under two seconds, says it in a line each, and changes nothing', async () => {
    const before = readFileSync(`${root}.tools/setup.json`, 'utf8');
    const started = performance.now();
    const { code, said } = await setUp({});
    const seconds = (performance.now() - started) / 1000;
    assert.equal(code, 0, said);
    const lines = said.trim().split('\n');
    const names = [
      'packages',
      'runtime',
      'Chromium',
      'qbittorrent-nox',
      'Temporal CLI',
      'PostgreSQL',
    ];
    assert.equal(lines.length, names.length, said);
    for (const name of names) {
      const line = lines.find((each) => each.includes(` ${name} `));
      assert.match(line ?? '', name === 'qbittorrent-nox' ? /^(found|skipped) / : /^found /, name);
    }
    assert.equal(readFileSync(`${root}.tools/setup.json`, 'utf8'), before);
    // Two cores may be busy with other tests: the promise of two seconds is for a quiet machine.
    assert.ok(seconds < 8, `took ${seconds.toFixed(1)} s`);
  });

  it('fails with the remedy when a configured program is not there', async () => {
    const { code, said } = await setUp({
      CHROMIUM_PATH: '/nowhere/chromium',
      TEMPORAL_CLI: '/bin/false',
    });
    assert.equal(code, 1);
    assert.match(said, /missing +Chromium +CHROMIUM_PATH names \/nowhere\/chromium/u);
    assert.match(said, /Chromium: correct CHROMIUM_PATH, or unset it/u);
    assert.match(said, /missing +Temporal CLI/u);
    assert.match(said, /found +PostgreSQL/u, 'the rest is told as well');
  });

  it('brings no server that the settings name, but the demo its own', async () => {
    const named = { DATABASE_URL: 'postgres://u:p@host/d', TEMPORAL_ADDRESS: 'host:7233' };
    const forStart = await setUp(named, []);
    assert.match(forStart.said, /skipped +Temporal CLI +TEMPORAL_ADDRESS names a server/u);
    assert.match(forStart.said, /skipped +PostgreSQL +DATABASE_URL names a server/u);
    const forDemo = await setUp(named, ['--demo']);
    assert.doesNotMatch(forDemo.said, /skipped/u);
  });

  it('tells root what to do where no other user can be taken', async () => {
    // Neither unshare nor setpriv is to be found there.
    const { said } = await setUp({ PATH: '/nowhere' }, ['--demo']);
    if (process.getuid?.() !== 0) return assert.match(said, /found +PostgreSQL/u);
    assert.match(said, /missing +PostgreSQL +PostgreSQL refuses to run as root/u);
    assert.match(said, /PostgreSQL: run this as an ordinary user, or move the project/u);
  });

  it('heeds .env below the environment, as the program does', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mamcrawler-env-'));
    const file = join(folder, '.env');
    const lines = [
      '# CHROMIUM_PATH=/commented',
      "CHROMIUM_PATH='/opt/a b/chromium' # ours",
      'TEMPORAL_CLI=/of/file',
      'DATABASE_URL_FILE=/run/secrets/database',
      'TEMPORAL_ADDRESS=',
    ];
    writeFileSync(file, lines.join('\n'));
    const script = join(root, 'scripts/setup/settings.mjs');
    const ask = `import { readSettings } from ${JSON.stringify(script)};
      const env = { TEMPORAL_CLI: '/of/environment' };
      console.log(JSON.stringify(readSettings(${JSON.stringify(file)}, env)));`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', ask]);
    const told = await text(child.stdout);
    rmSync(folder, { recursive: true });
    assert.deepEqual(JSON.parse(told), {
      CHROMIUM_PATH: '/opt/a b/chromium',
      TEMPORAL_CLI: '/of/environment',
      DATABASE_URL: '/run/secrets/database',
    });
  });

  it('writes down where the programs lie', async () => {
    for (const name of ['chromium', 'temporal', 'postgres'] as const) {
      assert.match((await findTool(name)) ?? '', /^\//u, name);
    }
  });
});
