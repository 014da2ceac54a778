import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Sql, Transaction } from './connect.ts';

/** A migration file as it lies on the disk. */
interface Migration {
  readonly version: number;
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

/** The database and the program don't fit: the message says which, and what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

// Any constant serves; it only has to be the same in every process of ours.
const LOCK = 20_261_123;

/**
 * Brings the schema up to this program's version, in one transaction under an advisory lock, so
 * that processes which start together do it once. Forward only.
 *
 * @returns the names of the migrations that were applied.
 * @throws {MigrationError} when an applied migration was changed, or the database is newer.
 */
export async function migrate(sql: Sql, folder: string): Promise<readonly string[]> {
  const migrations = await readMigrations(folder);
  return sql.begin(async (tx) => {
    await tx`SELECT pg_advisory_xact_lock(${LOCK})`;
    await tx`
      CREATE TABLE IF NOT EXISTS schema_migrations (
        version integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT clock_timestamp())`;
    const applied = await checkApplied(tx, migrations);
    const names: string[] = [];
    for (const migration of migrations) {
      if (migration.version <= applied) continue;
      await tx.unsafe(migration.text);
      await tx`
        INSERT INTO schema_migrations (version, name, checksum)
        VALUES (${migration.version}, ${migration.name}, ${migration.checksum})`;
      names.push(migration.name);
    }
    return names;
  });
}

async function checkApplied(tx: Transaction, migrations: readonly Migration[]): Promise<number> {
  const rows = await tx<{ version: number; name: string; checksum: string }[]>`
    SELECT version, name, checksum FROM schema_migrations ORDER BY version`;
  for (const row of rows) {
    const migration = migrations.find((known) => known.version === row.version);
    if (migration === undefined) {
      throw new MigrationError(
        `the database is at migration ${row.name}, which this version of the program does not ` +
          'know: start the newer version that made it; there is no way back',
      );
    }
    if (migration.checksum !== row.checksum) {
      throw new MigrationError(
        `migration ${row.name} was changed after it was applied: restore the file as it was, ` +
          'and put the change into a new migration',
      );
    }
  }
  return rows.at(-1)?.version ?? 0;
}

async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted();
  const migrations: Migration[] = [];
  for (const file of files) {
    const match = /^(\d{4})-.+\.sql$/.exec(file);
    if (match === null) throw new MigrationError(`${file} is not named like 0001-what.sql`);
    const text = await readFile(path.join(folder, file), 'utf8');
    const checksum = createHash('sha256').update(text).digest('hex');
    migrations.push({ version: Number(match[1]), name: file, text, checksum });
  }
  return migrations;
}
