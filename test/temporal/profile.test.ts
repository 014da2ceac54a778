import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { loadConfig } from '../../src/config.ts';
import { TemporalError, temporalSettings } from '../../src/temporal/connect.ts';

const home = mkdtempSync(path.join(tmpdir(), 'mamcrawler-profile-'));
after(() => rmSync(home, { recursive: true }));
const folder = path.join(home, '.config', 'temporalio');
mkdirSync(folder, { recursive: true });
writeFileSync(
  path.join(folder, 'temporal.toml'),
  '[profile.cloud]\naddress = "cloud.example:7233"\nnamespace = "books"\n',
);

function settings(env: NodeJS.ProcessEnv) {
  return temporalSettings(loadConfig(env, { envFile: null }).config.temporal, '127.0.0.1:1');
}

test('a profile is found where the temporal CLI keeps it', () => {
  for (const env of [{ HOME: home }, { XDG_CONFIG_HOME: path.join(home, '.config') }]) {
    const { connectionOptions, namespace } = settings({ ...env, TEMPORAL_PROFILE: 'cloud' });
    assert.equal(connectionOptions.address, 'cloud.example:7233');
    assert.equal(namespace, 'books');
  }
});

test('a home is of no matter where no profile is asked for', () => {
  assert.equal(settings({ HOME: home }).connectionOptions.address, '127.0.0.1:1');
});

test('a file that is damaged is named with the remedy, without what stands in it', () => {
  const file = path.join(home, 'damaged.toml');
  writeFileSync(file, '[profile.default]\napi_key = "hunter2\n');
  assert.throws(
    () => settings({ TEMPORAL_CONFIG_FILE: file }),
    (error) => {
      assert.ok(error instanceof TemporalError);
      assert.match(error.remedy, /TEMPORAL_CONFIG_FILE/);
      assert.doesNotMatch(`${error.message} ${error.stack}`, /hunter2/);
      return true;
    },
  );
});
