import assert from 'node:assert/strict';
import { after, before, beforeEach, it } from 'node:test';
import type { Dependencies } from '../../src/activities/dependencies.ts';
import { mustAfford } from '../../src/activities/approved-budget.ts';
import { fetchActivities, queueActivities } from '../../src/activities/torrents.ts';
import { loadConfig } from '../../src/config.ts';
import {
  confirm,
  failAcquisition,
  getAcquisition,
  keepTorrent,
} from '../../src/db/acquisitions.ts';
import { addBlock } from '../../src/db/blocks.ts';
import { ownTorrents } from '../../src/db/own-torrents.ts';
import { noteRemoval } from '../../src/db/removals.ts';
import { enterApproved, holdReview } from '../../src/db/review-words.ts';
import { completePolicy, type PolicyParts } from '../../src/domain/policy.ts';
import { readTorrentFile } from '../../src/integrations/torrent-file/index.ts';
import { createSeal } from '../../src/sealing.ts';
import { Secret } from '../../src/secret.ts';
import { makeCandidate } from '../domain/make.ts';
import { makeTorrentFile } from '../integrations/torrent-file/bencoder.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';
import { startBooks, type ReviewBooks } from '../support/review-books.ts';
import { clientOf, startTorrentClient } from '../support/torrent-client.ts';

let database: TestDatabase;
let books: ReviewBooks;
let runs = 0;
before(async () => {
  database = await startDatabase();
});
after(() => database.stop());
beforeEach(async () => {
  await database.sql`TRUNCATE reviews, acquisitions, blocks, gaps CASCADE`;
  runs += 1;
  books = await startBooks(database.sql, `run-${runs}`);
});

/** Neither the tracker nor the torrent client: nothing that is barred may come to them. */
const deps = (parts: PolicyParts = {}) =>
  ({ sql: database.sql, policy: async () => completePolicy(parts) }) as Dependencies;

async function failureOf(line: string) {
  const { status, failure } = await getAcquisition(database.sql, line);
  return [status, failure?.name, failure?.what];
}

it('what is blocked after it was chosen is not fetched', async () => {
  const line = await books.choose({ sourceId: '1', gapKeys: ['a'] });
  await addBlock(database.sql, { kind: 'word', value: 'torrent', label: 'torrent' });
  const step = await fetchActivities(deps()).fetchTorrent({ acquisitionId: line });
  assert.equal(step.status, 'failed');
  const what = 'it was blocked after it was chosen: the word “torrent”';
  assert.deepEqual(await failureOf(line), ['failed', 'ledger/blocked', what]);
});

it('what is blocked after it was fetched is not queued', async () => {
  const line = await books.choose({ sourceId: '1', gapKeys: ['a'] });
  const kept = { v1: 'a'.repeat(40), v2: null, sealed: Buffer.from('x') };
  assert.equal(await keepTorrent(database.sql, line, kept), 'kept');
  await addBlock(database.sql, { kind: 'torrent', value: '1', label: '1' });
  const step = await queueActivities(deps()).queueTorrent({ acquisitionId: line });
  assert.equal(step.status, 'failed');
  const what = 'it was blocked after it was chosen: this torrent';
  assert.deepEqual(await failureOf(line), ['failed', 'ledger/blocked', what]);
});

it('what fills a series that the policy ignores by now is not fetched', async () => {
  const gap = { kind: 'next', series: 'Mistborn', position: 3, authors: ['Brandon Sanderson'] };
  await database.sql`INSERT INTO gaps (key, gap) VALUES ('a', ${database.sql.json(gap)})`;
  const line = await books.choose({ sourceId: '1', gapKeys: ['a'] });
  const ignoring = deps({ series: { Mistborn: { ignore: true } } });
  const step = await fetchActivities(ignoring).fetchTorrent({ acquisitionId: line });
  assert.equal(step.status, 'failed');
  const [, name] = await failureOf(line);
  assert.equal(name, 'ledger/blocked');
});

