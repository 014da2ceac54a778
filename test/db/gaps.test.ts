import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { saveJudged } from '../../src/db/candidates.ts';
import {
  excludedGapKeys,
  listRunGaps,
  saveFindings,
  settleRunGaps,
  wakeGaps,
  type AnalysingRun,
} from '../../src/db/gaps.ts';
import { readKnownWorks } from '../../src/db/known-works.ts';
import { insertRun } from '../../src/db/runs.ts';
import { listStandingGaps, setGapStates } from '../../src/db/standing-gaps.ts';
import { getTerm, saveTerms } from '../../src/db/terms.ts';
import type { Decision } from '../../src/domain/decision.ts';
import { GAP_STATES, type StandingGap } from '../../src/domain/standing.ts';
import { makeCandidate, makeKnown, makeKnownGap } from '../domain/make.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
before(async () => {
  database = await startDatabase();
});
after(() => database.stop());
beforeEach(() => database.sql`TRUNCATE runs, gaps, known_works CASCADE`);

let begun = 0;

async function begin(parts: Partial<AnalysingRun> = {}): Promise<AnalysingRun> {
  begun += 1;
  const run = { kind: 'sync', library: null, searchAll: false, ...parts } as const;
  const name = `run-${begun}`;
  const more = { workflowId: name, executionId: name, taskName: 'full_sync', dryRun: false };
  return { ...run, id: await insertRun(database.sql, { ...run, ...more, searchText: null }) };
}

function finding(key: string, parts: Partial<StandingGap> = {}): StandingGap {
  const gap = makeKnownGap({}, { key });
  return { gap, state: 'open', sources: [], releaseDate: null, ...parts };
}

/** An analysis that finds these; the run that it was part of. */
async function analyse(
  findings: readonly StandingGap[],
  parts: Partial<AnalysingRun> = {},
): Promise<AnalysingRun> {
  const run = await begin(parts);
  await save(run, findings);
  return run;
}

async function save(run: AnalysingRun, findings: readonly StandingGap[]): Promise<void> {
  await database.sql.begin((tx) => saveFindings(tx, run, findings));
}

async function standing() {
  const rows = await listStandingGaps(database.sql, { states: GAP_STATES });
  return new Map(rows.map((row) => [row.gap.key, row]));
}

async function statesNow(): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries([...(await standing())].map(([key, { state }]) => [key, state]));
}

async function runGaps(run: AnalysingRun) {
  const rows = await listRunGaps(database.sql, run.id);
  return rows.map(({ gap, isResting, isReleased }) => [gap.key, isResting, isReleased]);
}

/** Lets a gap rest for some hours from now; a negative number: it is due since then. */
async function rest(key: string, hours: number): Promise<void> {
  await database.sql`
    UPDATE gaps SET tries = 1, next_try_at = clock_timestamp() + ${hours} * interval '1 hour'
    WHERE key = ${key}`;
}

