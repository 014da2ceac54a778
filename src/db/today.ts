import type { Sql, Transaction } from './connect.ts';

/** Today by the database's clock, in UTC: `2026-10-01`. The one clock that all processes share. */
export async function today(sql: Sql | Transaction): Promise<string> {
  const [row] = await sql<{ day: string }[]>`
    SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day`;
  if (row === undefined) throw new Error('the database does not tell the day');
  return row.day;
}
