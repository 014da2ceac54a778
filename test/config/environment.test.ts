import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { ConfigError, loadConfig, type LoadOptions, secretsOf } from '../../src/config.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'mamcrawler-config-'));
after(() => rmSync(folder, { recursive: true }));

const ALONE = { cwd: folder, envFile: null } as const;

function load(env: NodeJS.ProcessEnv) {
  return loadConfig(env, ALONE);
}

function problemsOf(env: NodeJS.ProcessEnv, options: LoadOptions = ALONE) {
  try {
    loadConfig(env, options);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems;
  }
  return [];
}

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

const LINES: readonly (readonly [string, boolean])[] = [
  ['MAM_PASSWORD=hun#ter2', true],
  ['export MAM_PASSWORD = hun$ter2', true],
  ['MAM_PASSWORD=hunter2 # of the tracker', true],
  ["MAM_PASSWORD='hun#t$er2'", false],
  ['MAM_PASSWORD="hun#ter2"', false],
  ['MAM_PASSWORD=hunter2', false],
  ['#MAM_PASSWORD=hun#ter2\nMAM_PASSWORD=hunter2', false],
];

for (const [index, [line, warns]] of LINES.entries()) {
  test(`a secret written as ${line} ${warns ? 'is warned of by name' : 'is fine'}`, () => {
    const envFile = write(`env-${index}`, `MAM_USERNAME=me@x\n${line}\nMAM_URL=https://a # b\n`);
    const { warnings } = loadConfig({}, { cwd: folder, envFile });
    assert.equal(warnings.length, warns ? 1 : 0, warnings.join());
    if (warns) assert.match(warnings[0]!, /^MAM_PASSWORD has a # or \$ outside quotes/);
    assert.doesNotMatch(warnings.join(), /hun/);
  });
}

test('an unquoted # in .env is no matter where the environment wins', () => {
  const envFile = write('env-wins', 'MAM_USERNAME=me@x\nMAM_PASSWORD=a#b\n');
  const { warnings } = loadConfig({ MAM_PASSWORD: 'real' }, { cwd: folder, envFile });
  assert.deepEqual(warnings, []);
});

test('a path that begins with ~/ lies in the home of the user', () => {
  const { config } = load({ DATA_DIR: '~/books', LOGS_DIR: '~else' });
  assert.equal(config.paths.data, path.join(homedir(), 'books'));
  assert.equal(config.paths.logs, path.join(folder, '~else'));
});

test('a secret is read from the file that NAME_FILE names, its last line break cut', () => {
  const file = write('token', ' s3cret \r\n');
  const { config } = load({
    ABS_TOKEN_FILE: file,
    MAM_USERNAME: 'me@x',
    MAM_PASSWORD_FILE: 'token',
  });
  assert.equal(config.audiobookshelf.token?.reveal(), ' s3cret ');
  assert.equal(config.tracker.password?.reveal(), ' s3cret ', 'a relative path starts at cwd');
  assert.ok(secretsOf(config).includes('me@x'));
});

test('a secret set twice, or in a file that is empty or absent, is a problem', () => {
  const file = write('some', 'x');
  const empty = write('empty', '\n');
  const problems = problemsOf({
    ABS_TOKEN: 'a',
    ABS_TOKEN_FILE: file,
    QB_API_KEY_FILE: empty,
    MAM_USERNAME: 'me',
    MAM_PASSWORD_FILE: path.join(folder, 'absent'),
  });
  assert.deepEqual(
    problems.map(({ name, problem }) => `${name} ${problem}`),
    [
      'ABS_TOKEN_FILE is set, and so is ABS_TOKEN',
      "MAM_PASSWORD_FILE names a file that can't be read (ENOENT)",
      'QB_API_KEY_FILE names an empty file',
    ],
  );
});

test('.env lies below the environment, which wins even with an empty value', () => {
  write(
    '.env',
    'ABS_URL="http://nas:1" # here\nABS_TOKEN=from-file\nLOG_LEVEL=debug\nTZ=Europe/Berlin\n',
  );
  const env = { LOG_LEVEL: 'WARNING', TZ: '' };
  const { config, sources } = loadConfig(env, { cwd: folder });
  assert.equal(config.audiobookshelf.url.href, 'http://nas:1/');
  assert.deepEqual([config.logLevel, config.timeZone], ['warn', 'UTC']);
  assert.deepEqual(
    ['ABS_TOKEN', 'LOG_LEVEL', 'TZ'].map((name) => [...sources].find(([key]) => key === name)?.[1]),
    ['.env', 'environment', 'default'],
  );
  assert.deepEqual(env, { LOG_LEVEL: 'WARNING', TZ: '' }, 'the environment is not changed');
});

test('an .env that is there but unreadable is a problem, an absent one is not', () => {
  assert.deepEqual(problemsOf({}, { cwd: folder, envFile: 'none.env' }), []);
  const [problem] = problemsOf({}, { cwd: tmpdir(), envFile: folder });
  assert.match(problem?.problem ?? '', /can't be read \(EISDIR\)/);
});

test("Temporal's own names pass through for envconfig, and a profile means a real server", () => {
  const env = {
    TEMPORAL_ADDRESS: ' t:7233 ',
    TEMPORAL_API_KEY: 'k3y',
    TEMPORAL_TLS: 'true',
    TEMPORAL_CLI: 'bin/t',
  };
  const { temporal, temporalCliPath } = load(env).config;
  assert.equal(temporal.address, 't:7233');
  const passed = [...temporal.environment].map(([name, value]) => [name, value.reveal()]);
  assert.deepEqual(Object.fromEntries(passed), {
    TEMPORAL_ADDRESS: 't:7233',
    TEMPORAL_API_KEY: 'k3y',
    TEMPORAL_TLS: 'true',
  });
  assert.equal(temporalCliPath, path.join(folder, 'bin/t'));
  assert.deepEqual(
    [load({ TEMPORAL_PROFILE: 'p' }), load({ TEMPORAL_CONFIG_FILE: 'c' })].map(
      (l) => l.config.temporal.profile,
    ),
    [true, true],
  );
});
