import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { run } from '../../src/cli/run.ts';
import { listBlocks } from '../../src/db/blocks.ts';
import { connect } from '../../src/index.ts';
import { decideReviews, listReviews } from '../../src/operations/index.ts';
import { writtenTerminal } from '../cli/terminal.ts';
import { openExecution, reviewsAbout, untilReview } from '../support/reviews.ts';
import { countOutcomes, gapsOf, reportOf, startSync } from '../support/runs.ts';
import { createSmallWorld } from '../support/small-world.ts';
import { startStack, type Stack, type WorkerProcess } from '../support/stack.ts';
import { historiesOf, leaksIn } from '../support/traces.ts';
import { until } from '../support/until.ts';

/** Eight searches find something, two more than a run may choose. */
const world = createSmallWorld({ terms: 10, fits: [0, 1, 2, 3, 4, 5, 6, 7] });
const CAP = 6;

describe('everything proposed: QUEUE_MODE=propose', () => {
  let stack: Stack;
  let worker: WorkerProcess;
  let first: string;

  before(async () => {
    const settings = { QUEUE_MODE: 'propose', GAP_MAX_DOWNLOADS_PER_RUN: String(CAP) };
    stack = await startStack({ world, qbittorrent: '5.1', settings });
    worker = await stack.startWorker();
    const next = await startSync(stack, 'proposing');
    first = next.runId;
    const { failureType, failureMessage } = await next.ended();
    assert.equal(failureType, null, failureMessage);
  });
  after(() => stack.stop());

  async function mamcrawler(...words: readonly string[]) {
    const terminal = writtenTerminal({ env: stack.env });
    const code = await run(words, terminal);
    return { code, ...terminal.written };
  }

  const deps = () => ({ sql: stack.sql, client: stack.client });
  const downloads = (sourceId: string) =>
    stack.sandbox.tracker.log.entries.filter(
      ({ kind, tid }) => kind === 'download' && tid === sourceId,
    ).length;
  const inClient = () => stack.sandbox.qbittorrent?.torrents().length ?? -1;
  const sourceOf = (index: number) => world.series[index]?.sourceId ?? '';
  async function reviewOf(index: number): Promise<string> {
    const about = await reviewsAbout(stack, sourceOf(index));
    return about.at(-1)?.id ?? '';
  }

  it('queues nothing: each acceptance waits in a workflow of its own, within the cap', async () => {
    assert.equal(inClient(), 0);
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5, 6].map((index) => downloads(sourceOf(index))),
      [0, 0, 0, 0, 0, 0, 0],
    );
    const open = await listReviews(deps());
    assert.equal(open.length, CAP);
    for (const { reviewId, title, why } of open) {
      assert.equal(why, 'proposed');
      const described = await stack.client.workflow.getHandle(`review-${reviewId}`).describe();
      assert.equal(described.status.name, 'RUNNING');
      assert.equal(await described.staticSummary(), title);
    }
    assert.deepEqual(await countOutcomes(stack, first), {
      'to-review': CAP,
      deferred: 2,
      'not-found': 2,
    });
  });

  it('leaves a report that names each review and how to decide it', async () => {
    const { json, markdown } = await reportOf(stack, first);
    assert.equal(json.status, 'completed');
    assert.equal(json.reviews?.length, CAP);
    assert.match(markdown, /6 candidates wait for your review\./);
    for (const { reviewId } of json.reviews ?? []) {
      assert.match(markdown, new RegExp(`^- Review ${reviewId}: \\*\\*Volume 2 of `, 'm'));
    }
    assert.match(markdown, /`mamcrawler review approve \d+` queues one/);
  });

  it('is listed by the command line, with all that a person wants to know', async () => {
    const { code, out } = await mamcrawler('review');
    assert.equal(code, 0);
    const id = await reviewOf(0);
    const { name, author } = world.series[0] ?? { name: '', author: '' };
    const [block] = out.split('\n\n');
    const lines = (block ?? '').split('\n');
    assert.equal(lines[0], `${id}  ${name} 2: “Volume 2 of ${name}”, by ${author}`);
    assert.equal(lines[1], '    read by Wren Whitlock; m4b; 419 MB; 12 seeders');
    assert.equal(lines[2], '    Chosen as the only one that fits.');
    assert.match(
      lines[3] ?? '',
      /^ {4}Proposed; waits since \d{4}-\d\d-\d\d .+; asked by proposing-\d+; torrent \d+$/,
    );
    assert.match(out, /6 reviews wait for your word: mamcrawler review approve\|refuse/);
    const shown = await mamcrawler('review', 'show', sourceOf(0), '--json');
    assert.equal(JSON.parse(shown.out).reviewId, id);
  });

  it('keeps waiting over a restart of the worker', async () => {
    const id = await reviewOf(0);
    const execution = await openExecution(stack, id);
    assert.equal(await worker.stop(), 0);
    worker = await stack.startWorker();
    assert.equal(await openExecution(stack, id), execution);
    assert.ok(execution !== null);
  });

  it('approved twice at once, it is queued once', async () => {
    const id = await reviewOf(0);
    const answers = await Promise.all([
      decideReviews(deps(), [id], 'approve'),
      decideReviews(deps(), [sourceOf(0)], 'approve'),
    ]);
    assert.deepEqual(
      answers.flat().map(({ reviewId, isDone }) => [reviewId, isDone]),
      [
        [id, true],
        [id, true],
      ],
    );
    await untilReview(stack, id, 'queued');
    assert.equal(downloads(sourceOf(0)), 1);
    assert.equal(inClient(), 1);
    await until('its workflow ends', async () =>
      (await openExecution(stack, id)) === null ? true : undefined,
    );
  });

  it('answers a word that comes too late by saying how it ended', async () => {
    const [answer] = await decideReviews(deps(), [await reviewOf(0)], 'refuse');
    assert.deepEqual([answer?.isDone, answer?.what], [false, 'it ended already as queued']);
    const { code, out } = await mamcrawler('review', 'block', await reviewOf(0));
    assert.equal(code, 1);
    assert.match(out, /: it ended already as queued\.$/m);
    const [again] = await decideReviews(deps(), [await reviewOf(0)], 'approve');
    assert.equal(again?.isDone, true);
  });

  it('refused, blocked or excluded, it ends at once, and nothing is fetched', async () => {
    for (const [index, word, status] of [
      [1, 'refuse', 'refused'],
      [2, 'block', 'blocked'],
      [3, 'exclude', 'excluded'],
    ] as const) {
      const id = await reviewOf(index);
      const { code, out } = await mamcrawler('review', word, id);
      assert.equal(code, 0);
      assert.match(out, new RegExp(`^${id}  “Volume 2 of .+”: .*${status}\\.$`, 'm'));
      await untilReview(stack, id, status);
      assert.equal(downloads(sourceOf(index)), 0);
    }
    const blocked = await listBlocks(stack.sql);
    assert.deepEqual(
      blocked.map(({ kind, value }) => [kind, value]),
      [['torrent', sourceOf(2)]],
    );
    const choices = await stack.sql`SELECT scope, key, label, choice FROM gap_choices`;
    const { gapKey: key, name } = world.series[3] ?? { gapKey: '', name: '' };
    assert.deepEqual([...choices], [{ scope: 'gap', key, label: `${name} 2`, choice: 'exclude' }]);
  });

  it('is approved by a plain Temporal update, and by another program', async () => {
    const [plain, remote] = [await reviewOf(4), await reviewOf(5)];
    const handle = stack.client.workflow.getHandle(`review-${plain}`);
    const answer = await handle.executeUpdate('approve');
    assert.deepEqual(answer, { reviewId: plain, status: 'approved', note: null });
    await using control = await connect({ address: stack.temporal().address });
    assert.equal((await control.review(remote)).status, 'open');
    assert.equal((await control.decideReview(remote, 'approve')).status, 'approved');
    await untilReview(stack, plain, 'queued');
    await untilReview(stack, remote, 'queued');
    assert.deepEqual([downloads(sourceOf(4)), downloads(sourceOf(5))], [1, 1]);
    await assert.rejects(control.decideReview('999', 'refuse'), { kind: 'unknown-review' });
  });

  it('a name that nobody knows is refused before any word is said', async () => {
    const other = await reviewsAbout(stack, sourceOf(6));
    assert.deepEqual(other, []);
    await assert.rejects(decideReviews(deps(), [await reviewOf(1), sourceOf(6)], 'approve'), {
      kind: 'unknown-review',
      remedy: new RegExp(`did you mean ${sourceOf(6).slice(0, 3)}`),
    });
  });

  it('the next run asks about nothing that was decided, and proposes what was left', async () => {
    const next = await startSync(stack, 'proposing', { all: true });
    assert.equal((await next.ended()).failureType, null);
    const open = await listReviews(deps());
    assert.deepEqual(
      open.map(({ sourceId }) => sourceId),
      [sourceOf(6), sourceOf(7)],
    );
    for (const index of [1, 2]) {
      assert.deepEqual((await reviewsAbout(stack, sourceOf(index))).length, 1, `series ${index}`);
    }
    const outcomes = new Map(
      (await gapsOf(stack, next.runId)).map((gap) => [gap.key, gap.outcome]),
    );
    const outcomeOf = (index: number) => outcomes.get(world.series[index]?.gapKey ?? '');
    assert.deepEqual([0, 1, 2, 4, 6].map(outcomeOf), [
      'already-queued',
      'refused',
      'refused',
      'already-queued',
      'to-review',
    ]);
    assert.equal(inClient(), 3);
  });

  it('what was filled otherwise is settled by the next run, which asks nothing itself', async () => {
    const id = await reviewOf(7);
    await stack.sql`
      UPDATE acquisitions SET gap_keys = array_append(gap_keys, ${world.series[7]?.gapKey ?? ''})
      WHERE source_id = ${sourceOf(5)}`;
    const next = await startSync(stack, 'proposing');
    assert.equal((await next.ended()).failureType, null);
    const { note } = await untilReview(stack, id, 'superseded');
    assert.match(note ?? '', /^what it would fill is on its way by “Volume 2 of /);
    await until('its workflow ends', async () =>
      (await openExecution(stack, id)) === null ? true : undefined,
    );
  });

  it('what still waits is asked about once, and is still the gap’s outcome a run later', async () => {
    const next = await startSync(stack, 'proposing');
    assert.equal((await next.ended()).failureType, null);
    assert.equal((await reviewsAbout(stack, sourceOf(6))).length, 1);
    const gap = (await gapsOf(stack, next.runId)).find(
      ({ key }) => key === world.series[6]?.gapKey,
    );
    assert.deepEqual([gap?.outcome, gap?.sourceId], ['to-review', sourceOf(6)]);
    const { markdown } = await reportOf(stack, next.runId);
    assert.match(markdown, /It waits since an earlier run\./);
  });

  it('a dry run opens nothing and changes nothing', async () => {
    const options = { taskQueue: 'mamcrawler', workflowId: 'dry', args: [{ dryRun: true }] };
    const before = await stack.sql`SELECT id, status FROM reviews ORDER BY id`;
    await stack.client.workflow.execute('fullSync', options);
    assert.deepEqual(
      [...(await stack.sql`SELECT id, status FROM reviews ORDER BY id`)],
      [...before],
    );
  });

  it('gets its workflow again when that was lost: at the worker’s start, and with a word', async () => {
    const id = await reviewOf(6);
    await stack.client.workflow.getHandle(`review-${id}`).terminate('by a test');
    await worker.stop();
    worker = await stack.startWorker();
    assert.ok((await openExecution(stack, id)) !== null);
    await stack.client.workflow.getHandle(`review-${id}`).terminate('by a test');
    stack.sandbox.tracker.faults.set({ name: 'download-refused' });
    const [answer] = await decideReviews(deps(), [id], 'approve');
    assert.deepEqual([answer?.isDone, answer?.status], [true, 'approved']);
  });

  it('waits while the tracker gives no more torrents, and may be refused meanwhile', async () => {
    const id = await reviewOf(6);
    const { note } = await until('it says why it waits', async () => {
      const [found] = await listReviews(deps());
      return found?.note === null ? undefined : found;
    });
    assert.match(note ?? '', /^it waits: .+ tried again every hour$/);
    const [answer] = await decideReviews(deps(), [id], 'refuse');
    assert.deepEqual([answer?.isDone, answer?.status], [true, 'refused']);
    const [line] = await stack.sql<{ status: string }[]>`
      SELECT status FROM acquisitions WHERE review_id = ${id}`;
    assert.equal(line?.status, 'failed');
    stack.sandbox.tracker.faults.clear();
    assert.equal(inClient(), 3);
  });

  it('a refusal is taken back, and what is approved then waits while the account can’t afford it', async () => {
    const id = await reviewOf(6);
    // The account as the last run read it has as many unsatisfied torrents as its class may have.
    await stack.sql`
      UPDATE runs SET account = jsonb_set(account, '{unsatisfied}', '150') WHERE account IS NOT NULL`;
    const { code, out } = await mamcrawler('review', 'reopen', id);
    assert.equal(code, 0, out);
    assert.match(
      out,
      /: it waits for your word again; its gaps are searched for at the next run\./,
    );
    const before = downloads(sourceOf(6));
    const [answer] = await decideReviews(deps(), [id], 'approve');
    assert.equal(answer?.status, 'approved');
    const { note } = await until('it says why it waits', async () => {
      const [found] = await listReviews(deps());
      return found?.note === null ? undefined : found;
    });
    assert.match(
      note ?? '',
      /^it waits: .*unsatisfied.* \(by the account as a run read it last.+\); it is tried again every hour$/,
    );
    const [line] = await stack.sql<{ status: string }[]>`
      SELECT status FROM acquisitions WHERE review_id = ${id}`;
    assert.equal(line?.status, 'chosen', 'it is not given up');
    assert.deepEqual([downloads(sourceOf(6)) - before, inClient()], [0, 3]);
  });

  it('and is queued once the account can, at the next try', async () => {
    const id = await reviewOf(6);
    await stack.sql`
      UPDATE runs SET account = jsonb_set(account, '{unsatisfied}', '3') WHERE account IS NOT NULL`;
    // News wakes it as the hour does.
    await stack.client.workflow.getHandle(`review-${id}`).signal('supersede');
    await untilReview(stack, id, 'queued');
    assert.equal(inClient(), 4);
  });

  it('no secret is in a review’s history', async () => {
    const secrets = new Map(stack.sandbox.secrets.map((secret, at) => [`sandbox ${at}`, secret]));
    secrets.set("the database's password", new URL(stack.databaseUrl).password);
    assert.ok(secrets.size > 5);
    const histories = (await historiesOf(stack)).filter(({ place }) => / review-\d+$/.test(place));
    assert.ok(histories.length >= 2 * CAP, `${histories.length} histories`);
    assert.deepEqual(leaksIn(histories, secrets), []);
  });
});
