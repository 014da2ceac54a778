import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Dependencies } from '../../src/activities/dependencies.ts';
import { learningActivities } from '../../src/activities/learn.ts';
import { snapshotActivities } from '../../src/activities/snapshot.ts';
import { loadConfig } from '../../src/config.ts';
import { keepKnownWorks } from '../../src/db/known-works.ts';
import { ensureSite } from '../../src/db/sites.ts';
import { LISTINGS } from '../../src/domain/missing/trust.ts';
import {
  createAudiobookshelf,
  type Audiobookshelf,
} from '../../src/integrations/audiobookshelf/index.ts';
import { createAudible } from '../../src/integrations/catalogues/index.ts';
import { createPacer } from '../../src/integrations/tracker/pacer.ts';
import { createLogger } from '../../src/logger.ts';
import { createPolicyReader } from '../../src/policy/load.ts';
import {
  startAudiobookshelf,
  type AudiobookshelfSandbox,
} from '../../src/sandbox/audiobookshelf/index.ts';
import { Secret } from '../../src/secret.ts';
import { pacingStore } from '../../src/workers/pacing-store.ts';
import { makeKnown } from '../domain/make.ts';
import { item, TOKEN } from '../integrations/audiobookshelf/shelf.ts';
import { work } from '../integrations/catalogues/works.ts';
import { bookRun } from '../operations/servers.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';

const MAIN = { id: 'main', name: 'Main', mediaType: 'book' } as const;

/** A volume of the series of an author, as the shelf and as Audible have it. */
const onShelf = (name: string, author: string) =>
  item(1, {
    id: name,
    libraryId: 'main',
    authors: [author],
    series: [{ name, position: '1' }],
    title: `Tale 1 of ${name}`,
  });
const known = (name: string, author: string, volume: number) =>
  work({
    title: `Tale ${volume} of ${name}`,
    subtitle: null,
    authors: [author],
    series: [{ name, position: String(volume) }],
    asin: `${name.slice(0, 4).toUpperCase()}${String(volume).padStart(6, '0')}`,
  });
const volumes = (name: string, author: string, ...numbers: readonly number[]) =>
  numbers.map((volume) => known(name, author, volume));

const SHELF = [onShelf('Ledger', 'Ada Quill'), onShelf('Harbour', 'Bo Lee')];
const HARBOUR = volumes('Harbour', 'Bo Lee', 1, 2);

let database: TestDatabase;
let remote: AudiobookshelfSandbox;
let library: Audiobookshelf;
let deps: Dependencies;
let runs = 0;

before(async () => {
  database = await startDatabase();
  remote = await startAudiobookshelf({ libraries: [MAIN], items: SHELF, token: TOKEN });
  library = createAudiobookshelf({ url: remote.url, token: new Secret(TOKEN), timeoutMs: 5_000 });
  const { sql } = database;
  const { config } = loadConfig({}, { envFile: null });
  const quiet = { level: 'error', logsDir: null, timeZone: 'UTC', pretty: false } as const;
  const logger = createLogger({ ...quiet, secrets: [] });
  const host = 'catalogue audible';
  await ensureSite(sql, host);
  const pacer = createPacer(pacingStore(sql, { host, token: () => null, backOffBaseMs: 1 }), {
    ...{ remote: 'audiobookshelf', minMs: 0, maxMs: 0, termMs: 0 },
    random: () => 0,
    signal: () => undefined,
  });
  const catalogue = createAudible({ audiobookshelf: library, now: () => new Date() });
  const catalogues = [{ catalogue, pacer, perDay: null }];
  const policy = createPolicyReader(config.policy);
  // Neither the tracker nor the torrent client is asked here.
  deps = { sql, config, logger, policy, library, catalogues } as unknown as Dependencies;
});
after(async () => {
  await library.close();
  await remote.stop();
  await database.stop();
});
beforeEach(async () => {
  remote.setItems(SHELF);
  remote.faults.searches = [];
  await database.sql`TRUNCATE runs, items, known_works, lookups CASCADE`;
});

/** A run of the next month, and of those after it: each asks Audible anew. */
async function learn(months = 1): Promise<void> {
  for (let month = 0; month < months; month += 1) {
    await database.sql`
      UPDATE lookups SET asked_at = asked_at - interval '31 days',
        answered_at = answered_at - interval '31 days'`;
    await database.sql`UPDATE known_works SET confirmed_at = confirmed_at - interval '31 days'`;
    runs += 1;
    const runId = await bookRun(deps, { workflowId: `run-${runs}` });
    await snapshotActivities(deps).readLibrary({ runId });
    assert.deepEqual(await learningActivities(deps).learn({ runId }), { isDone: true });
  }
}

