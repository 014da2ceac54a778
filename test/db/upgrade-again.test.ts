import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Sql } from '../../src/db/connect.ts';
import { migrate } from '../../src/db/migrate.ts';
import { databaseAt, MIGRATIONS, startDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let sql: Sql;

/** A database that has had its standing list for a while. */
before(async () => {
  database = await startDatabase();
  sql = await databaseAt(database, 'again', ['0001-spine.sql', '0002-judgement.sql']);
});
after(async () => {
  await sql.end({ timeout: 1 });
  await database.stop();
});

async function writeGap(key: string, parts: Readonly<Record<string, unknown>>): Promise<void> {
  await sql`
    INSERT INTO gaps ${sql({ key, gap: sql.json({ key }), first_seen: '2026-01-01', last_seen: '2026-01-01', ...parts })}`;
}

it('a later migration leaves what the standing list knows, and gives of two gaps of one key one', async () => {
  await sql`
    INSERT INTO runs (id, workflow_id, execution_id, kind, task_name, dry_run, started_at)
    VALUES ('a', 'a', '1', 'sync', 'full_sync', false, '2026-02-01'),
      ('b', 'b', '1', 'sync', 'full_sync', false, '2026-02-08')`;
  const sources = sql.json([{ source: 'audible', asOf: '2026-02-01T00:00:00.000Z' }]);
  const tried = { tries: 3, last_outcome: 'refused', last_run_id: 'a', next_try_at: '2026-03-01' };
  await writeGap('series:known:ann:1', { sources, state: 'question', ...tried });
  await writeGap('series:wall books:ann:1', {});
  await writeGap('series:wall novels:ann:1', { last_seen: '2026-02-09' });
  await writeGap('series:gate saga books:ann:1', { last_seen: '2026-02-09' });
  await writeGap('series:books:ann:1', { last_seen: '2026-02-09' });
  await writeGap('author:ann books', { last_seen: '2026-02-09' });
  await writeGap('series:here:ann:1', { last_seen: '2026-02-09' });
  await writeGap('series:here books:ann:1', { last_seen: '2026-02-09' });
  await sql`INSERT INTO run_gaps (run_id, gap_id, outcome) SELECT 'b', id, 'not-found' FROM gaps`;
  await migrate(sql, MIGRATIONS);
  const rows = await sql<Record<string, unknown>[]>`
    SELECT key, gap->>'key' = key AS "isSame", state, tries, last_outcome AS outcome,
      sources->0->>'source' AS source
    FROM gaps ORDER BY id`;
  const lines = rows.map((row) => Object.values(row).join(' '));
  assert.deepEqual(lines, [
    'series:known:ann:1 true question 3 refused audible',
    'series:wall books:ann:1 true gone 0 not-found library',
    'series:wall:ann:1 true open 0 not-found library',
    'series:gate:ann:1 true open 0 not-found library',
    'series:books:ann:1 true open 0 not-found library',
    'author:ann books true open 0 not-found library',
    'series:here:ann:1 true open 0 not-found library',
    'series:here books:ann:1 true gone 0 not-found library',
  ]);
});