it('an attempt that outlived another one adds nothing, whatever its owner did since', async () => {
  const { sql } = database;
  const { bytes } = makeTorrentFile('v1', 'late');
  const { hashes } = readTorrentFile(bytes);
  const seal = createSeal(new Secret('a key that a person chose'));
  const line = await books.choose({ sourceId: '1', gapKeys: ['a'] });
  const sealed = seal.seal(bytes, 'torrent mam 1');
  assert.equal(await keepTorrent(sql, line, { ...hashes, sealed }), 'kept');
  const client = await startTorrentClient();
  const torrents = clientOf(client);
  const { config } = loadConfig({}, { envFile: null });
  /** While it waits for its turn, another attempt queues the torrent, and its owner removes it. */
  const addPacer = {
    async run<T>(_: unknown, add: (answered: () => void) => Promise<T>): Promise<T> {
      await confirm(sql, line, 'queued');
      assert.ok(await noteRemoval(sql, await getAcquisition(sql, line)));
      return add(() => undefined);
    },
  };
  try {
    const late = { ...deps(), seal, torrents, config, addPacer } as unknown as Dependencies;
    const step = await queueActivities(late).queueTorrent({ acquisitionId: line });
    assert.equal(step.status, 'queued');
    assert.deepEqual(client.torrents(), []);
    // Nor does what it has to say change how the line stands.
    await confirm(sql, line, 'queued');
    await failAcquisition(sql, line, { name: 'x', what: 'y' });
    assert.deepEqual((await failureOf(line)).slice(0, 2), ['removed', 'ledger/removed']);
  } finally {
    await torrents.close();
    await client.stop();
  }
});

const GIB = 2 ** 30;

/** The account can spend this much more, and its class may have as many unsatisfied as it likes. */
async function accountWith(bytesLeft: number): Promise<void> {
  const account = { userClass: 'VIP', ratio: 1, bonusPoints: null, wedges: null, unsatisfied: 0 };
  const numbers = { ...account, uploadedBytes: 10 * GIB + bytesLeft, downloadedBytes: 10 * GIB };
  await database.sql`UPDATE runs SET account = ${database.sql.json(numbers)} WHERE id = ${books.runId}`;
}

async function approved(sourceId: string): Promise<string> {
  const id = (await books.ask({ sourceId, gapKeys: [sourceId], why: 'proposed' })) ?? '';
  await database.sql.begin(async (tx) => {
    const review = await holdReview(tx, id);
    assert.ok(review !== undefined);
    await enterApproved(tx, review, review.gapKeys);
  });
  const [line] = await database.sql<{ id: string }[]>`
    SELECT id FROM acquisitions WHERE review_id = ${id}`;
  return line?.id ?? '';
}

it('what was approved and can’t be afforded waits, and is not given up', async () => {
  await accountWith(1);
  const [line, other] = [await approved('1'), await approved('2')];
  const fetching = fetchActivities(deps()).fetchTorrent({ acquisitionId: line });
  await assert.rejects(fetching, { type: 'account/ratio-budget', nonRetryable: true });
  assert.equal((await getAcquisition(database.sql, line)).status, 'chosen');
  // Room for one: another that waits as well does not stand in its way, one that is fetched does.
  await accountWith(makeCandidate().sizeBytes);
  await mustAfford(deps(), await getAcquisition(database.sql, line));
  const kept = { v1: 'b'.repeat(40), v2: null, sealed: Buffer.from('x') };
  assert.equal(await keepTorrent(database.sql, other, kept), 'kept');
  const late = mustAfford(deps(), await getAcquisition(database.sql, line));
  await assert.rejects(late, { type: 'account/ratio-budget' });
});

it('what is proposed counts as spent until a person has decided', async () => {
  const { sql } = database;
  await books.ask({ sourceId: '1', gapKeys: ['a'], why: 'proposed' });
  await books.ask({ sourceId: '2', gapKeys: ['b'], why: 'doubt' });
  const own = await sql.begin((tx) => ownTorrents(tx, books.runId));
  assert.deepEqual(
    own.map(({ sizeBytes }) => sizeBytes),
    [makeCandidate().sizeBytes],
  );
  await sql`UPDATE reviews SET status = 'refused'`;
  assert.equal((await sql.begin((tx) => ownTorrents(tx, books.runId))).length, 0);
});
