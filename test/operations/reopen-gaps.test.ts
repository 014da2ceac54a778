import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, beforeEach, describe, it } from 'node:test';
import { reopenedText } from '../../src/cli/gap-texts.ts';
import { run } from '../../src/cli/run.ts';
import { loadConfig } from '../../src/config.ts';
import {
  confirm,
  failAcquisition,
  getAcquisition,
  intend,
  keepTorrent,
} from '../../src/db/acquisitions.ts';
import { saveFindings } from '../../src/db/gaps.ts';
import { ledgerKeys } from '../../src/db/ledger-keys.ts';
import { OperationError, reopenGaps } from '../../src/operations/index.ts';
import type { QbittorrentStandIn } from '../../src/sandbox/qbittorrent/index.ts';
import { makeTorrent } from '../../src/sandbox/torrents.ts';
import { writeEndpoints } from '../../src/temporal/endpoints.ts';
import { serveApi } from '../api/serving.ts';
import { writtenTerminal } from '../cli/terminal.ts';
import { makeKnownGap } from '../domain/make.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';
import { startBooks, type ReviewBooks } from '../support/review-books.ts';
import { clientOf, LOGIN, startTorrentClient } from '../support/torrent-client.ts';

const GAP = makeKnownGap();

let database: TestDatabase;
let client: QbittorrentStandIn;
let books: ReviewBooks;
let runs = 0;
before(async () => {
  database = await startDatabase();
  client = await startTorrentClient();
});
after(async () => {
  await client.stop();
  await database.stop();
});
beforeEach(async () => {
  const { sql } = database;
  await sql`TRUNCATE reviews, acquisitions, gaps, sites CASCADE`;
  for (const { hash } of client.torrents()) client.removeByHand(hash);
  client.faults.unavailable = false;
  runs += 1;
  books = await startBooks(sql, `run-${runs}`);
  const run = { id: books.runId, kind: 'sync', library: null, searchAll: false } as const;
  const finding = { gap: GAP, state: 'open', sources: [], releaseDate: null } as const;
  await sql.begin((tx) => saveFindings(tx, run, [finding]));
  await sql`UPDATE gaps SET next_try_at = now() + interval '9 days', tries = 2`;
});

function deps(settings: Readonly<Record<string, string>> = {}) {
  const own = { QB_URL: client.url.href, QB_USERNAME: LOGIN.username, QB_PASSWORD: LOGIN.password };
  const { config } = loadConfig({ ...own, ...settings }, { envFile: null });
  return { sql: database.sql, config };
}

const fileOf = (sourceId: string) =>
  makeTorrent(
    { sourceId, title: `Torrent ${sourceId}`, sizeBytes: 10_000, fileCount: 1, formats: ['m4b'] },
    'http://127.0.0.1/announce',
  );

/** A line of the ledger for the gap, brought as far as that. */
async function enter(
  sourceId: string,
  status: 'chosen' | 'fetched' | 'intended' | 'queued' | 'already-there',
  gapKeys: readonly string[] = [GAP.key],
): Promise<string> {
  const { sql } = database;
  const id = await books.choose({ sourceId, gapKeys, workKeys: [`work ${sourceId}`] });
  if (status === 'chosen') return id;
  await keepTorrent(sql, id, { ...fileOf(sourceId).hashes, sealed: Buffer.from('sealed') });
  if (status === 'fetched') return id;
  await intend(sql, id);
  if (status !== 'intended') await confirm(sql, id, status);
  return id;
}

/** Puts its torrent into the client, as the worker does. */
async function add(sourceId: string): Promise<void> {
  const { bytes, hashes } = fileOf(sourceId);
  const torrents = clientOf(client);
  const about = { name: `${sourceId}.torrent`, category: 'audiobooks', tags: [] };
  await torrents.add({ torrent: bytes, hashes, ...about });
  assert.ok((await torrents.awaitSeen(hashes, 2_000)) !== null);
  await torrents.close();
}

const statusOf = async (id: string) => (await getAcquisition(database.sql, id)).status;
async function gapNow() {
  const [row] = await database.sql<{ id: string; next: Date | null }[]>`
    SELECT id, next_try_at AS next FROM gaps WHERE key = ${GAP.key}`;
  assert.ok(row !== undefined);
  return row;
}

async function failure(what: string, settings = {}): Promise<OperationError> {
  const error = await reopenGaps(deps(settings), what).catch((thrown: unknown) => thrown);
  assert.ok(error instanceof OperationError, String(error));
  return error;
}

