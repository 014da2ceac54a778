import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { judgedAmong, readDecided } from '../../src/db/candidates.ts';
import type { Sql } from '../../src/db/connect.ts';
import { listRunGaps, saveFindings } from '../../src/db/gaps.ts';
import type { Gap } from '../../src/domain/gap.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';

const LEDGER = 4_000;
const GAPS = 10_000;

/** Two runs; the earlier one has a candidate, a decision and a ledger line for each number. */
async function fill(sql: Sql): Promise<void> {
  await sql`
    INSERT INTO runs (id, workflow_id, execution_id, kind, task_name, dry_run)
    VALUES ('old', 'old', '1', 'sync', 'full_sync', false),
      ('new', 'new', '2', 'sync', 'full_sync', false)`;
  const [term] = await sql<{ id: string }[]>`
    INSERT INTO terms (run_id, ordinal, kind, text, label)
    VALUES ('old', 1, 'series', 'saga', 'Saga') RETURNING id`;
  await sql`
    INSERT INTO candidates (run_id, term_id, source, source_id, candidate)
    SELECT 'old', ${term?.id ?? null}, 'mam', n::text,
      jsonb_build_object('title', 'Tale ' || n, 'authors', jsonb_build_array('Ann Author'))
    FROM generate_series(1, ${LEDGER}) AS n`;
  await sql`
    INSERT INTO decisions (candidate_id, run_id, verdict, decision)
    SELECT id, run_id, 'refuse', jsonb_build_object('verdict', 'refuse', 'gapKeys', '[]'::jsonb)
    FROM candidates`;
  await sql`
    INSERT INTO acquisitions (run_id, candidate_id, source, source_id, title, author, gap_keys,
                              work_keys, status)
    SELECT run_id, id, source, source_id, 'A tale', 'Ann Author',
      ARRAY['series:saga:ann:' || source_id, 'author:' || source_id], '{}',
      CASE source_id::int % 4 WHEN 0 THEN 'failed' WHEN 1 THEN 'would-queue' ELSE 'queued' END
    FROM candidates`;
}

function makeGap(n: number): Gap {
  const key = n % 10 === 0 ? `author:${n}` : `series:saga:ann:${n}`;
  const kind = n % 10 === 0 ? 'author' : 'interior';
  return {
    key,
    kind,
    series: 'Saga',
    position: n,
    authors: ['Ann'],
    held: 1,
    because: 'It lacks.',
  };
}

describe('the books of a large library', () => {
  let database: TestDatabase;
  let sql: Sql;

  before(async () => {
    database = await startDatabase();
    ({ sql } = database);
    await fill(sql);
  });
  after(() => database.stop());

  function save(id: string, gaps: readonly Gap[]): Promise<void> {
    const run = { id, kind: 'sync', library: null, searchAll: false } as const;
    const nothing = { state: 'open', sources: [], releaseDate: null } as const;
    return sql.begin((tx) =>
      saveFindings(
        tx,
        run,
        gaps.map((gap) => ({ gap, ...nothing })),
      ),
    );
  }

  it('mark gaps that an earlier run queued, whatever the length of the ledger', async () => {
    const gaps = Array.from({ length: GAPS }, (_, n) => makeGap(n + 1));
    const began = performance.now();
    await save('new', gaps);
    const seconds = (performance.now() - began) / 1000;
    assert.ok(seconds < 4, `took ${seconds} s`);
    const rows = await listRunGaps(sql, 'new');
    assert.equal(rows.length, GAPS);
    for (const { gap, onItsWay } of rows) {
      const n = gap.position ?? 0;
      // Every other pair of lines stands; an author's gap stays open.
      const isComing = n <= LEDGER && n % 4 > 1 && gap.kind !== 'author';
      assert.equal(onItsWay, isComing, gap.key);
    }
  });

  it('of a run itself mark nothing as on its way', async () => {
    await save('old', [makeGap(2), makeGap(3)]);
    const rows = await listRunGaps(sql, 'old');
    assert.deepEqual(
      rows.map((row) => row.onItsWay),
      [false, false],
    );
  });

  it('tell which candidates of a source were judged', async () => {
    const ask = (source: string, ...ids: string[]) =>
      judgedAmong(
        sql,
        'old',
        ids.map((sourceId) => ({ source, sourceId })),
      );
    assert.deepEqual(await ask('mam', '1', '7', '7', '99999'), new Set(['1', '7']));
    assert.deepEqual(await ask('other', '1'), new Set());
    assert.deepEqual(await ask('mam'), new Set());
  });

  it('give the decisions in pages, in the order in which they were seen', async () => {
    const titles: string[] = [];
    let most = 0;
    for await (const page of readDecided(sql, 'old')) {
      most = Math.max(most, page.length);
      for (const one of page) titles.push(one.title);
    }
    assert.ok(most < LEDGER, `${most} in one page`);
    assert.deepEqual(
      titles,
      Array.from({ length: LEDGER }, (_, n) => `Tale ${n + 1}`),
    );
  });

  for (const [of, column, index] of [
    ['a term', 'term_id', 'candidates_by_term'],
    ['a torrent', 'source_id', 'candidates_by_source_id'],
  ] as const) {
    it(`find the candidates of ${of} by an index`, async () => {
      await sql`ANALYZE candidates`;
      const plan = await sql.begin(async (tx) => {
        await tx`SET LOCAL enable_seqscan = off`;
        return tx`EXPLAIN SELECT count(*) FROM candidates WHERE ${tx(column)} = '1'`;
      });
      assert.match(JSON.stringify(plan), new RegExp(index));
    });
  }
});
