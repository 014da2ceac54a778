import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { reviewActivities } from '../../src/activities/reviews.ts';
import { decidedText, reviewText } from '../../src/cli/review-text.ts';
import { confirm } from '../../src/db/acquisitions.ts';
import { refusedSourceIds } from '../../src/db/reviews.ts';
import {
  block,
  chooseGaps,
  decideReviews,
  explainThing,
  liftBlock,
  listGaps,
  reopenReviews,
  showReview,
} from '../../src/operations/index.ts';
import { createLogger } from '../../src/logger.ts';
import { openTemporal } from '../../src/temporal/open-client.ts';
import { reviewWorkflows } from '../../src/temporal/reviews.ts';
import { loadConfig } from '../../src/config.ts';
import { openExecution } from '../support/reviews.ts';
import { startBooks, type ReviewBooks } from '../support/review-books.ts';
import { startServers, type Servers } from './servers.ts';

let servers: Servers;
let books: ReviewBooks;
let activities: ReturnType<typeof reviewActivities>;
let runs = 0;
before(async () => {
  servers = await startServers();
  const { sql, client } = servers.deps;
  const about = { logsDir: null, timeZone: 'UTC', pretty: false, secrets: [] } as const;
  const logger = createLogger({ level: 'error', ...about });
  activities = reviewActivities({ sql, logger, reviews: reviewWorkflows(client) });
});
after(() => servers.stop());
beforeEach(async () => {
  const { sql } = servers.deps;
  await sql`TRUNCATE reviews, acquisitions, blocks, gap_choices, gaps CASCADE`;
  runs += 1;
  books = await startBooks(sql, `run-${runs}`);
  for (const key of ['a', 'b']) {
    const gap = { key, kind: 'next', series: 'Mistborn', position: 3, authors: ['Ann Smith'] };
    await sql`
      INSERT INTO gaps (key, gap, tries, next_try_at)
      VALUES (${key}, ${sql.json(gap)}, 2, now() + interval '7 days')`;
  }
});

async function refused(sourceId: string, gapKey = 'a'): Promise<string> {
  const reviewId = (await books.ask({ sourceId, gapKeys: [gapKey] })) ?? '';
  await activities.decideReview({ reviewId, word: 'refuse' });
  await rest();
  return reviewId;
}

/** Since the word, a run has searched for the gaps in vain. */
async function rest(): Promise<void> {
  await servers.deps.sql`UPDATE gaps SET next_try_at = now() + interval '7 days'`;
}

const statusOf = async (reviewId: string) => (await activities.readReview({ reviewId })).status;
const resting = async () => {
  const rows = await servers.deps.sql<{ key: string }[]>`
    SELECT key FROM gaps WHERE next_try_at > now() ORDER BY key`;
  return rows.map(({ key }) => key);
};

