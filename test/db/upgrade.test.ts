import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { listAcquisitions } from '../../src/db/acquisitions.ts';
import { readDecided } from '../../src/db/candidates.ts';
import type { Sql } from '../../src/db/connect.ts';
import { listRunGaps, saveFindings } from '../../src/db/gaps.ts';
import { readSnapshot } from '../../src/db/items.ts';
import { migrate } from '../../src/db/migrate.ts';
import { ownTorrents } from '../../src/db/own-torrents.ts';
import { ledgerKeys } from '../../src/db/ledger-keys.ts';
import { insertRun } from '../../src/db/runs.ts';
import { takeOver } from '../../src/db/takeovers.ts';
import { indexChoices, standingOf } from '../../src/domain/choices.ts';
import { explainGap } from '../../src/domain/explaining/of-gap.ts';
import type { LibraryItem } from '../../src/domain/item.ts';
import { workKeysOfGap } from '../../src/domain/judge.ts';
import { findLacking } from '../../src/domain/lacking.ts';
import { explainThing, listGaps } from '../../src/operations/index.ts';
import { databaseAt, MIGRATIONS, startDatabase, type TestDatabase } from '../support/database.ts';
import { SERIES, WEEKS, writeYear } from './year-of-runs.ts';

/** Authors of whom the library holds enough to want more. */
const AUTHORS = 59;

/** Of third volumes, by the number of their series: what was told last, and the week of the last try. */
const LAST_OUTCOMES = [
  [3, 'already-queued', 4], // queued in week 4
  [5, 'not-found', WEEKS + 1], // failed in week 6, and was searched for since
  [139, 'not-found', WEEKS], // a dry run would have queued it
  [200, 'refused', WEEKS + 1],
  [201, 'refused', WEEKS],
] as const;

let database: TestDatabase;
let sql: Sql;
let tookMs: number;
/** What stood in each table, and what stands in the same columns now. */
let was: ReadonlyMap<string, string>;
let is: ReadonlyMap<string, string>;

before(async () => {
  database = await startDatabase();
  sql = await databaseAt(database, 'year', ['0001-spine.sql']);
  await writeYear(sql);
  const columns = await columnsNow();
  was = await contents(columns);
  const began = performance.now();
  await migrate(sql, MIGRATIONS);
  tookMs = performance.now() - began;
  is = await contents(columns);
});
after(async () => {
  await sql.end({ timeout: 1 });
  await database.stop();
});

type Columns = ReadonlyMap<string, readonly string[]>;

async function columnsNow(): Promise<Columns> {
  const rows = await sql<{ table: string; columns: string[] }[]>`
    SELECT table_name AS table, array_agg(quote_ident(column_name) ORDER BY ordinal_position) AS columns
    FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name <> 'schema_migrations'
    GROUP BY table_name ORDER BY table_name`;
  return new Map(rows.map(({ table, columns }) => [table, columns]));
}

/** How many rows each table has, and a sum of what they say; a key counts as its present form. */
async function contents(columns: Columns): Promise<ReadonlyMap<string, string>> {
  const sums = new Map<string, string>();
  for (const [table, names] of columns) {
    const [row] = await sql.unsafe<{ sum: string }[]>(`
      SELECT count(*) || ' rows, ' || coalesce(md5(string_agg(line, '|' ORDER BY line)), '') AS sum
      FROM (SELECT replace(row(${names.join(', ')})::text, ' books:', ':') FROM ${table}) AS t (line)`);
    sums.set(table, row?.sum ?? '');
  }
  return sums;
}

const count = (sums: ReadonlyMap<string, string>) =>
  [...sums.values()].reduce((all, sum) => all + Number.parseInt(sum, 10), 0);

/** Keys of a series' gaps, as the judge makes them now. */
const keyOf = (position: number) => sql`
  concat_ws(':', 'series', regexp_replace(named.key, ' books$', ''), author_key, ${position}::int)`;

describe('a year of runs from before the standing list', () => {
  it('lives on, row by row, in seconds', () => {
    assert.ok(count(was) > 80_000, `${count(was)} rows`);
    assert.deepEqual(is, was);
    assert.ok(tookMs < 10_000, `took ${tookMs} ms`);
  });

  it('has the gaps that the last sync found as open and due, and the others as gone', async () => {
    const rows = await sql<{ position: number | null; state: string; count: number }[]>`
      SELECT (gap->'position')::int AS position, state, count(*)::int AS count FROM gaps
      WHERE next_try_at IS NULL AND tries = 0 AND sources = '[{"source": "library", "asOf": null}]'
      GROUP BY 1, 2 ORDER BY 1 NULLS FIRST`;
    assert.deepEqual(
      [...rows],
      [
        { position: null, state: 'open', count: AUTHORS },
        { position: 2, state: 'gone', count: SERIES / 3 },
        { position: 3, state: 'open', count: SERIES },
        { position: 5, state: 'open', count: SERIES },
      ],
    );
  });

  it('tells of each gap what became of it last, when it was searched last, and of no look', async () => {
    const { rows, byKey } = await standing();
    assert.equal(rows.length, SERIES * 2 + AUTHORS);
    for (const [n, outcome, week] of LAST_OUTCOMES) {
      const [row] = await sql<{ key: string; startedAt: Date }[]>`
        SELECT ${keyOf(3)} AS key, started_at AS "startedAt" FROM named, runs
        WHERE n = ${n} AND runs.id = ${`week-${week}`}`;
      const gap = byKey.get(row?.key ?? '');
      assert.equal(gap?.lastOutcome, outcome, row?.key);
      assert.equal(
        gap?.lastTriedAt?.getTime(),
        (row?.startedAt.getTime() ?? 0) + 3 * 3_600_000,
        row?.key,
      );
    }
  });
});

