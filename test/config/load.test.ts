import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { ConfigError, type ConfigProblem, loadConfig } from '../../src/config.ts';

const folder = tmpdir();
const ALONE = { cwd: folder, envFile: null } as const;

function load(env: NodeJS.ProcessEnv) {
  return loadConfig(env, ALONE);
}

function problemsOf(env: NodeJS.ProcessEnv) {
  try {
    load(env);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems;
  }
  return [];
}

test('an empty environment gives the documented defaults', () => {
  const { config, warnings, notes } = load({});
  assert.deepEqual([warnings, notes], [[], []]);
  assert.equal(config.databaseUrl, null);
  assert.deepEqual(config.temporal, { address: null, profile: false, environment: new Map() });
  assert.equal(config.audiobookshelf.url.href, 'http://localhost:13378/');
  assert.equal(config.audiobookshelf.timeoutMs, 30_000);
  assert.equal(config.qbittorrent.url.href, 'http://localhost:52095/');
  assert.equal(config.qbittorrent.timeoutMs, 30_000);
  assert.equal(config.tracker.url.origin, 'https://www.myanonamouse.net');
  const { url: _url, username: _name, password: _password, ...pace } = config.tracker;
  assert.deepEqual(pace, {
    rateLimitMinMs: 3_000,
    rateLimitMaxMs: 10_000,
    searchIntervalMs: 20_000,
    maxResultPages: 5,
    maxLoginsPerDay: 6,
    timeoutMs: 60_000,
  });
  const { googleBooks, ...lookups } = config.catalogues;
  assert.deepEqual(lookups, { intervalMs: 1_000, maxLookups: 200, refreshDays: 30 });
  assert.deepEqual(
    { ...googleBooks, url: googleBooks.url.href },
    { url: 'https://www.googleapis.com/', apiKey: null, timeoutMs: 10_000, perDay: 100 },
  );
  assert.deepEqual(config.gaps, { maxDownloadsPerRun: 10 });
  const file = path.join(folder, 'policy.yaml');
  assert.deepEqual(config.policy, { file, isNamed: false, flags: {} });
  assert.deepEqual(config.crawl, { maxTerms: 500, termsPerRun: 200 });
  assert.deepEqual(config.paths, {
    data: path.join(folder, '.data'),
    reports: path.join(folder, 'reports'),
    logs: path.join(folder, 'logs'),
  });
  assert.deepEqual([config.logLevel, config.timeZone], ['info', 'UTC']);
});

