import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Dependencies } from '../../src/activities/dependencies.ts';
import { createDesk } from '../../src/activities/judging.ts';
import { reviewActivities } from '../../src/activities/reviews.ts';
import { settleReviews } from '../../src/activities/settle-reviews.ts';
import { termActivities } from '../../src/activities/terms.ts';
import { confirm, failAcquisition } from '../../src/db/acquisitions.ts';
import { saveFindings } from '../../src/db/gaps.ts';
import { insertRun } from '../../src/db/runs.ts';
import { getTerm, saveTerms } from '../../src/db/terms.ts';
import type { Candidate } from '../../src/domain/candidate.ts';
import { NO_SLOT } from '../../src/domain/limits.ts';
import { createLogger } from '../../src/logger.ts';
import { createPolicyReader } from '../../src/policy/load.ts';
import { reviewWorkflows } from '../../src/temporal/reviews.ts';
import { block } from '../../src/operations/index.ts';
import { makeCandidate, makeKnownGap } from '../domain/make.ts';
import { startServers, type Servers } from '../operations/servers.ts';
import { startBooks, type ReviewBooks } from '../support/review-books.ts';
import { reviewsAbout } from '../support/reviews.ts';

let servers: Servers;
let deps: Dependencies;
let activities: ReturnType<typeof reviewActivities>;
let books: ReviewBooks;
let runs = 0;

before(async () => {
  servers = await startServers();
  const { sql, client, config } = servers.deps;
  const logger = createLogger({
    level: 'error',
    logsDir: null,
    timeZone: 'UTC',
    pretty: false,
    secrets: [],
  });
  // Neither the library nor the tracker is asked here.
  const policy = createPolicyReader(config.policy);
  deps = { sql, config, logger, policy, reviews: reviewWorkflows(client) } as Dependencies;
  activities = reviewActivities(deps);
});
after(() => servers.stop());
beforeEach(async () => {
  const { sql } = servers.deps;
  await sql`TRUNCATE reviews, acquisitions, blocks, gap_choices, gaps CASCADE`;
  runs += 1;
  books = await startBooks(sql, `run-${runs}`);
});

async function ask(sourceId: string, ...gapKeys: readonly string[]): Promise<string> {
  const id = await books.ask({ sourceId, gapKeys });
  assert.ok(id !== null);
  return id;
}

const linesOf = async (reviewId: string) =>
  (
    await servers.deps.sql<{ status: string; gapKeys: string[] }[]>`
      SELECT status, gap_keys AS "gapKeys" FROM acquisitions WHERE review_id = ${reviewId}`
  ).map(({ status, gapKeys }) => [status, gapKeys]);