describe('a refusal that is taken back', () => {
  it('waits for a word again, in a workflow; its gap is due, and the torrent no more refused', async () => {
    const { sql } = servers.deps;
    const id = await refused('1');
    const shown = await showReview(servers.deps, id);
    assert.match(
      reviewText(shown, 'UTC'),
      new RegExp(`mamcrawler review reopen ${id} takes it back`),
    );
    const answers = await reopenReviews(servers.deps, ['1']);
    assert.match(
      decidedText(answers),
      new RegExp(`^${id} {2}“Torrent 1”: it waits for your word again; its gaps are searched for`),
    );
    const { status, note, decidedAt, finishedAt } = await showReview(servers.deps, id);
    assert.deepEqual([status, note, decidedAt, finishedAt], ['open', null, null, null]);
    assert.deepEqual(await resting(), ['b']);
    assert.equal((await refusedSourceIds(sql)).size, 0);
    assert.ok((await openExecution(servers.deps, id)) !== null);
    const [again] = await reopenReviews(servers.deps, [id]);
    assert.equal(again?.isDone, true);
  });

  it('can be approved after an approval that was taken back: the ledger has one line of it', async () => {
    const { sql } = servers.deps;
    const reviewId = (await books.ask({ sourceId: '1', gapKeys: ['a'] })) ?? '';
    await activities.decideReview({ reviewId, word: 'approve' });
    await activities.decideReview({ reviewId, word: 'refuse' });
    await reopenReviews(servers.deps, [reviewId]);
    const { status, acquisitionId } = await activities.decideReview({ reviewId, word: 'approve' });
    assert.equal(status, 'approved');
    const lines = await sql`SELECT id, status, failure, gap_keys FROM acquisitions`;
    const line = { id: acquisitionId, status: 'chosen', failure: null, gap_keys: ['a'] };
    assert.deepEqual([...lines], [line]);
  });

  it('twice at the same moment is one that waits', async () => {
    const reviewId = await refused('1');
    const both = await Promise.all([1, 2].map(() => reopenReviews(servers.deps, [reviewId])));
    assert.deepEqual(
      both.flat().map(({ isDone, status }) => [isDone, status]),
      [
        [true, 'open'],
        [true, 'open'],
      ],
    );
  });

  it('is written down while Temporal is away, and says so', async () => {
    const reviewId = await refused('1');
    const { config } = loadConfig({ TEMPORAL_ADDRESS: '127.0.0.1:1' }, { envFile: null });
    const away = openTemporal(config.temporal, null);
    const [answer] = await reopenReviews({ ...servers.deps, client: away.client }, [reviewId]);
    await away.close();
    assert.match(answer?.what ?? '', /^it waits for your word again, once Temporal answers/);
    assert.equal(await statusOf(reviewId), 'open');
    assert.deepEqual(await activities.openReviews({ runId: books.runId }), { opened: 1 });
  });
});

describe('a block that is lifted', () => {
  async function blocked(sourceId: string, gapKey: string): Promise<string> {
    const reviewId = (await books.ask({ sourceId, gapKeys: [gapKey] })) ?? '';
    await activities.decideReview({ reviewId, word: 'block' });
    await rest();
    return reviewId;
  }
  const numberOf = async (key: string) => {
    const [row] = await servers.deps.sql<{ id: string }[]>`SELECT id FROM gaps WHERE key = ${key}`;
    return row?.id;
  };

  it('makes its gap due again, and no other', async () => {
    await blocked('1', 'a');
    await blocked('2', 'b');
    assert.deepEqual(await resting(), ['a', 'b']);
    const { dueGaps } = await liftBlock(servers.deps, { kind: 'torrent', value: '1' });
    assert.deepEqual(dueGaps, [await numberOf('a')]);
    assert.deepEqual(await resting(), ['b']);
  });

  it('lets its review be opened again, in a workflow', async () => {
    const reviewId = await blocked('1', 'a');
    const lifted = await liftBlock(servers.deps, { kind: 'torrent', value: '1' });
    assert.deepEqual(lifted.endedReviews, [reviewId]);
    const [answer] = await reopenReviews(servers.deps, [reviewId]);
    assert.deepEqual([answer?.isDone, answer?.status], [true, 'open']);
    assert.match(answer?.what ?? '', /^it waits for your word again/);
    assert.ok((await openExecution(servers.deps, reviewId)) !== null);
    const again = await activities.decideReview({ reviewId, word: 'approve' });
    assert.equal(again.status, 'approved');
  });

  it('of a word makes due what the word alone kept away', async () => {
    const ids = [];
    for (const [sourceId, gapKey] of [['1', 'a'] as const, ['2', 'b'] as const]) {
      ids.push((await books.ask({ sourceId, gapKeys: [gapKey] })) ?? '');
    }
    await block(servers.deps, { kind: 'word', value: 'torrent' });
    await block(servers.deps, { kind: 'torrent', value: '2' });
    await rest();
    await liftBlock(servers.deps, { kind: 'word', value: 'Torrent' });
    assert.deepEqual(await resting(), ['b']);
    const [first, second] = await reopenReviews(servers.deps, ids);
    assert.deepEqual([first?.status, second?.status], ['open', 'blocked']);
    assert.match(second?.what ?? '', /^it stays blocked: .* block lift torrent 2 takes that back$/);
  });

  it('names a review that it ended though its gap rests no more', async () => {
    const id = await blocked('1', 'a');
    await servers.deps.sql`UPDATE gaps SET next_try_at = NULL`;
    const lifted = await liftBlock(servers.deps, { kind: 'torrent', value: '1' });
    assert.deepEqual([lifted.dueGaps, lifted.endedReviews], [[], [id]]);
  });

  it('brings nothing back that another block keeps away', async () => {
    const id = await blocked('1', 'a');
    await block(servers.deps, { kind: 'word', value: 'Torrent' });
    const { dueGaps, endedReviews } = await liftBlock(servers.deps, {
      kind: 'torrent',
      value: '1',
    });
    assert.deepEqual([dueGaps, endedReviews], [[], []]);
    assert.deepEqual(await resting(), ['a', 'b']);
    const [answer] = await reopenReviews(servers.deps, [id]);
    assert.match(answer?.what ?? '', /block lift word "Torrent" takes that back$/);
  });

  it('makes due what no review was about: the last run refused it for the block alone', async () => {
    const { sql } = servers.deps;
    const got = 'the uploader Bad Rips';
    const reason = { name: 'blocked', got, want: 'nothing blocked' } as const;
    const few = { name: 'too-few-seeders', got: '0', want: '1' } as const;
    await books.refuse({ sourceId: '1', gapKeys: ['a'], uploader: 'Bad Rips' }, [reason]);
    await books.refuse({ sourceId: '2', gapKeys: ['b'], uploader: 'Bad Rips' }, [reason, few]);
    await books.refuse({ sourceId: '3', gapKeys: ['b'], uploader: 'Bad Rips' }, [few]);
    await sql`UPDATE gaps SET last_run_id = ${books.runId}`;
    await block(servers.deps, { kind: 'uploader', value: 'Bad Rips' });
    const lifted = await liftBlock(servers.deps, { kind: 'uploader', value: 'BAD RIPS' });
    assert.deepEqual([lifted.dueGaps, lifted.endedReviews], [[await numberOf('a')], []]);
    assert.deepEqual(await resting(), ['b']);
  });
});

