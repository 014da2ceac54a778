import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { endText } from '../../src/cli/end-text.ts';
import { loadConfig } from '../../src/config.ts';
import { choose, confirm, failAcquisition } from '../../src/db/acquisitions.ts';
import { saveJudged } from '../../src/db/candidates.ts';
import { addEvent } from '../../src/db/events.ts';
import { saveReport } from '../../src/db/reports.ts';
import { enterPhase, finishRun } from '../../src/db/runs.ts';
import { endRequest } from '../../src/db/site-requests.ts';
import * as sites from '../../src/db/sites.ts';
import { finishTerm, getTerm, saveTerms, startTerm } from '../../src/db/terms.ts';
import type { Candidate } from '../../src/domain/candidate.ts';
import type { Term } from '../../src/domain/term.ts';
import {
  findReport,
  listRuns,
  resumeSite,
  runProgress,
  showRun,
  siteState,
} from '../../src/operations/index.ts';
import { makeReport } from '../domain/make-report.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';
import { bookRun } from './servers.ts';

const HOST = 'tracker.example';
const { config } = loadConfig({ MAM_URL: `https://${HOST}/` }, { envFile: null });

let database: TestDatabase;
before(async () => {
  database = await startDatabase();
});
after(() => database.stop());

const deps = () => ({ sql: database.sql, config });

function terms(...labels: string[]): Term[] {
  return labels.map((label) => ({ kind: 'author', text: label, label, gapKeys: [] }));
}

function candidate(sourceId: string): Candidate {
  return {
    source: 'mam',
    sourceId,
    title: `Title ${sourceId}`,
    authors: ['Ada Quill'],
    narrators: [],
    series: [],
    description: '',
    tags: [],
    formats: ['m4b'],
    sizeBytes: 1,
    seeders: 5,
    leechers: 0,
    snatches: 9,
    categoryId: 39,
    language: 'English',
    vip: false,
    freeleech: false,
    abridged: false,
    ownHistory: 'none',
  };
}

/** A crawl that has searched one term of three and is at the second. */
async function crawlUnderWay(workflowId: string): Promise<string> {
  const { sql } = database;
  const id = await bookRun({ sql }, { workflowId });
  await enterPhase(sql, id, 'crawl');
  await saveTerms(sql, id, { terms: terms('One', 'Two', 'Three'), beyondCap: terms('Four') });
  const first = await getTerm(sql, id, 1);
  await startTerm(sql, first.id);
  const because = 'it fits';
  await sql.begin(async (tx) => {
    const ids = await saveJudged(tx, { runId: id, termId: first.id }, [
      { candidate: candidate(`${id}-1`), decision: { verdict: 'accept', gapKeys: ['g'], because } },
      { candidate: candidate(`${id}-2`), decision: refusal('refuse') },
      { candidate: candidate(`${id}-3`), decision: refusal('defer') },
    ]);
    const chosen = [1, 2].map((nth) => ({
      candidateId: ids.get(`${id}-${nth}`) ?? '',
      source: 'mam',
      sourceId: `${id}-${nth}`,
      title: `Title ${nth}`,
      author: 'Ada Quill',
      gapKeys: ['g'],
      workKeys: [],
    }));
    const [queued, failed] = await choose(tx, { id, dryRun: false }, chosen);
    await confirm(tx, queued?.id ?? '', 'queued');
    await failAcquisition(tx, failed?.id ?? '', { name: 'tracker/not-found', what: 'it is gone' });
    await finishTerm(tx, first.id, {
      pages: 1,
      total: 3,
      resultsRead: 0,
      isCut: false,
      candidates: 3,
      requests: 1,
      waitedMs: 5,
    });
  });
  await startTerm(sql, (await getTerm(sql, id, 2)).id);
  return id;
}

function refusal(verdict: 'refuse' | 'defer') {
  const reason = { name: 'run-cap', got: '10', want: 'less' } as const;
  return { verdict, gapKeys: [], reasons: [reason], nearMiss: false } as const;
}

