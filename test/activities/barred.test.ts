import assert from 'node:assert/strict';
import { after, before, beforeEach, it } from 'node:test';
import type { Dependencies } from '../../src/activities/dependencies.ts';
import { fetchActivities, queueActivities } from '../../src/activities/torrents.ts';
import { getAcquisition, keepTorrent } from '../../src/db/acquisitions.ts';
import { addBlock } from '../../src/db/blocks.ts';
import { completePolicy, type PolicyParts } from '../../src/domain/policy.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';
import { startBooks, type ReviewBooks } from '../support/review-books.ts';

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
  assert.ok(await keepTorrent(database.sql, line, kept));
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
