import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectDatabase, type Sql } from '../../src/db/connect.ts';
import { migrate } from '../../src/db/migrate.ts';
import { startPostgres, type PostgresServer } from '../../src/embedded/postgres.ts';
import { Secret } from '../../src/secret.ts';

/** Where the project's migrations lie. */
export const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));

/** A real PostgreSQL of its own, with our schema. */
export interface TestDatabase {
  readonly sql: Sql;
  readonly url: string;
  readonly folder: string;
  server(): PostgresServer;
  stop(): Promise<void>;
}

/** Starts a database for one test file. */
export async function startDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mamcrawler-db-'));
  const server = await startPostgres({
    dataDir: path.join(folder, 'postgres'),
    logFile: path.join(folder, 'postgres.log'),
  });
  const sql = connectDatabase(new Secret(server.url));
  await migrate(sql, MIGRATIONS);
  return {
    sql,
    url: server.url,
    folder,
    server: () => server,
    async stop() {
      await sql.end({ timeout: 2 });
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A second database on the same server that has only these migrations, as a program of then left it.
 * Whoever asks for it ends the connection.
 */
export async function databaseAt(
  { sql, url, folder }: TestDatabase,
  name: string,
  migrations: readonly string[],
): Promise<Sql> {
  await sql`CREATE DATABASE ${sql(name)}`;
  const address = new URL(url);
  address.pathname = `/${name}`;
  const older = connectDatabase(new Secret(address.href));
  const files = await mkdtemp(path.join(folder, 'migrations-'));
  for (const file of migrations) await cp(path.join(MIGRATIONS, file), path.join(files, file));
  await migrate(older, files);
  return older;
}