async function standing() {
  const rows = await listGaps({ sql });
  return { rows, byKey: new Map(rows.map((row) => [row.key, row])) };
}

describe('the next run of such a library', () => {
  let runId: string;
  before(async () => {
    const run = { kind: 'sync', library: null, searchAll: false } as const;
    const more = { executionId: '1', taskName: 'full_sync', dryRun: false, searchText: null };
    runId = await insertRun(sql, { ...run, ...more, workflowId: 'next' });
    const library: LibraryItem[] = [];
    for await (const page of readSnapshot(sql, null)) library.push(...page);
    const lacking = findLacking({ library, known: [], policy: {}, today: '2026-12-03' });
    const findings = lacking.gaps.map((work) => standingOf(work, indexChoices([])));
    await sql.begin((tx) => saveFindings(tx, { ...run, id: runId }, findings));
  });

  it('finds the gaps that there were, each the same one', async () => {
    const [row] = await sql<{ gaps: number; firstSeen: Date; week1: Date; open: number }[]>`
      SELECT count(*)::int AS gaps, max(first_seen) AS "firstSeen",
        count(*) FILTER (WHERE state = 'open')::int AS open,
        (SELECT started_at + interval '5 minutes' FROM runs WHERE id = 'week-1') AS week1
      FROM gaps`;
    assert.equal(row?.gaps, SERIES * 2 + SERIES / 3 + AUTHORS);
    assert.equal(row?.open, SERIES * 2 + AUTHORS);
    assert.deepEqual(row?.firstSeen, row?.week1, 'none was first seen now');
  });

  it('searches for all of them but those that are on their way, whatever their series is called', async () => {
    const gaps = await listRunGaps(sql, runId);
    assert.equal(gaps.length, SERIES * 2 + AUTHORS);
    assert.ok(gaps.every(({ isResting, isReleased }) => !isResting && !isReleased));
    const coming = gaps.filter(({ onItsWay }) => onItsWay).map(({ gap }) => gap.key);
    const expected = await sql<{ key: string }[]>`
      SELECT ${keyOf(3)} AS key FROM named
      WHERE n <= 140 AND n % 7 < 5 ORDER BY key COLLATE "C"`;
    assert.deepEqual(
      coming,
      expected.map(({ key }) => key),
    );
    assert.ok(coming.includes('series:ridge e:ann bson:3'), 'one of “Ridge E Books”');
  });

  it('chooses nothing again: torrents, works and gaps of the ledger are known as such', async () => {
    const keys = await sql.begin((tx) => ledgerKeys(tx, runId));
    const gaps = await listRunGaps(sql, runId);
    for (const { gap, onItsWay } of gaps) {
      if (gap.position !== 3) continue;
      assert.equal(keys.gapKeys.has(gap.key), onItsWay, gap.key);
      assert.equal(
        workKeysOfGap(gap).some((key) => keys.workKeys.has(key)),
        onItsWay,
        gap.key,
      );
    }
    assert.equal(keys.sourceIds.size, 100);
  });

  it('goes on with what was begun, once, oldest first, sealed as it was', async () => {
    const first = await takeOver(sql, runId, 10);
    assert.deepEqual(await takeOver(sql, runId, 0), first);
    assert.equal(first.length, 10);
    const own = await sql.begin((tx) => ownTorrents(tx, runId));
    assert.equal(own.length, 60, 'what is on its way to the client counts in the budget');
    const rows = await sql<{ status: string; sealed: string | null; count: number }[]>`
      SELECT status, encode(sealed_torrent, 'hex') AS sealed, count(*)::int AS count
      FROM acquisitions WHERE taken_by = ${runId} GROUP BY 1, 2 ORDER BY 1`;
    for (const { status, sealed } of rows) {
      assert.equal(sealed, status === 'chosen' ? null : '0102', status);
    }
  });
});

describe('the books of a year', () => {
  it('explain a gap: its runs, its searches, its candidates, its torrent', async () => {
    const { byKey } = await standing();
    const gap = byKey.get('series:ridge e:ann bson:3');
    assert.ok(gap !== undefined);
    const explained = await explainThing({ sql }, { what: `gap:${gap.id}`, runs: 60 });
    assert.ok(explained.kind === 'gap');
    const { facts } = explained;
    assert.deepEqual(
      [facts.runs.length, facts.judged.length, facts.torrents.length],
      [WEEKS + 1, WEEKS, 1],
    );
    assert.ok(facts.runs.every(({ runId, searches }) => runId === 'next' || searches.length === 1));
    const clock = { now: new Date('2026-12-03'), momentOf: (at: Date) => at.toISOString() };
    const text = JSON.stringify(explainGap(facts, clock));
    assert.match(text, /Your library says so/);
    assert.match(text, /A torrent for it is on its way/);
  });

  it('explain a torrent: what each run decided on it, and the gap that it is for', async () => {
    const explained = await explainThing({ sql }, { what: 'torrent:4', runs: 60 });
    assert.ok(explained.kind === 'torrent');
    assert.equal(explained.facts.judged.length, WEEKS + 2);
    assert.deepEqual(
      explained.facts.gaps.map(({ gap }) => gap.key),
      ['series:ridge e:ann bson:3'],
    );
  });

  it('hold each run’s own lines and decisions', async () => {
    const lines = await listAcquisitions(sql, 'week-5');
    assert.deepEqual(
      lines.map(({ sourceId, status }) => [sourceId, status]),
      [
        ['4', 'already-there'],
        ['54', 'failed'],
        ['104', 'would-queue'],
      ],
    );
    let decided = 0;
    for await (const page of readDecided(sql, 'week-5')) decided += page.length;
    assert.equal(decided, SERIES);
  });
});
