import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import {
  confirm,
  countChosen,
  failAcquisition,
  listAcquisitions,
} from '../../src/db/acquisitions.ts';
import { ledgerKeys } from '../../src/db/ledger-keys.ts';
import { addBlock, allBlocks, liftBlocks, listBlocks } from '../../src/db/blocks.ts';
import { countAcquisitions } from '../../src/db/progress.ts';
import { endReview, enterApproved, excludeGaps, holdReview } from '../../src/db/review-words.ts';
import {
  countReviews,
  findFillings,
  findReview,
  refusedSourceIds,
  undecidedReviews,
} from '../../src/db/reviews.ts';
import { finishRun } from '../../src/db/runs.ts';
import { releaseChosen, takeOver } from '../../src/db/takeovers.ts';
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
  const { sql } = database;
  await sql`TRUNCATE reviews, acquisitions, blocks, gap_choices, gaps CASCADE`;
  runs += 1;
  books = await startBooks(sql, `run-${runs}`);
});

async function approve(id: string | null): Promise<void> {
  assert.ok(id !== null);
  await database.sql.begin(async (tx) => {
    const review = await holdReview(tx, id);
    assert.ok(review !== undefined);
    await enterApproved(tx, review, review.gapKeys);
  });
}

const ended = { note: null, isTold: true } as const;

describe('a review', () => {
  it('is opened once about a torrent, and again when the first has ended', async () => {
    const { sql } = database;
    const id = await books.ask({ sourceId: '1', gapKeys: ['a'] });
    assert.ok(id !== null);
    const later = await startBooks(sql, `later-${runs}`);
    assert.equal(await later.ask({ sourceId: '1', gapKeys: ['a'] }), null);
    await endReview(sql, id, { status: 'superseded', ...ended });
    const third = await startBooks(sql, `third-${runs}`);
    assert.notEqual(await third.ask({ sourceId: '1', gapKeys: ['a'] }), null);
    assert.deepEqual(await countReviews(sql, { runId: books.runId }), { doubt: 1, proposed: 0 });
  });

  it('that is open is about what a later run would ask as well; one that is approved is not', async () => {
    const { sql } = database;
    const open = await books.ask({ sourceId: '1', gapKeys: ['b', 'a'], workKeys: ['w'] });
    const approved = await books.ask({ sourceId: '2', gapKeys: ['a'] });
    await approve(approved);
    const later = await startBooks(sql, `later-${runs}`);
    await later.ask({ sourceId: '1', gapKeys: ['a', 'c'], workKeys: ['v', 'w'] });
    await later.ask({ sourceId: '2', gapKeys: ['c'] });
    const wide = await findReview(sql, open ?? '');
    assert.deepEqual(
      [wide?.gapKeys, wide?.workKeys],
      [
        ['b', 'a', 'c'],
        ['w', 'v'],
      ],
    );
    assert.deepEqual((await findReview(sql, approved ?? ''))?.gapKeys, ['a']);
  });

  it('that was refused bars its torrent; any other end does not', async () => {
    const { sql } = database;
    for (const [sourceId, status] of [
      ['1', 'refused'],
      ['2', 'blocked'],
      ['3', 'superseded'],
      ['4', 'failed'],
    ] as const) {
      const id = await books.ask({ sourceId, gapKeys: ['a'] });
      await endReview(sql, id ?? '', { status, ...ended });
    }
    assert.deepEqual([...(await refusedSourceIds(sql))], ['1']);
  });

  it('needs a workflow while it is open or being acted on', async () => {
    const { sql } = database;
    const open = await books.ask({ sourceId: '1', gapKeys: ['a'] });
    const approved = await books.ask({ sourceId: '2', gapKeys: ['b'] });
    const refused = await books.ask({ sourceId: '3', gapKeys: ['c'] });
    await approve(approved);
    await endReview(sql, refused ?? '', { status: 'refused', ...ended });
    const ids = (await undecidedReviews(sql, { withoutWorkflow: true })).map(({ id }) => id);
    assert.deepEqual(ids, [open, approved]);
  });
});

describe('the ledger', () => {
  it('counts what is proposed as chosen, author gaps too, and what is in doubt not', async () => {
    await books.ask({
      sourceId: '1',
      gapKeys: ['a', 'author:x'],
      workKeys: ['work 1'],
      why: 'proposed',
    });
    await books.ask({ sourceId: '2', gapKeys: ['b'], workKeys: ['work 2'] });
    const keys = await database.sql.begin((tx) => ledgerKeys(tx, 'another run'));
    assert.deepEqual([...keys.sourceIds], ['1']);
    assert.deepEqual([...keys.gapKeys].sort(), ['a', 'author:x']);
    assert.deepEqual([...keys.workKeys], ['work 1']);
  });

  it('keeps what a person approved apart from every run', async () => {
    const { sql } = database;
    await approve(await books.ask({ sourceId: '1', gapKeys: ['a'] }));
    const own = await books.choose({ sourceId: '2', gapKeys: ['b'] });
    assert.deepEqual(
      (await listAcquisitions(sql, books.runId)).map(({ id }) => id),
      [own],
    );
    assert.equal(await sql.begin((tx) => countChosen(tx, books.runId)), 1);
    assert.equal((await countAcquisitions(sql, books.runId)).chosen, 1);
    await finishRun(sql, books.runId, { status: 'completed', stop: null, reportPath: null });
    const next = await startBooks(sql, `next-${runs}`);
    const left = await takeOver(sql, next.runId, 10);
    assert.deepEqual(
      left.map(({ id }) => id),
      [own],
    );
    await releaseChosen(sql, books.runId);
    await releaseChosen(sql, next.runId);
    const rows = await sql`SELECT source_id, status FROM acquisitions ORDER BY source_id`;
    assert.deepEqual(
      rows.map((row) => Object.values(row)),
      [
        ['1', 'chosen'],
        ['2', 'failed'],
      ],
    );
  });
});

