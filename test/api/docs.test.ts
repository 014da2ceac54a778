import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { createApp } from '../../src/api/app.ts';
import { allCalls } from '../../src/api/calls/index.ts';
import { loadConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { openTemporal } from '../../src/temporal/open-client.ts';
import { nowhere } from './serving.ts';

const page = await readFile(new URL('../../docs/api.md', import.meta.url), 'utf8');
const listed = [...page.matchAll(/^\| `((?:GET|POST|DELETE|PUT|PATCH) \/\S*)` \|/gm)].map(
  ([, line = '']) => line,
);

const { config } = loadConfig({ TEMPORAL_ADDRESS: '127.0.0.1:1' }, { envFile: null });
const sql = nowhere();
const temporal = openTemporal(config.temporal, null);
const deps = { sql, client: temporal.client, config, now: () => new Date() };
const logger = createLogger({
  level: 'error',
  logsDir: null,
  timeZone: 'UTC',
  pretty: false,
  secrets: [],
});

describe('docs/api.md', () => {
  const app = createApp({ deps, logger });
  before(() => app.ready());
  after(async () => {
    await app.close();
    await temporal.close();
    await sql.end({ timeout: 1 });
  });

  it('lists each route that there is, and no other', () => {
    const calls = allCalls(deps).map(({ method, url }) => `${method} ${url}`);
    assert.ok(listed.length > 10);
    assert.deepEqual(listed.toSorted(), calls.toSorted());
    // Nothing is served besides: as many lines as the router itself has.
    const served = app.printRoutes({ commonPrefix: false }).match(/\((?:GET|POST|DELETE).*?\)/g);
    const methods = (served ?? []).flatMap((found) => found.slice(1, -1).split(', '));
    assert.equal(methods.length, listed.length);
  });

  it('its examples call routes that it lists', () => {
    const examples = [...page.matchAll(/^curl (.*)$/gm)].map(([, words = '']) => words);
    assert.ok(examples.length > 5);
    for (const words of examples) {
      const [, path = ''] = /http:\/\/127\.0\.0\.1:8081(\/[^\s'?]*)/.exec(words) ?? [];
      const method = /-X (\w+)/.exec(words)?.[1] ?? (words.includes(' -d ') ? 'POST' : 'GET');
      const fits = listed.some((line) =>
        new RegExp(`^${line.replaceAll(/:\w+/g, '[^/]+')}$`).test(`${method} ${path}`),
      );
      assert.ok(fits, words);
      const [, body = '{}'] = /-d '([^']*)'/.exec(words) ?? [];
      assert.equal(typeof JSON.parse(body), 'object');
    }
  });
});