describe('an exclusion that is taken back', () => {
  it('lets its review be opened again, and only then', async () => {
    const reviewId = (await books.ask({ sourceId: '1', gapKeys: ['a'] })) ?? '';
    await activities.decideReview({ reviewId, word: 'exclude' });
    const [before] = await reopenReviews(servers.deps, [reviewId]);
    const [, id = ''] = /gaps include (\d+) takes/.exec(before?.what ?? '') ?? [];
    assert.equal(before?.isDone, false);
    await chooseGaps(servers.deps, { choice: 'include', ids: [id] });
    const [after] = await reopenReviews(servers.deps, [reviewId]);
    assert.deepEqual([after?.isDone, await statusOf(reviewId)], [true, 'open']);
  });
});

describe('a word against a torrent', () => {
  for (const word of ['refuse', 'block'] as const) {
    it(`(${word}) makes its gaps due: what lost to it may fit`, async () => {
      const reviewId = (await books.ask({ sourceId: '1', gapKeys: ['a'] })) ?? '';
      await activities.decideReview({ reviewId, word });
      assert.deepEqual(await resting(), ['b']);
    });
  }
});

describe('what came of a gap’s last search', () => {
  const lasts = async () => {
    const gaps = await listGaps(servers.deps, { state: 'open' });
    const { facts } = await explainThing(servers.deps, { what: `gap:${gaps[0]?.id ?? ''}` });
    const [a, b] = gaps.map(({ lastOutcome }) => lastOutcome);
    assert.equal('lastOutcome' in facts ? facts.lastOutcome : '', a);
    return [a, b];
  };
  const searched = async () => {
    await servers.deps.sql`UPDATE gaps SET last_outcome = 'to-review', last_tried_at = now()`;
  };

  it('waits for a word while its review does, and not after', async () => {
    const reviewId = (await books.ask({ sourceId: '1', gapKeys: ['a'] })) ?? '';
    const other = (await books.ask({ sourceId: '2', gapKeys: ['b'] })) ?? '';
    await searched();
    assert.deepEqual(await lasts(), ['to-review', 'to-review']);
    await activities.decideReview({ reviewId, word: 'refuse' });
    assert.deepEqual(await lasts(), ['refused', 'to-review']);
    await reopenReviews(servers.deps, [reviewId]);
    assert.deepEqual(await lasts(), ['to-review', 'to-review']);
    await activities.decideReview({ reviewId, word: 'block' });
    await activities.decideReview({ reviewId: other, word: 'approve' });
    assert.deepEqual(await lasts(), ['refused', 'already-queued']);
  });

  it('is that it was queued, once what was approved is', async () => {
    const { sql } = servers.deps;
    const reviewId = (await books.ask({ sourceId: '1', gapKeys: ['a'] })) ?? '';
    await searched();
    const { acquisitionId } = await activities.decideReview({ reviewId, word: 'approve' });
    await confirm(sql, acquisitionId ?? '', 'queued');
    await activities.finishReview({ reviewId });
    assert.deepEqual(await lasts(), ['queued', 'to-review']);
  });

  it('is that it is on its way, where another torrent made its review needless', async () => {
    await books.ask({ sourceId: '1', gapKeys: ['a'] });
    await searched();
    const line = await books.choose({ sourceId: '2', gapKeys: ['a'] });
    await confirm(servers.deps.sql, line, 'queued');
    await activities.openReviews({ runId: books.runId });
    assert.deepEqual((await lasts())[0], 'already-queued');
  });
});