describe('what fills the gaps of an open review', () => {
  async function fillings(from: 'chosen' | 'queued') {
    const rows = await database.sql.begin((tx) => findFillings(tx, { reviewId: null, from }));
    return rows.map(({ gapKey, by, title }) => [gapKey, by, title]);
  }

  it('is a torrent for the same gap: from its choice on for an approval, else once it is queued', async () => {
    await books.ask({ sourceId: '1', gapKeys: ['a', 'b'] });
    const line = await books.choose({ sourceId: '2', gapKeys: ['a'] });
    assert.deepEqual(await fillings('chosen'), [['a', 'torrent', 'Torrent 2']]);
    assert.deepEqual(await fillings('queued'), []);
    await confirm(database.sql, line, 'queued');
    assert.deepEqual(await fillings('queued'), [['a', 'torrent', 'Torrent 2']]);
  });

  it('is not a torrent that failed', async () => {
    await books.ask({ sourceId: '1', gapKeys: ['a'] });
    const line = await books.choose({ sourceId: '2', gapKeys: ['a'] });
    await failAcquisition(database.sql, line, { name: 'x', what: 'y' });
    assert.deepEqual(await fillings('chosen'), []);
  });

  it('is for an author the same work alone, since there may be more by the author', async () => {
    await books.ask({ sourceId: '1', gapKeys: ['author:x'], workKeys: ['work 1'] });
    await books.choose({ sourceId: '2', gapKeys: ['author:x'], workKeys: ['work 2'] });
    assert.deepEqual(await fillings('chosen'), []);
    await books.choose({ sourceId: '3', gapKeys: ['c'], workKeys: ['work 1'] });
    assert.deepEqual(await fillings('chosen'), [['author:x', 'torrent', 'Torrent 3']]);
  });

  it('is the same torrent, chosen by a run for another gap', async () => {
    await books.ask({ sourceId: '1', gapKeys: ['a', 'b'] });
    const other = await startBooks(database.sql, `other-${runs}`);
    await other.choose({ sourceId: '1', gapKeys: ['c'] });
    assert.deepEqual(await fillings('chosen'), [
      ['a', 'torrent', 'Torrent 1'],
      ['b', 'torrent', 'Torrent 1'],
    ]);
  });

  it('is the list itself, when a gap is gone or excluded', async () => {
    const { sql } = database;
    await books.ask({ sourceId: '1', gapKeys: ['a', 'b', 'c'] });
    const gap = { kind: 'next', series: 'Mistborn', position: 3, authors: ['Ann Smith'] };
    for (const key of ['a', 'b', 'c']) {
      await sql`INSERT INTO gaps (key, gap) VALUES (${key}, ${sql.json({ ...gap, key })})`;
    }
    await sql`UPDATE gaps SET state = 'gone' WHERE key = 'a'`;
    await sql.begin((tx) => excludeGaps(tx, ['b']));
    assert.deepEqual(await fillings('queued'), [
      ['a', 'gone', null],
      ['b', 'excluded', null],
    ]);
    const choices = await sql`SELECT scope, key, label, choice, work_keys FROM gap_choices`;
    assert.deepEqual(
      [...choices],
      [
        {
          scope: 'gap',
          key: 'b',
          label: 'Mistborn 3',
          choice: 'exclude',
          work_keys: ['volume:mistborn:ann smith:3'],
        },
      ],
    );
  });
});

describe('a block', () => {
  it('is added once, told in the shape of the policy, and lifted by its value', async () => {
    const { sql } = database;
    const words = { kind: 'word', value: 'Full Cast', label: 'Full Cast' } as const;
    assert.equal(await addBlock(sql, words), true);
    assert.equal(await addBlock(sql, words), false);
    await addBlock(sql, { kind: 'torrent', value: '12', label: 'A title' });
    assert.equal((await listBlocks(sql)).length, 2);
    assert.deepEqual(await allBlocks(sql), {
      torrents: ['12'],
      uploaders: [],
      words: ['Full Cast'],
    });
    await sql.begin((tx) => liftBlocks(tx, 'torrent', ['Full Cast']));
    assert.equal((await listBlocks(sql)).length, 2);
    await sql.begin((tx) => liftBlocks(tx, 'word', ['Full Cast']));
    assert.deepEqual(await allBlocks(sql), { torrents: ['12'], uploaders: [], words: [] });
  });
});
