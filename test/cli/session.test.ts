import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { run } from '../../src/cli/run.ts';
import { writeEndpoints } from '../../src/temporal/endpoints.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';
import { writtenTerminal } from './terminal.ts';

let database: TestDatabase;
let data: string;
before(async () => {
  database = await startDatabase();
  data = path.join(database.folder, 'data');
  const nowhere = { temporalAddress: '127.0.0.1:1', temporalUiUrl: 'http://127.0.0.1:2' };
  await writeEndpoints(data, { ...nowhere, databaseUrl: database.url });
});
after(() => database.stop());

async function command(words: readonly string[], settings: NodeJS.ProcessEnv = {}) {
  const env = { DATA_DIR: data, LOGS_DIR: path.join(data, 'logs'), ...settings };
  const terminal = writtenTerminal({ env });
  const code = await run(words, terminal);
  return { code, ...terminal.written };
}

describe('where npm start brought the servers', () => {
  it('commands find the database by the word that it left', async () => {
    assert.deepEqual(await command(['runs']), {
      code: 0,
      out: 'There is no run yet. Start one: mamcrawler sync\n\nTemporal UI: http://127.0.0.1:2\n',
      err: '',
    });
  });

  it('what is set wins over it', async () => {
    const { code, err } = await command(['runs'], {
      DATABASE_URL: 'postgresql://a:b@127.0.0.1:1/x',
    });
    assert.equal(code, 1);
    assert.match(err, /^The database does not answer/);
  });

  it('a Temporal server that has ended since is named, with the remedy', async () => {
    const { code, err } = await command(['search', 'Ada Quill']);
    assert.equal(code, 1);
    assert.match(err, /^The Temporal server does not answer\. Start the program with npm start/);
  });

  it('a text that is too short is a mistake of the person’s: exit 2', async () => {
    const { code, err } = await command(['search', 'x']);
    assert.equal(code, 2);
    assert.match(err, /^Text must be at least 2 characters\./);
  });

  it('a database that refuses the password is named, without it', async () => {
    const wrong = new URL(database.url);
    wrong.password = 'hunter2';
    const { code, err } = await command(['runs'], { DATABASE_URL: wrong.href });
    assert.equal(code, 1);
    assert.match(err, /^The database lets nobody in\. Check host, name, user and password/);
    assert.ok(!err.includes('hunter2'));
  });

  it('word of the servers that is damaged is named, with the remedy', async () => {
    const folder = path.join(database.folder, 'damaged');
    await mkdir(folder);
    await writeFile(path.join(folder, 'embedded.json'), '{');
    const { code, err } = await command(['runs'], { DATA_DIR: folder });
    assert.equal(code, 1);
    assert.match(err, /embedded\.json is damaged: delete it, and start anew with npm start\n$/);
  });

  it('a fault of ours is one sentence here, and whole in the log', async () => {
    await database.sql`CREATE ROLE stranger LOGIN PASSWORD 'hunter2'`;
    const url = new URL(database.url);
    url.username = 'stranger';
    url.password = 'hunter2';
    const { code, err } = await command(['runs'], { DATABASE_URL: url.href });
    assert.equal(code, 1);
    assert.equal(err, 'An unexpected fault (PostgresError). The log has the details.\n');
    const log = await readFile(path.join(data, 'logs', 'mamcrawler.log'), 'utf8');
    assert.match(log, /permission denied for table runs/);
    assert.ok(!log.includes('hunter2'));
  });

  it('a database without our tables is named, with the remedy', async () => {
    const empty = new URL(database.url);
    empty.pathname = '/postgres';
    const { code, err } = await command(['runs'], { DATABASE_URL: empty.href });
    assert.equal(code, 1);
    assert.match(err, /lacks our tables, or some of them\. Start the program with npm start/);
  });
});