describe('an approval', () => {
  it('enters one line into the ledger, however often it is written down', async () => {
    const reviewId = await ask('1', 'a', 'b');
    const answers = await Promise.all(
      [1, 2, 3].map(() => activities.decideReview({ reviewId, word: 'approve' })),
    );
    assert.deepEqual(
      answers.map(({ status }) => status),
      ['approved', 'approved', 'approved'],
    );
    assert.deepEqual(await linesOf(reviewId), [['chosen', ['a', 'b']]]);
  });

  it('of what a run has chosen for meanwhile is superseded, and says by what', async () => {
    const reviewId = await ask('1', 'a');
    await books.choose({ sourceId: '2', gapKeys: ['a'] });
    const { status, note } = await activities.decideReview({ reviewId, word: 'approve' });
    assert.equal(status, 'superseded');
    assert.equal(note, 'what it would fill is on its way by “Torrent 2”');
    assert.deepEqual(await linesOf(reviewId), []);
  });

  it('of what is filled in part goes on for the rest', async () => {
    const reviewId = await ask('1', 'a', 'b');
    await books.choose({ sourceId: '2', gapKeys: ['a'] });
    await activities.decideReview({ reviewId, word: 'approve' });
    assert.deepEqual(await linesOf(reviewId), [['chosen', ['b']]]);
  });

  it('is taken back while nothing was handed over, and not after', async () => {
    const { sql } = servers.deps;
    const [early, late] = [await ask('1', 'a'), await ask('2', 'b')];
    for (const reviewId of [early, late]) {
      await activities.decideReview({ reviewId, word: 'approve' });
    }
    await sql`UPDATE acquisitions SET status = 'intended' WHERE review_id = ${late}`;
    const refused = await activities.decideReview({ reviewId: early, word: 'refuse' });
    const kept = await activities.decideReview({ reviewId: late, word: 'refuse' });
    assert.deepEqual([refused.status, kept.status], ['refused', 'approved']);
    assert.deepEqual((await linesOf(early)).flat()[0], 'failed');
    assert.deepEqual((await linesOf(late)).flat()[0], 'intended');
  });

  it('ends as its torrent ended, and ends those that asked for the same', async () => {
    const [first, same, other] = [await ask('1', 'a'), await ask('2', 'a'), await ask('3', 'b')];
    const { acquisitionId } = await activities.decideReview({ reviewId: first, word: 'approve' });
    await settleReviews(deps);
    assert.equal(
      (await activities.readReview({ reviewId: same })).status,
      'open',
      'not queued yet',
    );
    await confirm(servers.deps.sql, acquisitionId ?? '', 'queued');
    assert.equal((await activities.finishReview({ reviewId: first })).status, 'queued');
    const { status, note } = await activities.readReview({ reviewId: same });
    assert.deepEqual(
      [status, note],
      ['superseded', 'what it would fill is on its way by “Torrent 1”'],
    );
    assert.equal((await activities.readReview({ reviewId: other })).status, 'open');
  });

  it('whose torrent could not be had keeps the reason', async () => {
    const reviewId = await ask('1', 'a');
    const { acquisitionId } = await activities.decideReview({ reviewId, word: 'approve' });
    const failure = { name: 'tracker/not-found', what: 'it is gone' };
    await failAcquisition(servers.deps.sql, acquisitionId ?? '', failure);
    const { status, note } = await activities.finishReview({ reviewId });
    assert.deepEqual([status, note], ['failed', 'it is gone']);
  });

  it('of a review that nobody knows is refused by name', async () => {
    for (const reviewId of ['99999', 'zebra']) {
      const decided = activities.decideReview({ reviewId, word: 'approve' });
      await assert.rejects(decided, { type: 'review/unknown', nonRetryable: true });
    }
  });
});

describe('an exclusion', () => {
  it('ends what else asked for the same gaps', async () => {
    const { sql } = servers.deps;
    const gap = { key: 'a', kind: 'next', series: 'Mistborn', position: 3, authors: ['Ann Smith'] };
    await sql`INSERT INTO gaps (key, gap) VALUES ('a', ${sql.json(gap)})`;
    const [first, same] = [await ask('1', 'a'), await ask('2', 'a')];
    await activities.decideReview({ reviewId: first, word: 'exclude' });
    const { status, note, wanted } = await activities.readReview({ reviewId: same });
    assert.deepEqual([status, note], ['superseded', 'what it would fill was excluded']);
    assert.equal(wanted, 'Mistborn 3');
  });
});

describe('an exclusion of more by an author', () => {
  it('refuses the torrent, says so, and leaves the author wanted', async () => {
    const { sql } = servers.deps;
    const gap = { kind: 'author', series: null, position: null, authors: ['Ann'] };
    const volume = { kind: 'next', series: 'Mistborn', position: 3, authors: ['Ann'] };
    await sql`
      INSERT INTO gaps (key, gap) VALUES ('author:ann', ${sql.json({ ...gap, key: 'author:ann' })}),
        ('a', ${sql.json({ ...volume, key: 'a' })})`;
    const [alone, mixed] = [await ask('1', 'author:ann'), await ask('2', 'author:ann', 'a')];
    const { status, note } = await activities.decideReview({ reviewId: alone, word: 'exclude' });
    assert.deepEqual(
      [status, note],
      ['refused', 'more by its author stays wanted: this torrent alone is refused'],
    );
    const other = await activities.decideReview({ reviewId: mixed, word: 'exclude' });
    assert.equal(other.status, 'excluded');
    const choices = await sql`SELECT key, label FROM gap_choices`;
    assert.deepEqual([...choices], [{ key: 'a', label: 'Mistborn 3' }]);
    const states = await sql`SELECT state FROM gaps WHERE key = 'author:ann'`;
    assert.equal(states[0]?.['state'], 'open');
  });
});

