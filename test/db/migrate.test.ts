import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { connectDatabase, type Sql } from '../../src/db/connect.ts';
import { migrate } from '../../src/db/migrate.ts';
import { Secret } from '../../src/secret.ts';
import { MIGRATIONS, startDatabase, type TestDatabase } from '../support/database.ts';

describe('migrations', () => {
  let database: TestDatabase;
  let folder: string;
  let sql: Sql;

  before(async () => {
    database = await startDatabase();
  });
  after(() => database.stop());
  beforeEach(async (context) => {
    folder = await mkdtemp(path.join(tmpdir(), 'mamcrawler-migrations-'));
    await cp(MIGRATIONS, folder, { recursive: true });
    const name = `fresh_${Math.abs(hash(context.name))}`;
    await database.sql.unsafe(`CREATE DATABASE ${name}`);
    const url = new URL(database.url);
    url.pathname = `/${name}`;
    sql = connectDatabase(new Secret(url.href));
  });

  async function done(): Promise<void> {
    await sql.end({ timeout: 1 });
    await rm(folder, { recursive: true });
  }

  it('are applied once, however many processes start together', async () => {
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(sql, folder)));
    const [all = [], ...others] = applied.toSorted((a, b) => b.length - a.length);
    assert.ok(all.includes('0001-spine.sql'), 'one of them applied what there is');
    assert.deepEqual(others, [[], [], []]);
    await done();
  });

  it('refuse a migration that was changed after it was applied', async () => {
    await migrate(sql, folder);
    await writeFile(path.join(folder, '0001-spine.sql'), 'SELECT 1;');
    await assert.rejects(migrate(sql, folder), /0001-spine\.sql was changed after it was applied/);
    await done();
  });

  it('refuse to run backwards', async () => {
    await writeFile(path.join(folder, '9998-later.sql'), 'CREATE TABLE later (id int);');
    await migrate(sql, folder);
    await rm(path.join(folder, '9998-later.sql'));
    await assert.rejects(
      migrate(sql, folder),
      /9998-later\.sql, which this version .* does not know/,
    );
    await done();
  });

  it('leave nothing behind when one fails', async () => {
    await writeFile(path.join(folder, '9999-bad.sql'), 'CREATE TABLE half (id int); SELECT nope;');
    await assert.rejects(migrate(sql, folder), /nope/);
    const tables = await sql`SELECT 1 FROM pg_tables WHERE tablename IN ('half', 'runs')`;
    assert.equal(tables.length, 0);
    await done();
  });

  it('say which file is named wrongly', async () => {
    await writeFile(path.join(folder, 'later.sql'), 'SELECT 1;');
    await assert.rejects(migrate(sql, folder), /later\.sql is not named like 0001-what\.sql/);
    await done();
  });
});

function hash(text: string): number {
  let sum = 7;
  for (const char of text) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) | 0;
  return sum;
}