describe('where a run stands', () => {
  it('is told from the books alone: terms, verdicts, torrents, the term at work', async () => {
    const id = await crawlUnderWay('progress');
    const { nextRequestMs: _, remainingMs: __, ...progress } = await runProgress(deps(), id);
    assert.deepEqual(progress, {
      runId: 'progress',
      status: 'running',
      phase: 'crawl',
      paused: false,
      dryRun: false,
      termsDone: 1,
      termsTotal: 3,
      termsFailed: 0,
      term: 'Two',
      found: 3,
      refused: 1,
      deferred: 1,
      asked: 0,
      queued: 1,
      wouldQueue: 0,
      alreadyThere: 0,
      failed: 1,
    });
  });

  it('counts what is in doubt, so that all that was found is accounted for', async () => {
    const { sql } = database;
    const id = await bookRun({ sql }, { workflowId: 'doubt', dryRun: true });
    await saveTerms(sql, id, { terms: terms('One'), beyondCap: [] });
    const { id: termId } = await getTerm(sql, id, 1);
    const reason = { name: 'doubtful', got: 'this', want: 'that' } as const;
    const ask = { verdict: 'ask', gapKeys: [], reasons: [reason], nearMiss: false } as const;
    await sql.begin((tx) =>
      saveJudged(tx, { runId: id, termId }, [
        { candidate: candidate('d-1'), decision: ask },
        { candidate: candidate('d-2'), decision: refusal('refuse') },
      ]),
    );
    const progress = await runProgress(deps(), id);
    assert.deepEqual([progress.found, progress.refused, progress.asked], [2, 1, 1]);
    const ended = endText(
      { runId: id, status: 'completed', stop: null, reportPath: null },
      progress,
    );
    assert.match(ended, /2 found, 0 would be queued, 0 deferred, 1 refused, 1 for you to review/);
    assert.doesNotMatch(ended, /mamcrawler review/, 'a dry run opens none');
  });

  it('estimates the rest from the time that the latest terms took', async () => {
    const { sql } = database;
    const id = await crawlUnderWay('estimate');
    assert.equal((await runProgress(deps(), id)).remainingMs, null, 'one term tells nothing');
    const second = await getTerm(sql, id, 2);
    const seen = {
      pages: 1,
      total: 0,
      resultsRead: 0,
      isCut: false,
      candidates: 0,
      requests: 1,
      waitedMs: 0,
    };
    await sql.begin((tx) => finishTerm(tx, second.id, seen));
    await sql`UPDATE terms SET finished_at = finished_at + interval '9 s' WHERE id = ${second.id}`;
    const { remainingMs } = await runProgress(deps(), id);
    assert.ok(remainingMs !== null && remainingMs >= 9_000 && remainingMs < 12_000);
  });

  it('knows a pause from the last word about it', async () => {
    const id = await crawlUnderWay('paused');
    for (const [kind, paused] of [
      ['paused', true],
      ['resumed', false],
      ['paused', true],
    ] as const) {
      await addEvent(database.sql, id, { kind });
      assert.equal((await runProgress(deps(), id)).paused, paused);
    }
  });
});

describe('the next request', () => {
  const { searchIntervalMs, rateLimitMaxMs } = config.tracker;
  const ENDED = { id: 'a request', ofTerm: true, agoMs: 0, isGood: true };

  async function dueAfter(pageOfThisTerm: boolean): Promise<number | null> {
    const { sql } = database;
    await sites.ensureSite(sql, HOST);
    if (!pageOfThisTerm) await endRequest(sql, HOST, ENDED);
    const id = await crawlUnderWay(`due-${pageOfThisTerm}`);
    if (pageOfThisTerm) await endRequest(sql, HOST, ENDED);
    return (await runProgress(deps(), id)).nextRequestMs;
  }

  it('of a new term is due a search interval after the last', async () => {
    const ms = await dueAfter(false);
    assert.ok(ms !== null && ms > rateLimitMaxMs && ms <= searchIntervalMs, String(ms));
  });

  it('for the next page of a term comes sooner', async () => {
    const ms = await dueAfter(true);
    assert.ok(ms !== null && ms > 0 && ms < rateLimitMaxMs, String(ms));
  });

  it('waits out a back-off, and is not foretold while one is under way', async () => {
    const { sql } = database;
    const id = await crawlUnderWay('backed-off');
    await sites.backOff(sql, HOST, { ms: 600_000, reason: 'asked to slow down' });
    const { nextRequestMs } = await runProgress(deps(), id);
    assert.ok(nextRequestMs !== null && nextRequestMs > 590_000);
    await sql`UPDATE sites SET in_flight_since = now() WHERE host = ${HOST}`;
    assert.equal((await runProgress(deps(), id)).nextRequestMs, null);
  });
});

