import type { Sql } from './connect.ts';

/** The server's version, `18.4`. */
export async function serverVersion(sql: Sql): Promise<string> {
  const [row] = await sql<{ version: string }[]>`
    SELECT current_setting('server_version') AS version`;
  return row?.version ?? 'unknown';
}

/** Whether an error says that our tables are not there (or not all): no worker has migrated yet. */
export function isSchemaAbsent(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return error.code === '42P01' || error.code === '42703'; // undefined table, undefined column
}

/** Whether an error says that `DATABASE_URL` is wrong: its host, its name, its user or password. */
export function isDatabaseMisnamed(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return MISNAMED_CODES.has(String(error.code));
}

const MISNAMED_CODES = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  '28P01', // wrong password
  '28000', // no such user, or not from here
  '3D000', // no such database
]);
