import type { Sql, Transaction } from './connect.ts';

/** The database's time: the only clock that counts between processes. */
export async function databaseTime(sql: Sql | Transaction): Promise<Date> {
  const [row] = await sql<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  if (row === undefined) throw new Error('the database told no time');
  return row.now;
}