describe('an analysis', () => {
  it('keeps the day on which a gap was first seen, and brings all else up to date', async () => {
    await analyse([finding('a')]);
    await database.sql`UPDATE gaps SET first_seen = '2026-01-02T00:00:00Z'`;
    const sources = [{ source: 'audible', asOf: '2026-11-20T10:00:00.000Z' }];
    await analyse([finding('a', { state: 'upcoming', sources, releaseDate: '2027-03-02' })]);
    const a = (await standing()).get('a');
    assert.equal(a?.firstSeen.toISOString(), '2026-01-02T00:00:00.000Z');
    assert.ok((a?.lastSeen.getTime() ?? 0) > Date.parse('2026-01-02'));
    assert.deepEqual([a?.state, a?.releaseDate, a?.sources], ['upcoming', '2027-03-02', sources]);
  });

  it('ties the open gaps alone to its run', async () => {
    const states = ['open', 'upcoming', 'question', 'excluded'] as const;
    const run = await analyse(states.map((state) => finding(state, { state })));
    assert.deepEqual(await runGaps(run), [['open', false, false]]);
    assert.deepEqual(await statesNow(), Object.fromEntries(states.map((state) => [state, state])));
  });

  const partial: readonly (readonly [string, Partial<AnalysingRun>, string])[] = [
    ['a sync of all libraries', {}, 'gone'],
    ['a sync of one library', { library: 'Audiobooks' }, 'open'],
    ['a search', { kind: 'search' }, 'open'],
  ];
  for (const [what, parts, state] of partial) {
    it(`of ${what} leaves what it does not find ${state}`, async () => {
      await analyse([finding('a'), finding('b'), finding('c', { state: 'excluded' })]);
      await analyse([finding('a')], parts);
      const rest = state === 'gone' ? 'gone' : 'excluded';
      assert.deepEqual(await statesNow(), { a: 'open', b: state, c: rest });
      await analyse([finding('b')]);
      assert.equal((await statesNow())['b'], 'open', 'it is lacking again');
    });
  }

  it('tells what was upcoming and is out, also when it is made again', async () => {
    await analyse([finding('a', { state: 'upcoming' }), finding('b')]);
    const run = await analyse([finding('a'), finding('b')]);
    const expected = [
      ['a', false, true],
      ['b', false, false],
    ];
    assert.deepEqual(await runGaps(run), expected);
    await save(run, [finding('a'), finding('b')]);
    assert.deepEqual(await runGaps(run), expected);
    assert.deepEqual(await runGaps(await analyse([finding('a')])), [['a', false, false]]);
  });

  it('marks what rests, unless a person asks', async () => {
    const findings = [finding('due'), finding('new'), finding('rests')];
    await analyse(findings);
    await rest('due', -1);
    await rest('rests', 1);
    const resting = async (parts: Partial<AnalysingRun>) =>
      (await runGaps(await analyse(findings, parts))).map(([, isResting]) => isResting);
    assert.deepEqual(await resting({}), [false, false, true]);
    assert.deepEqual(await resting({ searchAll: true }), [false, false, false]);
    assert.deepEqual(await resting({ kind: 'search' }), [false, false, false]);
  });
});

describe('what became of a gap', () => {
  const tomorrow = new Date(Date.UTC(2099, 0, 2));
  const settled = { detail: '', sourceId: null, tries: 1, nextTryAt: tomorrow, isStill: false };

  it('is kept with its tries, and counted once however often it is told', async () => {
    const run = await analyse([finding('a')]);
    const [row] = await listRunGaps(database.sql, run.id);
    const line = { ...settled, id: row?.id ?? '', outcome: 'not-found' as const };
    await settleRunGaps(database.sql, run.id, [line]);
    await settleRunGaps(database.sql, run.id, [{ ...line, tries: 2 }]);
    const a = (await standing()).get('a');
    assert.deepEqual([a?.tries, a?.lastOutcome, a?.nextTryAt], [1, 'not-found', tomorrow]);
    assert.ok(a?.lastTriedAt instanceof Date);
  });

  it('is forgotten when the gap was no gap in between: what came out is due at once', async () => {
    await analyse([finding('a')]);
    await database.sql`UPDATE gaps SET tries = 4, next_try_at = '2099-01-01', state = 'upcoming'`;
    const run = await analyse([finding('a')]);
    const a = (await standing()).get('a');
    assert.deepEqual([a?.state, a?.tries, a?.nextTryAt], ['open', 0, null]);
    assert.deepEqual(
      (await listRunGaps(database.sql, run.id)).map(({ isResting, isReleased }) => [
        isResting,
        isReleased,
      ]),
      [[false, true]],
    );
  });

  it('leaves a gap that rested as it was', async () => {
    const run = await analyse([finding('a')]);
    await database.sql`UPDATE gaps SET last_outcome = 'refused', tries = 3`;
    const [row] = await listRunGaps(database.sql, run.id);
    const line = { ...settled, id: row?.id ?? '', outcome: 'resting' as const, isStill: true };
    await settleRunGaps(database.sql, run.id, [line]);
    const a = (await standing()).get('a');
    assert.deepEqual([a?.tries, a?.lastOutcome, a?.nextTryAt], [3, 'refused', null]);
    assert.equal(a?.lastTriedAt, null);
    assert.equal((await listRunGaps(database.sql, run.id))[0]?.outcome, 'resting');
  });
});

