import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { inspect, parseEnv } from 'node:util';
import {
  describeConfig,
  loadConfig,
  renderEnvExample,
  requireFor,
  secretsOf,
} from '../../src/config.ts';
import { VARIABLES } from '../../src/config/variables.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { saidByFlags } from '../../src/policy/flags.ts';
import { completeSaid } from '../../src/policy/schema.ts';

const root = path.resolve(import.meta.dirname, '../..');

function load(env: NodeJS.ProcessEnv) {
  return loadConfig(env, { cwd: tmpdir(), envFile: null });
}

const UNKNOWN: readonly [string, string | null][] = [
  ['MAM_USER_NAME', 'MAM_USERNAME'],
  ['MAM_RATELIMIT_MIN', 'MAM_RATE_LIMIT_MIN'],
  ['QB_PASWORD', 'QB_PASSWORD'],
  ['ABS_TOKEN_FIL', 'ABS_TOKEN_FILE'],
  ['abs_token', 'ABS_TOKEN'],
  ['GAP_MAX_DOWNLOAD_PER_RUN', 'GAP_MAX_DOWNLOADS_PER_RUN'],
  ['GOOGLE_BOOKS_KEY', 'GOOGLE_BOOKS_URL'],
  ['CATALOGUE_MAX_LOOKUP', 'CATALOGUE_MAX_LOOKUPS'],
  ['CRAWL_COLOUR_OF_THE_MICE', null],
];

for (const [name, nearest] of UNKNOWN) {
  test(`${name} warns${nearest === null ? '' : ` and names ${nearest}`}`, () => {
    const { warnings } = load({ [name]: 'hunter2' });
    assert.equal(warnings.length, 1);
    assert.match(warnings[0]!, new RegExp(`^${name} is not a name that we know`));
    if (nearest !== null) assert.match(warnings[0]!, new RegExp(`did you mean ${nearest}\\?$`));
    assert.doesNotMatch(warnings[0]!, /hunter2/);
  });
}

test("other programs' names are none of our business, unless .env misspells one of ours", () => {
  assert.deepEqual(load({ DATABSE_URL: 'x', PATH: '/bin', TEMPORAL_TLS: '1' }).warnings, []);
  const folder = mkdtempSync(path.join(tmpdir(), 'mamcrawler-config-'));
  writeFileSync(path.join(folder, '.env'), 'DATABSE_URL=x\nPOSTGRES_VERSION=18\n');
  const { warnings } = loadConfig({}, { cwd: folder });
  rmSync(folder, { recursive: true });
  assert.equal(warnings.length, 1);
  assert.match(warnings[0]!, /DATABSE_URL .* did you mean DATABASE_URL\?/);
});

test('one note names what has no effect yet, another what has none any more', () => {
  const { notes, warnings } = load({
    TASK_MAM_TIME: '0 2 * * 6',
    PROWLARR_API_KEY: 'hunter2',
    JWT_EXPIRY: '30',
    MAM_TITLE_MATCH_THRESHOLD: '0.7',
    QB_API_VERSION: 'v2',
    MAM_MAX_PAGES_PER_SESSION: '50',
    RATIO_RECOVERY: '',
  });
  assert.deepEqual(warnings, []);
  assert.deepEqual(notes, [
    'Known, without effect yet: MAM_MAX_PAGES_PER_SESSION, PROWLARR_API_KEY, TASK_MAM_TIME',
    'Known, of no use any more: JWT_EXPIRY, MAM_TITLE_MATCH_THRESHOLD, QB_API_VERSION',
  ]);
});

test('QB_URL says that it wins over the host and port that are set beside it', () => {
  const { notes } = load({ QB_URL: 'http://nas', QB_PORT: '1' });
  assert.deepEqual(notes, ['QB_URL wins, so these have no effect: QB_PORT']);
});

const PLACEHOLDERS = [
  'your-secret-key-change-in-production',
  'changeme',
  'CHANGE_ME',
  'my-key-change-in-production',
  '<key>',
  'placeholder',
];

for (const text of PLACEHOLDERS) {
  test(`SECRET_KEY=${text} is taken as unset, with a warning`, () => {
    const { config, warnings, sources } = load({ SECRET_KEY: text });
    assert.equal(config.secretKey, null);
    assert.equal(sources.get('SECRET_KEY'), 'unset');
    assert.match(warnings.join(), /^SECRET_KEY holds a placeholder/);
  });
}

const TEMPLATE_WORDS = [
  ['MAM_USERNAME', 'your_email@example.com'],
  ['MAM_PASSWORD', 'your_password'],
  ['QB_USERNAME', 'your-username'],
  ['QB_PASSWORD', 'changeme'],
  ['QB_PASSWORD', '<your password>'],
  ['MAM_PASSWORD', 'placeholder'],
] as const;

for (const [name, text] of TEMPLATE_WORDS) {
  test(`${name}=${text} is taken as unset, with a warning`, () => {
    const { values, warnings } = load({ [name]: text });
    assert.equal(values[name], null);
    assert.match(warnings.join(), new RegExp(`^${name} holds a placeholder`));
  });
}