describe('a block of a torrent', () => {
  it('ends the review that waits for it, an approved one too unless it was handed over', async () => {
    const { sql, client } = servers.deps;
    const [open, approved, late, other] = [
      await ask('1', 'a'),
      await ask('2', 'b'),
      await ask('3', 'c'),
      await ask('4', 'd'),
    ];
    for (const reviewId of [approved, late]) {
      await activities.decideReview({ reviewId, word: 'approve' });
    }
    await sql`UPDATE acquisitions SET status = 'intended' WHERE review_id = ${late}`;
    await activities.openReviews({ runId: books.runId });
    const ended = [];
    for (const value of ['1', '2', '3']) {
      ended.push((await block(servers.deps, { kind: 'torrent', value })).endedReviews);
    }
    assert.deepEqual(ended, [[open], [approved], []]);
    const statusOf = async (reviewId: string) => (await activities.readReview({ reviewId })).status;
    assert.deepEqual(await Promise.all([open, approved, late, other].map(statusOf)), [
      'blocked',
      'blocked',
      'approved',
      'open',
    ]);
    assert.deepEqual(await linesOf(approved), [['failed', ['b']]]);
    await settleReviews(deps);
    const { events } = await client.workflow.getHandle(`review-${open}`).fetchHistory();
    const isTold = (events ?? []).some((event) => event.workflowExecutionSignaledEventAttributes);
    assert.ok(isTold, 'its workflow is told');
  });
});

describe('a block of an uploader or a word', () => {
  it('ends the reviews of all that it covers, and says which; said again, those since', async () => {
    const { sql } = servers.deps;
    const of = (sourceId: string, uploader: string) =>
      books.ask({ sourceId, gapKeys: [sourceId], uploader });
    const [mine, approved, late] = [
      await of('1', 'Bad Rips'),
      await of('2', 'bad rips'),
      await of('3', 'Bad Rips'),
    ];
    const other = await of('4', 'Good Rips');
    for (const id of [approved, late]) {
      await activities.decideReview({ reviewId: id ?? '', word: 'approve' });
    }
    await sql`UPDATE acquisitions SET status = 'intended' WHERE review_id = ${late}`;
    const blocked = await block(servers.deps, { kind: 'uploader', value: 'BAD RIPS' });
    assert.deepEqual(blocked.endedReviews, [mine, approved]);
    const { status, note } = await activities.readReview({ reviewId: mine ?? '' });
    assert.deepEqual([status, note], ['blocked', 'you blocked the uploader Bad Rips']);
    assert.equal((await activities.readReview({ reviewId: other ?? '' })).status, 'open');
    const words = await block(servers.deps, { kind: 'word', value: 'torrent 4' });
    assert.deepEqual(words.endedReviews, [other]);
    const since = await of('5', 'Bad Rips');
    const again = await block(servers.deps, { kind: 'uploader', value: 'Bad Rips' });
    assert.deepEqual(again.endedReviews, [since]);
    await settleReviews(deps);
    assert.deepEqual(
      [...(await sql`SELECT id FROM reviews WHERE NOT is_told AND status <> 'approved'`)],
      [],
    );
  });
});