describe('a refusal that stays', () => {
  async function staying(reviewId: string, why: RegExp): Promise<void> {
    const before = await statusOf(reviewId);
    const [answer] = await reopenReviews(servers.deps, [reviewId]);
    assert.equal(answer?.isDone, false);
    assert.match(answer?.what ?? '', why);
    assert.equal(await statusOf(reviewId), before);
    assert.deepEqual(await resting(), ['a', 'b']);
  }

  it('is one whose gap another torrent fills by now', async () => {
    const id = await refused('1');
    const line = await books.choose({ sourceId: '2', gapKeys: ['a'] });
    await confirm(servers.deps.sql, line, 'queued');
    await staying(id, /^it stays refused: what it would fill is on its way by “Torrent 2”$/);
  });

  it('is one that is blocked by now: by a word, say', async () => {
    const id = await refused('1');
    await block(servers.deps, { kind: 'word', value: 'torrent' });
    await staying(
      id,
      /^it stays refused: you blocked the word “torrent”; mamcrawler block lift word "torrent" takes/,
    );
  });

  it('is any other end: it is said what takes that back', async () => {
    const ends = [
      [
        'block',
        /^it stays blocked: you blocked this torrent; mamcrawler block lift torrent 1 takes/,
      ],
      ['exclude', /^it stays excluded: .+; mamcrawler gaps include \d+ takes that back$/],
      [
        'approve',
        /^it is approved: only a refusal, or a block or an exclusion that was lifted, can/,
      ],
    ] as const;
    for (const [nth, [word, why]] of ends.entries()) {
      const reviewId = (await books.ask({ sourceId: String(nth + 1), gapKeys: ['b'] })) ?? '';
      await activities.decideReview({ reviewId, word });
      await rest();
      await staying(reviewId, why);
      await servers.deps.sql`UPDATE gaps SET state = 'open'`;
    }
  });

  it('is not found by a name that nobody knows, and none is taken back then', async () => {
    const id = await refused('1');
    await assert.rejects(reopenReviews(servers.deps, [id, '999']), { kind: 'unknown-review' });
    assert.equal(await statusOf(id), 'refused');
    const [answer] = await decideReviews(servers.deps, [id], 'refuse');
    assert.equal(answer?.isDone, true);
  });
});