describe('showing a run', () => {
  it('brings its phases, terms, verdicts and torrents, without the sealed files', async () => {
    const id = await crawlUnderWay('shown');
    const shown = await showRun(deps(), id);
    assert.deepEqual(shown.terms, { pending: 2, 'beyond-cap': 1, done: 1, failed: 0 });
    assert.deepEqual(shown.verdicts, { accept: 1, defer: 1, refuse: 1, ask: 0 });
    assert.deepEqual(
      shown.phases.map(({ phase, seconds }) => [phase, seconds]),
      [['crawl', null]],
    );
    assert.deepEqual(
      shown.acquisitions.map(({ status }) => status),
      ['queued', 'failed'],
    );
    for (const line of shown.acquisitions) assert.ok(!('sealedTorrent' in line));
  });

  it('that is not known names those that may have been meant', async () => {
    await bookRun(deps(), { workflowId: 'full-sync-20261123-204455' });
    await assert.rejects(showRun(deps(), 'full-sync-20261123-204456'), {
      name: 'OperationError',
      kind: 'unknown-run',
      message: 'there is no run “full-sync-20261123-204456”',
      remedy: /^did you mean full-sync-20261123-204455\?/,
    });
  });

  it('in a list comes with the newest first', async () => {
    const newest = await bookRun(deps(), { workflowId: 'newest' });
    const [first] = await listRuns(deps(), 2);
    assert.equal(first?.id, newest);
  });
});

describe('a report', () => {
  it('is the one that was made last, whichever run began last', async () => {
    const { sql } = database;
    const sync = await bookRun({ sql }, { workflowId: 'long-sync' });
    const search = await bookRun({ sql }, { workflowId: 'short-search', kind: 'search' });
    for (const runId of [search, sync]) await saveReport(sql, makeReport({ runId }), runId);
    assert.equal((await findReport(deps())).markdown, 'long-sync');
    await sql`DELETE FROM reports`;
  });

  it('that is not there yet says when it comes', async () => {
    await assert.rejects(findReport(deps()), { kind: 'no-report', remedy: /mamcrawler sync/ });
    const id = await bookRun(deps(), { workflowId: 'unreported' });
    await assert.rejects(findReport(deps(), id), { kind: 'no-report', remedy: /runs follow/ });
    await finishRun(database.sql, id, { status: 'failed', stop: null, reportPath: null });
    await assert.rejects(findReport(deps(), id), { kind: 'no-report', remedy: /runs show/ });
    await assert.rejects(findReport(deps(), 'zebra'), { kind: 'unknown-run' });
  });
});

describe('a halted site', () => {
  it('is free again when the owner says so; another stays halted', async () => {
    const { sql } = database;
    for (const host of ['one', 'two']) {
      await sites.ensureSite(sql, host);
      await sites.haltSite(sql, host, { kind: 'captcha', reason: 'a captcha' });
    }
    assert.deepEqual(await resumeSite(deps(), 'one'), ['one']);
    assert.deepEqual(await resumeSite(deps(), 'one'), [], 'nothing was halted any more');
    const halted = (await siteState(deps())).filter((site) => site.haltedAt !== null);
    assert.deepEqual(
      halted.map(({ host, haltReason }) => [host, haltReason]),
      [['two', 'a captcha']],
    );
    await sites.backOff(sql, 'one', { ms: 600_000, reason: 'asked to slow down' });
    await sites.rememberRefusal(sql, HOST, 'a fingerprint');
    assert.deepEqual(await resumeSite(deps()), ['one', HOST, 'two']);
    assert.ok((await siteState(deps())).every((site) => site.haltedAt === null));
    assert.deepEqual(await resumeSite(deps()), []);
  });

  it('that nobody knows is refused, naming those that there are', async () => {
    await assert.rejects(resumeSite(deps(), 'three'), { kind: 'unknown-site', remedy: /one/ });
  });
});
