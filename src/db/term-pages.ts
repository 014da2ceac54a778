import type postgres from 'postgres';
import type { ResultPage } from '../integrations/tracker/site.ts';
import type { Sql, Transaction } from './connect.ts';

/** A result page of a term under way, with what it cost. */
export interface TermPage {
  readonly start: number;
  readonly page: ResultPage;
  readonly requests: number;
  readonly waitedMs: number;
}

/** The pages of a term that were read, by earlier attempts too, in order. */
export async function listTermPages(sql: Sql, termId: string): Promise<readonly TermPage[]> {
  return sql<TermPage[]>`
    SELECT start, page, requests, waited_ms::float8 AS "waitedMs" FROM term_pages
    WHERE term_id = ${termId} ORDER BY start`;
}

/** Keeps a page as soon as it is read: whatever fails later, it is not asked for again. */
export async function keepTermPage(sql: Sql, termId: string, read: TermPage): Promise<void> {
  // JSON has no Infinity (the ratio of an account that fetched nothing): it is kept as unknown.
  const page = sql.json({ ...read.page } as unknown as postgres.JSONValue);
  await sql`
    INSERT INTO term_pages (term_id, start, page, requests, waited_ms)
    VALUES (${termId}, ${read.start}, ${page}, ${read.requests}, ${Math.round(read.waitedMs)})
    ON CONFLICT DO NOTHING`;
}

/** Drops a finished term's pages: its candidates are stored. */
export async function dropTermPages(sql: Sql | Transaction, termId: string): Promise<void> {
  await sql`DELETE FROM term_pages WHERE term_id = ${termId}`;
}
