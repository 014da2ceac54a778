import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, loadConfig, secretsOf } from '../../src/config.ts';

const KEY = 'a-long-key-of-the-owner';

function load(env: NodeJS.ProcessEnv) {
  return loadConfig(env, { envFile: null });
}

test('the API is on, on loopback, without a key', () => {
  const { api } = load({}).config;
  assert.deepEqual(api, { enabled: true, host: '127.0.0.1', port: 8081, key: null });
});

const FINE: readonly NodeJS.ProcessEnv[] = [
  { API_HOST: 'localhost' },
  { API_HOST: '::1' },
  { API_HOST: '127.0.0.2' },
  { API_HOST: '0.0.0.0', API_KEY: KEY },
  { API_HOST: 'nas.local', API_KEY: KEY },
  { API_HOST: '0.0.0.0', API_ENABLED: 'off' },
];
for (const env of FINE) {
  test(`${JSON.stringify(env)} is fine`, () => {
    assert.equal(load(env).config.api.host, env['API_HOST']);
  });
}

const OPEN: readonly NodeJS.ProcessEnv[] = [
  { API_HOST: '0.0.0.0' },
  { API_HOST: '::' },
  { API_HOST: '192.168.1.5', API_KEY: '' },
  { API_HOST: '127.0.0.1.example' },
  { API_HOST: '0.0.0.0', API_KEY: 'your-secret-key-change-in-production' },
  { API_HOST: '0.0.0.0', API_KEY: 'changeme' },
];
for (const env of OPEN) {
  test(`${JSON.stringify(env)} would let everybody in: refused, naming both`, () => {
    assert.throws(
      () => load(env),
      (error) => {
        assert.ok(error instanceof ConfigError);
        const [problem, ...more] = error.problems;
        assert.deepEqual([problem?.name, problem?.value, more], ['API_KEY', null, []]);
        assert.ok(problem?.problem.includes(`API_HOST=${env['API_HOST']}`));
        assert.match(problem?.remedy ?? '', /API_KEY.*API_HOST=127\.0\.0\.1/);
        return true;
      },
    );
  });
}

test('a host with scheme or port is none', () => {
  for (const host of ['http://127.0.0.1', '127.0.0.1:8081', '-x', 'a b']) {
    assert.throws(() => load({ API_HOST: host, API_KEY: KEY }), /API_HOST=.* is no address/, host);
  }
});

test('the key is a secret that the log masks, and a short one is warned of', () => {
  assert.ok(secretsOf(load({ API_KEY: KEY }).config).includes(KEY));
  const { warnings } = load({ API_KEY: 'hunter2' });
  assert.equal(warnings.length, 1);
  assert.match(warnings[0] ?? '', /^API_KEY is shorter than 16 characters/);
});