/** What is known of a series, by its volumes. */
async function knownOf(name: string): Promise<string> {
  const rows = await database.sql<{ volume: string }[]>`
    SELECT work->'series'->0->>'position' AS volume FROM known_works
    WHERE work->'series'->0->>'name' = ${name} ORDER BY volume`;
  return rows.map(({ volume }) => volume).join(' ');
}

const ledger = (...numbers: readonly number[]) => [
  ...HARBOUR,
  ...volumes('Ledger', 'Ada Quill', ...numbers),
];

describe('a work that its catalogue lists no more', () => {
  beforeEach(async () => {
    remote.setCatalogue(ledger(1, 2, 3));
    await learn();
    remote.setCatalogue(ledger(1, 2));
  });

  it('is forgotten after half a year of answers without it, and nothing else is', async () => {
    await learn(5);
    assert.equal(await knownOf('Ledger'), '1 2 3');
    await learn(1);
    assert.equal(await knownOf('Ledger'), '1 2');
    assert.equal(await knownOf('Harbour'), '1 2');
  });

  it('is as known as ever once it is told again', async () => {
    await learn(5);
    remote.setCatalogue(ledger(1, 2, 3));
    await learn();
    remote.setCatalogue(ledger(1, 2));
    await learn(5);
    assert.equal(await knownOf('Ledger'), '1 2 3');
  });

  it('is not forgotten while too little time has passed, however often it was asked', async () => {
    await learn(5);
    await database.sql`UPDATE known_works SET confirmed_at = clock_timestamp() - interval '99 days'`;
    await learn(2);
    assert.equal(await knownOf('Ledger'), '1 2 3');
  });
});

describe('nothing is forgotten', () => {
  it('while the catalogue is down, and its answers are empty', async () => {
    remote.setCatalogue(ledger(1, 2, 3));
    await learn();
    remote.faults.searches = Array.from({ length: 60 }, () => 'failed' as const);
    await learn(20);
    assert.ok(remote.faults.searches.length < 30, 'it was asked each month');
    assert.equal(await knownOf('Ledger'), '1 2 3');
    remote.faults.searches = [];
    await learn(5);
    assert.equal(await knownOf('Harbour'), '1 2');
  });

  it('by answers that leave out most of what they told before', async () => {
    remote.setCatalogue(ledger(1, 2, 3, 4, 5));
    await learn();
    remote.setCatalogue(ledger(1, 2));
    await learn(14);
    assert.equal(await knownOf('Ledger'), '1 2 3 4 5');
  });

  it('by answers that are full: they are a selection', async () => {
    remote.setCatalogue(ledger(1, 2, 3));
    await learn();
    remote.setCatalogue(ledger(2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
    await learn(14);
    assert.ok((await knownOf('Ledger')).startsWith('1 10'));
  });

  it('by answers that are full, though a row of theirs has no title', async () => {
    remote.setCatalogue(ledger(1, 2, 3));
    await learn();
    remote.setCatalogue(ledger(2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
    remote.faults.searches = Array.from({ length: 60 }, () => 'last-untitled' as const);
    await learn(14);
    assert.equal(await knownOf('Ledger'), '1 10 2 3 4 5 6 7 8 9');
  });
});

describe('what is known of a series and an author that left the library', () => {
  const leave = () => remote.setItems(SHELF.filter(({ id }) => id !== 'Harbour'));
  beforeEach(async () => {
    remote.setCatalogue(ledger(1, 2));
    const listed = makeKnown({ id: '7', source: LISTINGS, authors: ['Bo Lee'], title: 'A tale' });
    await learn();
    await database.sql.begin((tx) =>
      keepKnownWorks(tx, [{ ...listed, series: [{ name: 'Listed', position: '7' }] }]),
    );
    leave();
  });
  const questions = async () =>
    (await database.sql`SELECT 1 FROM lookups WHERE subject LIKE 'series:harbour:%'`).length;

  it('is forgotten after a year, and so are the questions about it', async () => {
    await learn(11);
    assert.deepEqual([await knownOf('Harbour'), await questions()], ['1 2', 1]);
    await learn(1);
    assert.deepEqual([await knownOf('Harbour'), await questions()], ['', 0]);
    assert.equal(await knownOf('Ledger'), '1 2');
  });

  it('stays while the author is held', async () => {
    remote.setItems([SHELF[0] ?? item(1), onShelf('Other', 'Lee, Bo')]);
    await learn(14);
    assert.equal(await knownOf('Harbour'), '1 2');
  });

  it('stays while its source tells nothing at all', async () => {
    remote.faults.searches = Array.from({ length: 60 }, () => 'failed' as const);
    await learn(14);
    assert.equal(await knownOf('Harbour'), '1 2');
    remote.faults.searches = [];
    await learn(1);
    assert.equal(await knownOf('Harbour'), '');
    assert.equal(await knownOf('Listed'), '7', 'the tracker was not asked for a year');
  });
});