const REFUSED: readonly [NodeJS.ProcessEnv, string, RegExp][] = [
  [{ ABS_URL: 'localhost:13378' }, 'ABS_URL', /not an http or https URL/],
  [{ ABS_URL: 'http://' }, 'ABS_URL', /not a URL/],
  [{ ABS_URL: 'http://me:pw@nas' }, 'ABS_URL', /user name or password/],
  [{ ABS_URL: 'http://nas/?a=b' }, 'ABS_URL', /\? or #/],
  [{ ABS_TIMEOUT: '30s' }, 'ABS_TIMEOUT', /number of seconds/],
  [{ ABS_TIMEOUT: '0,5' }, 'ABS_TIMEOUT', /number of seconds/],
  [{ ABS_TIMEOUT: '0' }, 'ABS_TIMEOUT', /out of range/],
  [{ ABS_TIMEOUT: '-1' }, 'ABS_TIMEOUT', /number of seconds/],
  [{ ABS_TIMEOUT: '1e3' }, 'ABS_TIMEOUT', /number of seconds/],
  [{ GAP_MAX_DOWNLOADS_PER_RUN: 'ten' }, 'GAP_MAX_DOWNLOADS_PER_RUN', /whole number/],
  [{ GAP_MAX_DOWNLOADS_PER_RUN: '1.5' }, 'GAP_MAX_DOWNLOADS_PER_RUN', /whole number/],
  [{ RATIO_FLOOR: '1,05' }, 'RATIO_FLOOR', /not a number/],
  [{ RATIO_FLOOR: '-1' }, 'RATIO_FLOOR', /not a number/],
  [{ GAP_SERIES_PRIORITY: 'high' }, 'GAP_SERIES_PRIORITY', /neither on nor off/],
  [{ CRAWL_TERMS_PER_RUN: '0' }, 'CRAWL_TERMS_PER_RUN', /out of range/],
  [{ CATALOGUE_MAX_LOOKUPS: 'all' }, 'CATALOGUE_MAX_LOOKUPS', /whole number/],
  [{ CATALOGUE_REFRESH_DAYS: '0' }, 'CATALOGUE_REFRESH_DAYS', /out of range/],
  [{ GOOGLE_BOOKS_RATE_LIMIT: '-1' }, 'GOOGLE_BOOKS_RATE_LIMIT', /whole number/],
  [{ GOOGLE_BOOKS_TIMEOUT: '0' }, 'GOOGLE_BOOKS_TIMEOUT', /out of range/],
  [{ GOOGLE_BOOKS_URL: 'http://books.example' }, 'GOOGLE_BOOKS_URL', /API key unencrypted/],
  [{ GOOGLE_BOOKS_URL: 'https://a/?key=b' }, 'GOOGLE_BOOKS_URL', /\? or #/],
  [{ QB_PORT: '70000' }, 'QB_PORT', /out of range/],
  [{ QB_HOST: 'nas:8080', QB_PORT: '52095' }, 'QB_PORT', /not the port that QB_HOST names/],
  [{ QB_HOST: 'ftp://nas' }, 'QB_HOST', /not an http or https URL/],
  [{ QB_USERNAME: 'admin' }, 'QB_PASSWORD', /not set, but QB_USERNAME is/],
  [{ MAM_PASSWORD: 'pw' }, 'MAM_USERNAME', /not set, but MAM_PASSWORD is/],
  [{ DATABASE_URL: 'mysql://h/d' }, 'DATABASE_URL', /not a PostgreSQL URL/],
  [{ TEMPORAL_ADDRESS: 'http://h:7233' }, 'TEMPORAL_ADDRESS', /not host:port/],
  [{ TEMPORAL_ADDRESS: 'h' }, 'TEMPORAL_ADDRESS', /not host:port/],
  [{ QUEUE_MODE: 'ask' }, 'QUEUE_MODE', /neither auto nor propose/],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL', /not a log level/],
  [{ TZ: 'Mars/Base' }, 'TZ', /not a time zone/],
  [{ ABS_TOKEN: 'a\nb' }, 'ABS_TOKEN', /control character/],
  [{ MAM_RATE_LIMIT_MIN: '12' }, 'MAM_RATE_LIMIT_MIN', /more than MAM_RATE_LIMIT_MAX \(10, the/],
];

for (const [env, name, problem] of REFUSED) {
  test(`${JSON.stringify(env)} is refused with a remedy, and nothing else is`, () => {
    const problems = problemsOf(env);
    assert.deepEqual(
      problems.map((found) => found.name),
      [name],
    );
    assert.match(problems[0]!.problem, problem);
    assert.match(problems[0]!.remedy, /^[A-Z].{10,}\.$/);
  });
}

test('every problem is reported at once, in one text, without any secret', () => {
  const problems = problemsOf({
    ABS_URL: 'http://me:hunter2@nas',
    QB_HOST: 'admin:hunter2@nas',
    TEMPORAL_ADDRESS: 'me:hunter2@nas',
    DATABASE_URL: 'mysql://me:hunter2@nas/x',
    ABS_TOKEN: 'hunter2\n',
    QB_API_KEY_FILE: 'hunter2',
    GAP_MAX_DOWNLOADS_PER_RUN: 'ten',
    MAM_RATE_LIMIT_MIN: '1',
  });
  assert.deepEqual(problems.map(({ name }: ConfigProblem) => name).toSorted(), [
    'ABS_TOKEN',
    'ABS_URL',
    'DATABASE_URL',
    'GAP_MAX_DOWNLOADS_PER_RUN',
    'MAM_RATE_LIMIT_MIN',
    'QB_API_KEY_FILE',
    'QB_HOST',
    'TEMPORAL_ADDRESS',
  ]);
  const { message } = new ConfigError(problems);
  assert.match(message, /^The configuration has 8 problems:\n/);
  assert.match(message, /GAP_MAX_DOWNLOADS_PER_RUN=ten is not a whole number\./);
  assert.doesNotMatch(JSON.stringify(problems) + message, /hunter2/);
});

const QB_URLS: readonly [NodeJS.ProcessEnv, string][] = [
  [{ QB_HOST: 'http://localhost', QB_PORT: '8080' }, 'http://localhost:8080/'],
  [{ QB_HOST: 'nas' }, 'http://nas:52095/'],
  [{ QB_HOST: 'nas:8080' }, 'http://nas:8080/'],
  [{ QB_HOST: 'nas:80' }, 'http://nas/'],
  [{ QB_HOST: 'https://nas/qbt/', QB_PORT: '443' }, 'https://nas/qbt/'],
  [{ QB_HOST: '::1', QB_PORT: '1' }, 'http://[::1]:1/'],
  [{ QB_HOST: '192.168.1.2' }, 'http://192.168.1.2:52095/'],
  [{ QB_URL: 'https://nas/qbt', QB_HOST: 'other:1', QB_PORT: '2' }, 'https://nas/qbt'],
];

for (const [env, url] of QB_URLS) {
  test(`${JSON.stringify(env)} means qBittorrent at ${url}`, () => {
    assert.equal(load(env).config.qbittorrent.url.href, url);
  });
}

test('QB_API_KEY does without the password', () => {
  assert.deepEqual(problemsOf({ QB_API_KEY: 'qbt_abcdef', QB_USERNAME: 'admin' }), []);
});

test('Google Books is set up by its own names, on loopback without encryption', () => {
  const { config, notes, warnings } = load({
    GOOGLE_BOOKS_API_KEY: 'g00gle-key',
    GOOGLE_BOOKS_TIMEOUT: '2.5',
    GOOGLE_BOOKS_RATE_LIMIT: '900',
    GOOGLE_BOOKS_URL: 'http://127.0.0.1:4000',
    CATALOGUE_MAX_LOOKUPS: '0',
    CATALOGUE_REFRESH_DAYS: '7',
  });
  assert.deepEqual([notes, warnings], [[], []]);
  const { googleBooks, maxLookups, refreshDays } = config.catalogues;
  assert.equal(googleBooks.apiKey?.reveal(), 'g00gle-key');
  assert.equal(googleBooks.url.href, 'http://127.0.0.1:4000/');
  assert.deepEqual([googleBooks.timeoutMs, googleBooks.perDay], [2_500, 900]);
  assert.deepEqual([maxLookups, refreshDays], [0, 7]);
});

const FAST = { MAM_RATE_LIMIT_MIN: '0', MAM_RATE_LIMIT_MAX: '0.05', MAM_SEARCH_INTERVAL: '0.2' };

for (const host of ['localhost:1', '127.0.0.1:1', '127.8.9.10', '[::1]:80']) {
  test(`a tracker at ${host} may be read over http and at any pace`, () => {
    const { tracker } = load({ ...FAST, MAM_URL: `http://${host}` }).config;
    assert.deepEqual([tracker.rateLimitMaxMs, tracker.searchIntervalMs], [50, 200]);
  });
}

for (const host of [
  '127.0.0.1.evil.example',
  'localhost.evil.example',
  '10.0.0.1',
  '[::ffff:7f00:1]',
]) {
  test(`a tracker at ${host} is a real site: https, and no pace below the floors`, () => {
    const names = problemsOf({ ...FAST, MAM_URL: `http://${host}` }).map(({ name }) => name);
    assert.deepEqual(names.toSorted(), [
      'MAM_RATE_LIMIT_MAX',
      'MAM_RATE_LIMIT_MIN',
      'MAM_SEARCH_INTERVAL',
      'MAM_URL',
    ]);
  });
}

test('no pace whatever gets below the floors of the real site', () => {
  const seconds = fc.double({ min: 0, max: 60, noNaN: true }).map((value) => value.toFixed(3));
  fc.assert(
    fc.property(seconds, seconds, seconds, (min, max, interval) => {
      const env = {
        MAM_RATE_LIMIT_MIN: min,
        MAM_RATE_LIMIT_MAX: max,
        MAM_SEARCH_INTERVAL: interval,
      };
      const polite =
        Number(min) >= 3 &&
        Number(max) >= 10 &&
        Number(interval) >= 20 &&
        Number(min) <= Number(max);
      assert.equal(problemsOf(env).length === 0, polite);
    }),
  );
});