describe('a torrent that was queued and is not in qBittorrent any more', () => {
  it('holds nothing back from then on: its gap is due, and what was chosen is remembered', async () => {
    const line = await enter('1001', 'queued');
    const reopened = await reopenGaps(deps(), '1001');
    const { id, next } = await gapNow();
    assert.deepEqual(
      [reopened.isNew, reopened.sourceId, reopened.runId, reopened.gaps],
      [
        true,
        '1001',
        books.runId,
        [
          {
            id,
            key: GAP.key,
            name: '“The Hero of Ages”, Mistborn, by Brandon Sanderson',
            state: 'open',
          },
        ],
      ],
    );
    assert.ok(reopened.removedAt instanceof Date && reopened.queuedAt instanceof Date);
    assert.equal(next, null);
    const kept = await getAcquisition(database.sql, line);
    assert.deepEqual([kept.status, kept.failure?.name], ['removed', 'ledger/removed']);
    const keys = await database.sql.begin((tx) => ledgerKeys(tx, 'another run'));
    assert.deepEqual([keys.sourceIds.size, keys.workKeys.size, keys.gapKeys.size], [0, 0, 0]);
  });

  it('is named by its gap as well: number, key or title', async () => {
    const { id } = await gapNow();
    for (const [nth, name] of [`gap:${id}`, GAP.key, 'the hero of ages'].entries()) {
      const line = await enter(`100${nth}`, 'already-there');
      assert.equal((await reopenGaps(deps(), name)).sourceId, `100${nth}`);
      assert.equal(await statusOf(line), 'removed');
    }
  });

  it('is noted once, however often and by however many it is said', async () => {
    await enter('1001', 'queued');
    const said = await Promise.all([1, 2, 3].map(() => reopenGaps(deps(), '1001')));
    assert.equal(said.filter(({ isNew }) => isNew).length, 1);
    const again = await reopenGaps(deps(), 'torrent:1001');
    assert.deepEqual([again.isNew, again.removedAt], [false, said[0]?.removedAt]);
  });

  it('may be chosen again by a later run, and is on its way then', async () => {
    await enter('1001', 'queued');
    await reopenGaps(deps(), '1001');
    books = await startBooks(database.sql, `later-${runs}`);
    const line = await enter('1001', 'fetched');
    const { kind, message } = await failure('1001');
    assert.equal(kind, 'refused');
    assert.match(message, new RegExp(`torrent 1001\\) is not queued yet: later-${runs} queues it`));
    assert.equal(await statusOf(line), 'fetched');
  });
});

describe('what a person is told of it', () => {
  const told: readonly (readonly [string, string])[] = [
    ['open', 'searched for at the next run'],
    ['excluded', 'excluded by you'],
    ['gone', 'no gap any more'],
  ];
  for (const [state, words] of told) {
    it(`is that a gap that is ${state} is ${words}, and how to keep the torrent away`, async () => {
      await enter('1001', 'queued');
      await database.sql`UPDATE gaps SET state = ${state}`;
      const text = reopenedText(await reopenGaps(deps(), '1001'), 'UTC').split('\n');
      const { id } = await gapNow();
      assert.deepEqual(text, [
        '“Torrent 1001” (torrent 1001) is not in qBittorrent any more.',
        `  gap ${id}, “The Hero of Ages”, Mistborn, by Brandon Sanderson: ${words}`,
        'The same torrent may be chosen again. If you do not want it: mamcrawler block torrent 1001',
      ]);
    });
  }
});

describe('a torrent that may be in qBittorrent', () => {
  it('is let be while it is there, and told so', async () => {
    const line = await enter('1001', 'queued');
    await add('1001');
    const { kind, message, remedy } = await failure('1001');
    assert.equal(kind, 'refused');
    assert.match(message, /^“Torrent 1001” \(torrent 1001\) is in qBittorrent \(\w+, \d+ % done\)/);
    assert.match(remedy, /remove it there first/);
    assert.equal(await statusOf(line), 'queued');
    assert.ok((await gapNow()).next !== null);
    assert.equal(client.torrents().length, 1);
    assert.deepEqual(
      client.log.filter(({ path }) => /delete/.test(path)),
      [],
    );
  });

  it('is let be while qBittorrent can’t be asked: nothing is known then', async () => {
    const line = await enter('1001', 'queued');
    client.faults.unavailable = true;
    const away = await failure('1001');
    const gone = await failure('1001', { QB_URL: 'http://127.0.0.1:1' });
    client.faults.unavailable = false;
    const wrong = await failure('1001', { QB_PASSWORD: 'hunter2' });
    for (const { kind, message, remedy } of [away, gone, wrong]) {
      assert.equal(kind, 'qbittorrent-away');
      assert.match(message, /: nobody knows whether .+ is gone, so nothing was changed$/);
      assert.ok(remedy.length > 10);
      assert.doesNotMatch(`${message}${remedy}`, /hunter2/);
    }
    assert.equal(await statusOf(line), 'queued');
  });

  it('tries a refused password once, not once for each word: five get its owner banned', async () => {
    await enter('1001', 'queued');
    const logins = () => client.log.filter(({ path }) => path.endsWith('auth/login')).length;
    const before = logins();
    for (let nth = 0; nth < 3; nth += 1) await failure('1001', { QB_PASSWORD: 'hunter2' });
    assert.equal(logins() - before, 1);
  });

  for (const status of ['chosen', 'fetched', 'intended'] as const) {
    it(`is let be while it is ${status}: whoever queues it goes on`, async () => {
      const line = await enter('1001', status);
      const asked = client.log.length;
      const { kind, message } = await failure('1001');
      assert.equal(kind, 'refused');
      assert.match(message, new RegExp(`is not queued yet: ${books.runId} queues it$`));
      assert.equal(client.log.length, asked, 'nobody is asked');
      assert.equal(await statusOf(line), status);
    });
  }
});