describe('workflows of reviews', () => {
  it('are started once each, and told what was superseded', async () => {
    const { client, sql } = servers.deps;
    const id = await ask('1', 'a');
    assert.deepEqual(await activities.openReviews({ runId: books.runId }), { opened: 1 });
    assert.deepEqual(await activities.openReviews({ runId: books.runId }), { opened: 0 });
    await deps.reviews.start({ id, title: 'again' });
    const line = await books.choose({ sourceId: '2', gapKeys: ['a'] });
    await confirm(sql, line, 'queued');
    await settleReviews(deps);
    await settleReviews(deps);
    const { events } = await client.workflow.getHandle(`review-${id}`).fetchHistory();
    const signals = (events ?? []).filter(
      (event) => event.workflowExecutionSignaledEventAttributes,
    );
    assert.equal(signals.length, 1);
  });

  it('are started whatever their title’s length', async () => {
    for (const title of ['x'.repeat(2_000), '竜'.repeat(400), '']) {
      const id = await ask(String(title.length), 'a');
      await deps.reviews.start({ id, title });
      const described = await servers.deps.client.workflow.getHandle(`review-${id}`).describe();
      assert.equal(described.status.name, 'RUNNING');
      assert.ok(title.startsWith(((await described.staticSummary()) ?? '').replace(/…$/, '')));
    }
  });

  it('that are gone need not be told', async () => {
    const id = await ask('1', 'a');
    await confirm(
      servers.deps.sql,
      await books.choose({ sourceId: '2', gapKeys: ['a'] }),
      'queued',
    );
    await settleReviews(deps);
    assert.equal((await activities.readReview({ reviewId: id })).status, 'superseded');
  });
});

