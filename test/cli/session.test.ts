import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { run } from '../../src/cli/run.ts';
import { ensureSite, haltSite } from '../../src/db/sites.ts';
import { writeEndpoints } from '../../src/temporal/endpoints.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';
import { writtenTerminal } from './terminal.ts';

let database: TestDatabase;
let data: string;
before(async () => {
  database = await startDatabase();
  data = path.join(database.folder, 'data');
  const nowhere = { temporalAddress: '127.0.0.1:1', temporalUiUrl: 'http://127.0.0.1:2' };
  const apiUrl = 'http://127.0.0.1:3';
  await writeEndpoints(data, { ...nowhere, databaseUrl: database.url, apiUrl });
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
      out:
        'There is no run yet. Start one: mamcrawler sync\n\n' +
        'Temporal UI:  http://127.0.0.1:2\nREST API:     http://127.0.0.1:3\n',
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

  it('settings can be checked though it is damaged', async () => {
    const folder = path.join(database.folder, 'damaged-too');
    await mkdir(folder);
    await writeFile(path.join(folder, 'embedded.json'), '{');
    const { out } = await command(['config', 'check'], { DATA_DIR: folder });
    assert.match(out, /DATA_DIR +[^ ]+damaged-too/);
    const { code } = await command(['runs'], { DATA_DIR: folder, DATABASE_URL: database.url });
    assert.equal(code, 0);
  });

  it('a word that this user may not read, or is a folder, is named with the remedy', async () => {
    const folder = path.join(database.folder, 'unreadable');
    await mkdir(path.join(folder, 'embedded.json'), { recursive: true });
    const { code, err } = await command(['runs'], { DATA_DIR: folder });
    assert.equal(code, 1);
    assert.match(err, /embedded\.json can't be read \(EISDIR\): call mamcrawler as the user/);
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

describe('resuming a site', () => {
  it('says so when nothing was halted', async () => {
    const { sql } = database;
    await ensureSite(sql, 'tracker.example');
    const resume = async (...words: string[]) => (await command(['site', 'resume', ...words])).out;
    assert.equal(await resume(), 'Nothing was halted.\n');
    assert.equal(await resume('tracker.example'), 'tracker.example was not halted.\n');
    await haltSite(sql, 'tracker.example', { kind: 'captcha', reason: 'a captcha' });
    assert.equal(await resume(), 'Free again: tracker.example\n');
    await sql`DELETE FROM sites`;
  });
});

describe('the exit code', () => {
  /** Every command that can be told something wrong: what was said, the code, what is answered. */
  const table: readonly (readonly [readonly string[], 1 | 2, RegExp])[] = [
    // Names that nobody knows, as things stand.
    [['runs', 'show', 'x'], 1, /^There is no run “x”\. List them with mamcrawler runs\.$/],
    [['report', 'x'], 1, /^There is no run “x”\. List them with mamcrawler runs\.$/],
    [['report'], 1, /^There is no report yet\. Start a run with mamcrawler sync/],
    [
      ['gaps', '--series', 'x'],
      1,
      /^No gap is of a series “x”\. List them with mamcrawler gaps\.$/,
    ],
    [['gaps', 'exclude', '9'], 1, /^There is no gap “9”\. List them with mamcrawler gaps\.$/],
    [['gaps', 'include', '--author', 'x'], 1, /^No gap is by an author “x”\. List them with/],
    [
      ['review', 'show', '9'],
      1,
      /^There is no review “9”, .+ List them with mamcrawler review --all/,
    ],
    [
      ['review', 'approve', '9'],
      1,
      /^There is no review “9”, .+ List them with mamcrawler review --/,
    ],
    [
      ['block', 'lift', 'word', 'x'],
      1,
      /^The word “x” is not blocked\. List them with mamcrawler bl/,
    ],
    [['explain', 'x'], 1, /^Nothing is known of “x”\. Name a gap by its number or title/],
    [['site', 'resume', 'x'], 1, /^There is no site “x”\. None was touched yet\.$/],
    // What can't be done however things stand.
    [
      ['gaps', 'exclude'],
      2,
      /^It is not said what to exclude\. Name one of these: gaps \(mamcrawler gaps lists them\)/,
    ],
    [
      ['gaps', 'exclude', '9', '--series', 'x'],
      2,
      /^Too much is said to exclude\. Name only one of these: gaps/,
    ],
    [['block', 'torrent', 'x'], 2, /^Value=x is no torrent's id\. Write the torrent's number/],
    [
      ['block', 'lift', 'torrent', 'x'],
      2,
      /^Value=x is no torrent's id\. Write the torrent's number/,
    ],
    [['block', 'word', '?'], 2, /^Value=\? has neither a letter nor a digit\. Write it out\.$/],
    [['search', 'x'], 2, /^Text must be at least 2 characters\. Correct it and ask again\.$/],
    [['review', 'approve'], 2, /^Missing required argument 'id'\. --help shows what there is\.$/],
    [
      ['block', 'lift', 'magazine', 'x'],
      2,
      /^Unknown command 'magazine'\. --help shows what there is\.$/,
    ],
    [['runs', 'shwo', 'x'], 2, /^Too many arguments for 'runs'\. .+ --help shows what there is\.$/],
    // An empty name is near to none.
    [['runs', 'show', ''], 2, /^Argument 'id' is empty\. --help shows what there is\.$/],
    [['report', ' '], 2, /^Argument 'id' is empty\. --help/],
    [['explain', ''], 2, /^Argument 'what' is empty\. --help/],
    [['gaps', '--series', ''], 2, /^Option '--series <name>' is empty\. --help/],
    [['gaps', 'exclude', '--author', ''], 2, /^Option '--author <name>' is empty\. --help/],
    [['gaps', 'exclude', '1', ''], 2, /^Argument 'id' is empty\. --help/],
    [['review', 'refuse', ''], 2, /^Argument 'id' is empty\. --help/],
    [['block', 'lift', 'word', ''], 2, /^Argument 'value' is empty\. --help/],
    [['site', 'resume', ''], 2, /^Argument 'host' is empty\. --help/],
    [['sync', '--library', ''], 2, /^Option '--library <name>' is empty\. --help/],
  ];
  for (const [words, code, said] of table) {
    it(`of “${words.join(' ')}” is ${code}, and one line says what was wrong and what to do`, async () => {
      const ended = await command(words);
      assert.equal(ended.code, code, ended.err);
      assert.match(ended.err, /^[^\n]+\.\n$/);
      assert.match(ended.err.trimEnd(), said);
      assert.equal(ended.out, '');
      const asJson = await command([...words, '--json']);
      assert.equal(asJson.code, code);
      const { message, remedy } = JSON.parse(asJson.out).error;
      assert.ok(message.length > 5 && remedy.length > 5, asJson.out);
    });
  }
});