describe('what can’t be meant', () => {
  it('is a gap that nothing holds back', async () => {
    const { id } = await gapNow();
    const line = await enter('1001', 'chosen');
    await failAcquisition(database.sql, line, { name: 'x', what: 'y' });
    for (const what of [`gap:${id}`, '1001']) {
      const { kind, message } = await failure(what);
      assert.equal(kind, 'refused');
      assert.match(message, /^no torrent that was queued holds .+ back$/);
    }
    assert.equal((await failure('Warbreaker')).kind, 'unknown-gap');
  });

  it('is one of several torrents: each is named', async () => {
    await enter('1001', 'queued');
    await enter('1002', 'queued');
    const { kind, remedy } = await failure(GAP.key);
    assert.equal(kind, 'ambiguous');
    assert.equal(
      remedy,
      'choose one: torrent:1002 (“Torrent 1002”); torrent:1001 (“Torrent 1001”)',
    );
  });
});

describe('a command whose settings name another qBittorrent than the running program’s', () => {
  const KEY = 'the-key-of-this-test-alone';

  /** What the command says, with word of a program at this address. */
  async function said(apiUrl: string, settings: Readonly<Record<string, string>> = {}) {
    const nowhere = { temporalAddress: null, temporalUiUrl: null };
    await writeEndpoints(database.folder, { ...nowhere, databaseUrl: database.url, apiUrl });
    const env = { DATA_DIR: database.folder, LOGS_DIR: database.folder, ...settings };
    const terminal = writtenTerminal({ env: { QB_URL: 'http://127.0.0.1:1', ...env } });
    const code = await run(['gaps', 'reopen', '1001'], terminal);
    return { code, ...terminal.written };
  }

  async function serving(settings: Readonly<Record<string, string>> = {}) {
    const login = { QB_USERNAME: LOGIN.username, QB_PASSWORD: LOGIN.password };
    return serveApi(database.sql, { QB_URL: client.url.href, ...login, ...settings });
  }

  it('has the program look for it', async () => {
    const api = await serving();
    const line = await enter('1001', 'queued');
    await add('1001');
    const there = await said(api.url.href);
    assert.deepEqual([there.code, await statusOf(line)], [1, 'queued']);
    assert.match(there.err, /is in qBittorrent .+ If you do not want it, remove it there first/);
    client.removeByHand(client.torrents()[0]?.hash ?? '');
    const gone = await said(api.url.href);
    await api.stop();
    assert.deepEqual([gone.code, gone.err, await statusOf(line)], [0, '', 'removed']);
    assert.match(gone.out, /is not in qBittorrent any more\.\n {2}gap \d+, .+ at the next run\n/);
  });

  it('shows its key, and says what to do when that is not the program’s', async () => {
    const api = await serving({ API_KEY: KEY });
    const line = await enter('1001', 'queued');
    for (const settings of [{}, { API_KEY: 'hunter2-hunter2-hunter2' }]) {
      const { code, err } = await said(api.url.href, settings);
      assert.deepEqual([code, await statusOf(line)], [1, 'queued']);
      assert.match(err, /^The running program wants its API_KEY: .+ Set API_KEY as it is set for/);
      assert.doesNotMatch(err, /hunter2/);
    }
    const { code } = await said(api.url.href, { API_KEY: KEY });
    await api.stop();
    assert.deepEqual([code, await statusOf(line)], [0, 'removed']);
  });

  it('asks its own where no program answers, and tells a stranger there nothing', async () => {
    const line = await enter('1001', 'queued');
    const heard: string[] = [];
    const stranger = createServer((request, response) => {
      heard.push(`${request.method} ${request.url} ${request.headers['x-api-key'] ?? ''}`);
      response.end('{"status": "fine"}');
    }).listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const address = stranger.address();
    assert.ok(typeof address === 'object' && address !== null);
    const settings = { API_KEY: KEY };
    const at = await said(`http://127.0.0.1:${address.port}`, settings);
    stranger.close();
    const nobody = await said('http://127.0.0.1:1');
    for (const { code, err } of [at, nobody]) {
      assert.equal(code, 1);
      assert.match(err, /127\.0\.0\.1:1.+: nobody knows whether .+ is gone/);
    }
    assert.deepEqual(heard, ['GET /health ']);
    assert.equal(await statusOf(line), 'queued');
  });
});
