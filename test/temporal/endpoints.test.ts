import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readEndpoints, writeEndpoints } from '../../src/temporal/endpoints.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mamcrawler-endpoints-'));
});
after(() => rm(folder, { recursive: true, force: true }));

const ENDPOINTS = {
  temporalAddress: '127.0.0.1:7233',
  temporalUiUrl: 'http://127.0.0.1:8233',
  databaseUrl: 'postgresql://me:hunter2@127.0.0.1:5432/mamcrawler',
  apiUrl: 'http://127.0.0.1:8081',
};

describe('word of the embedded servers', () => {
  it('is null where npm start never ran', async () => {
    assert.equal(await readEndpoints(path.join(folder, 'nowhere')), null);
  });

  it('is read as it was left, replaces what was there, and only the owner can read it', async () => {
    const data = path.join(folder, 'data');
    await writeEndpoints(data, { ...ENDPOINTS, databaseUrl: null });
    await writeEndpoints(data, ENDPOINTS);
    assert.deepEqual(await readEndpoints(data), ENDPOINTS);
    assert.deepEqual(await readdir(data), ['embedded.json']);
    assert.equal((await stat(path.join(data, 'embedded.json'))).mode & 0o777, 0o600);
  });

  it('that was left before there was a REST API is read as of none', async () => {
    const data = path.join(folder, 'older');
    await mkdir(data);
    const { apiUrl: _, ...older } = ENDPOINTS;
    await writeFile(path.join(data, 'embedded.json'), JSON.stringify(older));
    assert.deepEqual(await readEndpoints(data), { ...older, apiUrl: null });
  });

  it('that is damaged is refused with the remedy, and its content is not shown', async () => {
    for (const text of ['', '{', '{"databaseUrl":"postgresql://me:hunter2@h/x"}']) {
      await writeFile(path.join(folder, 'embedded.json'), text);
      await assert.rejects(readEndpoints(folder), (error: Error) => {
        assert.match(error.message, /embedded\.json is damaged: delete it/);
        return !error.message.includes('hunter2');
      });
    }
  });
});