describe('what the judge doubts', () => {
  const GAP = makeKnownGap();
  const OTHER_READER = makeCandidate({ sourceId: '77', narrators: ['Ann Reader'] });
  const account = { userClass: null, ratio: null, bonusPoints: null, wedges: null, unsatisfied: 0 };

  /** A run with one gap whose work is known, and one search that brings these. */
  async function judge(
    name: string,
    candidates: readonly Candidate[],
    { dryRun = false, with: given = deps }: { dryRun?: boolean; with?: Dependencies } = {},
  ) {
    const { sql } = servers.deps;
    const id = await insertRun(sql, {
      ...{ workflowId: name, executionId: name, kind: 'sync', taskName: 'full_sync' },
      ...{ dryRun, library: null, searchText: null },
    });
    const finding = { gap: GAP, state: 'open', sources: [], releaseDate: null } as const;
    const run = { id, kind: 'sync', library: null, searchAll: false } as const;
    await sql.begin((tx) => saveFindings(tx, run, [finding]));
    const term = { kind: 'series', text: name, label: name, gapKeys: [GAP.key] } as const;
    await saveTerms(sql, id, { terms: [term], beyondCap: [] });
    const read = { pages: 1, total: candidates.length, isCut: false, requests: 1, waitedMs: 0 };
    const seen = { ...read, candidates, account };
    return createDesk(given).judgeTerm(id, await getTerm(sql, id, 1), seen);
  }

  it('opens one review, with the term’s end', async () => {
    const judged = await judge(`doubt-${runs}`, [OTHER_READER]);
    assert.deepEqual([judged?.doubted, judged?.asked, judged?.refused], [1, 1, 0]);
    const [review] = await reviewsAbout(servers.deps, '77');
    assert.equal(review?.status, 'open');
    const again = await judge(`doubt-again-${runs}`, [OTHER_READER]);
    assert.deepEqual([again?.doubted, again?.asked], [1, 0], 'it waits already');
  });

  it('does not keep what fits from being chosen', async () => {
    await judge(`doubt-${runs}`, [OTHER_READER]);
    const judged = await judge(`fits-${runs}`, [makeCandidate({ sourceId: '78' })]);
    assert.equal(judged?.chosen.length, 1);
  });

  it('opens nothing in a dry run', async () => {
    const judged = await judge(`dry-${runs}`, [OTHER_READER], { dryRun: true });
    assert.deepEqual([judged?.doubted, judged?.asked], [1, 0]);
    assert.deepEqual(await reviewsAbout(servers.deps, '77'), []);
  });

  it('and was refused is never asked about again; nor is what fits and was refused chosen', async () => {
    const fits = makeCandidate({ sourceId: '78' });
    await judge(`doubt-${runs}`, [OTHER_READER]);
    const [review] = await reviewsAbout(servers.deps, '77');
    await activities.decideReview({ reviewId: review?.id ?? '', word: 'refuse' });
    const fit = await books.ask({ sourceId: '78', gapKeys: [GAP.key] });
    await activities.decideReview({ reviewId: fit ?? '', word: 'refuse' });
    const judged = await judge(`after-${runs}`, [OTHER_READER, fits]);
    assert.deepEqual([judged?.asked, judged?.accepted, judged?.refused], [0, 0, 2]);
    assert.equal((await reviewsAbout(servers.deps, '77')).length, 1);
  });

  it('gives way to the second best, when the best was refused', async () => {
    const [best, second] = [
      makeCandidate({ sourceId: '78', seeders: 90 }),
      makeCandidate({ sourceId: '79', seeders: 10 }),
    ];
    const id = await books.ask({ sourceId: '78', gapKeys: [GAP.key] });
    await activities.decideReview({ reviewId: id ?? '', word: 'block' });
    const judged = await judge(`second-${runs}`, [best, second]);
    assert.deepEqual(
      judged?.chosen.map(({ title }) => title),
      [second.title],
    );
  });

  for (const [mode, dryRun, got] of [
    ['auto', false, NO_SLOT.queue],
    ['propose', false, NO_SLOT.propose],
    ['propose', true, NO_SLOT.look],
  ] as const) {
    it(`waits for a slot, and says of what: ${mode}${dryRun ? ', dry run' : ''}`, async () => {
      const { config } = deps;
      const gaps = { ...config.gaps, maxDownloadsPerRun: 0 };
      const given = { ...deps, config: { ...config, gaps, queueMode: mode } };
      const fits = [makeCandidate({ sourceId: '78' })];
      await judge(`slot-${mode}-${String(dryRun)}-${runs}`, fits, { dryRun, with: given });
      const [decided] = await deps.sql<{ got: string }[]>`
        SELECT decision->'reasons'->0->>'got' AS got FROM decisions ORDER BY candidate_id DESC LIMIT 1`;
      assert.equal(decided?.got, got);
    });
  }
});

describe('the searches of a run', () => {
  it('count as searched in vain only what waits for nobody', async () => {
    const { sql } = servers.deps;
    const keys = ['series:one:a:1', 'series:two:b:1', 'series:three:c:1'];
    const findings = keys.map((key) => ({
      ...({ state: 'open', sources: [], releaseDate: null } as const),
      gap: makeKnownGap({}, { key, authors: [key] }),
    }));
    const analyse = async (name: string) => {
      const id = await insertRun(sql, {
        ...{ workflowId: name, executionId: name, kind: 'sync', taskName: 'full_sync' },
        ...{ dryRun: false, library: null, searchText: null },
      });
      const run = { id, kind: 'sync', library: null, searchAll: false } as const;
      await sql.begin((tx) => saveFindings(tx, run, findings));
      return id;
    };
    await analyse(`terms-before-${runs}`);
    await sql`UPDATE gaps SET next_try_at = now() + interval '1 day'`;
    await ask('1', keys[0] ?? '');
    const runId = await analyse(`terms-${runs}`);
    await termActivities(deps).generateTerms({ runId });
    const [event] = await sql<{ resting: number }[]>`
      SELECT (fields->>'resting')::int AS resting FROM run_events
      WHERE run_id = ${runId} AND kind = 'terms-made'`;
    assert.equal(event?.resting, 2);
  });
});