function refusal(name: 'abridged' | 'wrong-series', ...gapKeys: readonly string[]): Decision {
  const reason = { name, got: 'this', want: 'that' };
  return { verdict: 'refuse', gapKeys, reasons: [reason], nearMiss: true };
}

/** A run judges one candidate, and gaps are woken by it. */
async function judge(sourceId: string, decision: Decision): Promise<void> {
  const { sql } = database;
  const { id: runId } = await begin();
  const term = { kind: 'series', text: 'x', label: 'x', gapKeys: [] } as const;
  await saveTerms(sql, runId, { terms: [term], beyondCap: [] });
  const { id: termId } = await getTerm(sql, runId, 1);
  const judged = [{ candidate: makeCandidate({ sourceId }), decision }];
  await sql.begin(async (tx) => {
    await saveJudged(tx, { runId, termId }, judged);
    await wakeGaps(tx, runId, judged);
  });
}

describe('a gap that rests', () => {
  async function isResting(): Promise<boolean> {
    return (await runGaps(await analyse([finding('a')])))[0]?.[1] === true;
  }

  beforeEach(async () => {
    await analyse([finding('a')]);
    await rest('a', 24);
  });

  it('is due again when something new is seen of it', async () => {
    await judge('1', refusal('abridged', 'a', 'b'));
    assert.equal(await isResting(), false);
  });

  it('is not woken by what an earlier run has seen', async () => {
    await judge('1', refusal('abridged', 'b'));
    await judge('1', refusal('abridged', 'a'));
    assert.equal(await isResting(), true);
  });

  it('is not woken by what only came nearest to it', async () => {
    await judge('1', refusal('wrong-series', 'a'));
    assert.equal(await isResting(), true);
  });

  it('is not put off by it when it is due', async () => {
    await rest('a', -24);
    const before = (await standing()).get('a')?.nextTryAt;
    await judge('1', refusal('abridged', 'a'));
    assert.deepEqual((await standing()).get('a')?.nextTryAt, before);
  });
});

it('what a person excludes while a run is under way is known to it, and stays tied to it', async () => {
  const run = await analyse([finding('a'), finding('b')]);
  const a = (await standing()).get('a');
  await database.sql.begin((tx) => setGapStates(tx, [{ id: a?.id ?? '', state: 'excluded' }]));
  assert.deepEqual(await excludedGapKeys(database.sql, run.id), new Set(['a']));
  assert.equal((await listRunGaps(database.sql, run.id)).length, 2);
});

it('known works come in pages, each of its source, with the day on which it was told last', async () => {
  const { sql } = database;
  const work = { ...makeKnown({ id: '1', title: 'A tale' }) };
  await sql`
    INSERT INTO known_works (source, source_id, work, confirmed_at)
    SELECT source, n, ${sql.json({ ...work, series: [] })}, '2026-11-20T10:00:00Z'
    FROM unnest(ARRAY['audible', 'google-books']) AS source, generate_series(1, 1500) AS n`;
  let pages = 0;
  const ids = new Set<string>();
  for await (const page of readKnownWorks(sql)) {
    pages += 1;
    for (const { id, asOf } of page) {
      ids.add(id);
      assert.equal(asOf, '2026-11-20T10:00:00.000Z');
    }
  }
  assert.deepEqual([pages, ids.size], [2, 3_000]);
  assert.ok(ids.has('audible:1') && ids.has('google-books:1500'));
});