test('old switches that are off and keep nothing from being done are named', () => {
  const { warnings, config } = load({
    SCHEDULER_ENABLED: 'False',
    ENABLE_SERIES_COMPLETION: 'false',
    ENABLE_AUTHOR_COMPLETION: '0',
    ENABLE_MAM_SCRAPING: 'false',
  });
  assert.equal(config.scheduler.enabled, false);
  assert.equal(warnings.length, 1, 'those that the policy reads have their effect');
  assert.match(warnings[0]!, /^ENABLE_MAM_SCRAPING is off, but has no effect yet/);
  assert.equal(load({}).config.scheduler.enabled, true);
});

test('a real SECRET_KEY is taken, a short one with a warning, and a password may be any word', () => {
  assert.deepEqual(load({ SECRET_KEY: 'f3a94c0d1b7e45aa90' }).warnings, []);
  assert.match(load({ SECRET_KEY: 'f3a94c' }).warnings.join(), /can be guessed/);
  const { config } = load({ MAM_USERNAME: 'me', MAM_PASSWORD: 'xxxsecretchangeme' });
  assert.equal(config.tracker.password?.reveal(), 'xxxsecretchangeme');
});

test('.env.example is what the table gives', () => {
  assert.equal(readFileSync(path.join(root, '.env.example'), 'utf8'), renderEnvExample());
});

test('.env.example holds every variable, and copied as it is changes nothing', () => {
  const text = renderEnvExample();
  for (const { name } of VARIABLES) assert.match(text, new RegExp(`^#?${name}=`, 'm'));
  const uncommented = parseEnv(text.replaceAll(/^#(?=[A-Z_]+=)/gm, ''));
  assert.equal(Object.keys(uncommented).length, VARIABLES.length);
  for (const env of [parseEnv(text), uncommented]) {
    const loaded = load(env);
    const { policy, ...rest } = loaded.config;
    const { policy: without, ...bare } = load({}).config;
    assert.deepEqual(rest, bare);
    assert.equal(policy.file, without.file);
    assert.deepEqual(completeSaid(saidByFlags(policy.flags)), DEFAULT_POLICY);
    assert.deepEqual(loaded.warnings, []);
  }
});

test('each variable stands once, with a purpose that is a sentence', () => {
  const names = new Set<string>();
  for (const { name, purpose } of VARIABLES) {
    assert.ok(!names.has(name), `${name} stands twice`);
    names.add(name);
    assert.match(purpose, /^.{10,}\.$/s, name);
  }
});

test('each command names what it lacks, and nothing when it lacks nothing', () => {
  const names = (env: NodeJS.ProcessEnv, command: Parameters<typeof requireFor>[1]) =>
    requireFor(load(env).config, command).map(({ name }) => name);
  const account = { MAM_USERNAME: 'me', MAM_PASSWORD: 'pw' };
  assert.deepEqual(names({}, 'sync'), ['ABS_TOKEN', 'MAM_USERNAME', 'MAM_PASSWORD']);
  assert.deepEqual(names({}, 'search'), ['MAM_USERNAME', 'MAM_PASSWORD']);
  assert.deepEqual(names(account, 'start'), ['ABS_TOKEN']);
  assert.deepEqual(names({ ...account, ABS_TOKEN: 't' }, 'sync'), []);
});

const SECRETS = {
  DATABASE_URL: 'postgresql://me:p%40ss-w%C3%B6rd@h/d',
  ABS_TOKEN: 'abs-t0ken',
  GOOGLE_BOOKS_API_KEY: 'g00gle-b00ks-key',
  MAM_USERNAME: 'me@example.org',
  MAM_PASSWORD: 'mam-passw0rd',
  QB_USERNAME: 'admin',
  QB_PASSWORD: 'qb-passw0rd',
  QB_API_KEY: 'qbt_0123456789',
  TEMPORAL_API_KEY: 'temporal-k3y',
  SECRET_KEY: 'k'.repeat(32),
};

test('what is shown of the configuration holds no secret, and every secret is known to the logger', () => {
  const loaded = load({ ...SECRETS, MAM_TIMEOUT: '2.5' });
  const rows = describeConfig(loaded);
  assert.deepEqual(
    rows.map(({ name }) => name),
    VARIABLES.map(({ name }) => name),
  );
  const row = (name: string) => rows.find((found) => found.name === name);
  assert.deepEqual([row('ABS_TOKEN')?.value, row('ABS_TOKEN')?.source], ['set', 'environment']);
  assert.deepEqual([row('MAM_TIMEOUT')?.value, row('ABS_TIMEOUT')?.value], ['2.5 s', '30 s']);
  assert.deepEqual([row('QB_URL')?.value, row('QB_URL')?.source], ['not set', 'unset']);

  const shown = JSON.stringify([rows, loaded.config]) + inspect([rows, loaded], { depth: 9 });
  const masked = secretsOf(loaded.config);
  for (const [name, value] of Object.entries(SECRETS)) {
    if (name === 'QB_USERNAME') continue;
    assert.ok(!shown.includes(value), `${name} is shown`);
    assert.ok(masked.includes(value), `${name} is not masked`);
  }
  assert.ok(masked.includes('p@ss-wörd') && masked.includes('p%40ss-w%C3%B6rd'));
});
