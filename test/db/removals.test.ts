import assert from 'node:assert/strict';
import { after, before, beforeEach, it } from 'node:test';
import { confirm, getAcquisition, intend, keepTorrent } from '../../src/db/acquisitions.ts';
import { noteRemoval, removedSince } from '../../src/db/removals.ts';
import type { NewRun } from '../../src/db/runs.ts';
import { bookRun } from '../operations/servers.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';
import { startBooks } from '../support/review-books.ts';

let database: TestDatabase;
before(async () => {
  database = await startDatabase();
});
after(() => database.stop());
beforeEach(async () => {
  await database.sql`TRUNCATE runs, acquisitions CASCADE`;
});

/** Begins a run. */
const begin = (workflowId: string, run: Partial<NewRun> = {}) =>
  bookRun({ sql: database.sql }, { workflowId, ...run });

/** Queues torrents, and answers what notes one of them as removed. */
async function queued(...sourceIds: readonly string[]): Promise<(id: string) => Promise<void>> {
  const { sql } = database;
  const books = await startBooks(sql, 'first');
  const lines = new Map<string, string>();
  for (const sourceId of sourceIds) {
    const line = await books.choose({ sourceId, gapKeys: [sourceId] });
    const hashes = { v1: sourceId.padStart(40, '0'), v2: null };
    assert.equal(await keepTorrent(sql, line, { ...hashes, sealed: Buffer.from('x') }), 'kept');
    assert.ok(await intend(sql, line));
    await confirm(sql, line, 'queued');
    lines.set(sourceId, line);
  }
  return async (sourceId) => {
    assert.ok(await noteRemoval(sql, await getAcquisition(sql, lines.get(sourceId) ?? '')));
  };
}

const toldBy = async (runId: string) =>
  (await removedSince(database.sql, runId)).map(({ sourceId }) => sourceId);

it('a removal is told by one sync: the first that begins after it', async () => {
  const remove = await queued('1', '2', '3');
  await remove('1');
  const second = await begin('second');
  await remove('2');
  assert.deepEqual(await toldBy(second), ['1'], 'one made while it is under way waits');
  const third = await begin('third');
  await remove('3');
  const fourth = await begin('fourth');
  const told = [await toldBy('first'), await toldBy(second), await toldBy(third)];
  assert.deepEqual([...told, await toldBy(fourth)], [[], ['1'], ['2'], ['3']]);
  assert.deepEqual(await toldBy(await begin('fifth')), []);
});

it('what a dry run or a search tells, the next sync tells as well', async () => {
  const remove = await queued('1');
  await remove('1');
  const dry = await begin('dry', { dryRun: true });
  const search = await begin('search', { kind: 'search', searchText: 'anything' });
  const sync = await begin('sync');
  for (const run of [dry, search, sync]) assert.deepEqual(await toldBy(run), ['1']);
});
