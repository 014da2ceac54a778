import type { Term, TermKind } from '../domain/term.ts';
import type { Sql, Transaction } from './connect.ts';

/** Why a term failed, in the words of its failure. */
export interface TermFailure {
  readonly name: string;
  readonly what: string;
}

/** How a term of a run stands. */
export type TermStatus = 'pending' | 'beyond-cap' | 'done' | 'failed';

/** A term of a run as it is stored. */
export interface TermRow {
  readonly id: string;
  readonly ordinal: number;
  readonly kind: TermKind;
  readonly text: string;
  readonly label: string;
  readonly status: TermStatus;
  readonly pages: number;
  readonly total: number | null;
  /** Results that were read, those judged under an earlier term included. */
  readonly resultsRead: number;
  /** There were more results than pages that may be read. */
  readonly isCut: boolean;
  readonly candidates: number;
  readonly requests: number;
  readonly waitedMs: number;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly failure: TermFailure | null;
}

function columns(sql: Sql) {
  return sql`
    id, ordinal, kind, text, label, status, pages, total, is_cut AS "isCut",
    results_read AS "resultsRead", candidates, requests,
    waited_ms::float8 AS "waitedMs", started_at AS "startedAt", finished_at AS "finishedAt", failure`;
}

/**
 * Writes a run's terms with the gaps that each may fill, in order of value; asked again (a retry
 * of the same activity), it changes nothing, so that ordinals never move.
 */
export async function saveTerms(
  sql: Sql,
  runId: string,
  made: { readonly terms: readonly Term[]; readonly beyondCap: readonly Term[] },
): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`SELECT pg_advisory_xact_lock(hashtext(${runId}))`;
    const [known] = await tx`SELECT 1 FROM terms WHERE run_id = ${runId} LIMIT 1`;
    if (known !== undefined) return;
    const all = [...made.terms, ...made.beyondCap];
    for (let start = 0; start < all.length; start += 1_000) {
      const rows = all.slice(start, start + 1_000).map((term, index) => ({
        run_id: runId,
        ordinal: start + index + 1,
        kind: term.kind,
        text: term.text,
        label: term.label,
        status: start + index < made.terms.length ? 'pending' : 'beyond-cap',
      }));
      await tx`INSERT INTO terms ${tx(rows)}`;
      const links = all
        .slice(start, start + 1_000)
        .flatMap((term, index) => term.gapKeys.map((key) => ({ ordinal: start + index + 1, key })));
      await tx`
        INSERT INTO term_gaps (term_id, gap_id)
        SELECT terms.id, gaps.id
        FROM unnest(${links.map((link) => link.ordinal)}::int[], ${links.map((link) => link.key)}::text[])
          AS link (ordinal, key)
        JOIN terms ON terms.run_id = ${runId} AND terms.ordinal = link.ordinal
        JOIN gaps ON gaps.key = link.key
        ON CONFLICT DO NOTHING`;
    }
  });
}

/** One term of a run. Throws when the run has no such term: our own fault. */
export async function getTerm(sql: Sql, runId: string, ordinal: number): Promise<TermRow> {
  const [row] = await sql<TermRow[]>`
    SELECT ${columns(sql)} FROM terms WHERE run_id = ${runId} AND ordinal = ${ordinal}`;
  if (row === undefined) throw new Error(`run ${runId} has no term ${ordinal}`);
  return row;
}

/** The first term after `ordinal` that is still to be searched, or undefined. */
export async function nextTerm(
  sql: Sql,
  runId: string,
  ordinal: number,
): Promise<TermRow | undefined> {
  const [row] = await sql<TermRow[]>`
    SELECT ${columns(sql)} FROM terms
    WHERE run_id = ${runId} AND ordinal > ${ordinal} AND status = 'pending'
    ORDER BY ordinal LIMIT 1`;
  return row;
}

/** All terms of a run in order. */
export async function listTerms(sql: Sql, runId: string): Promise<readonly TermRow[]> {
  return sql<TermRow[]>`SELECT ${columns(sql)} FROM terms WHERE run_id = ${runId} ORDER BY ordinal`;
}

/** For each term of a run, the keys of the gaps that it may fill. */
export async function listTermGaps(
  sql: Sql,
  runId: string,
): Promise<readonly { ordinal: number; gapKey: string }[]> {
  return sql`
    SELECT terms.ordinal, gaps.key AS "gapKey"
    FROM term_gaps JOIN terms ON terms.id = term_gaps.term_id JOIN gaps ON gaps.id = term_gaps.gap_id
    WHERE terms.run_id = ${runId}`;
}

/** How many terms of a run stand how. */
export async function countTerms(
  sql: Sql | Transaction,
  runId: string,
): Promise<Record<TermStatus, number>> {
  const rows = await sql<{ status: TermStatus; count: number }[]>`
    SELECT status, count(*)::int AS count FROM terms WHERE run_id = ${runId} GROUP BY status`;
  const counts = { pending: 0, 'beyond-cap': 0, done: 0, failed: 0 };
  for (const row of rows) counts[row.status] = row.count;
  return counts;
}

/** Marks that a term's search has begun. */
export async function startTerm(sql: Sql, id: string): Promise<void> {
  await sql`UPDATE terms SET started_at = coalesce(started_at, clock_timestamp()) WHERE id = ${id}`;
}

/** Marks a term as searched to its end: from now on it is never searched again in this run. */
export async function finishTerm(
  tx: Transaction,
  id: string,
  seen: Pick<
    TermRow,
    'pages' | 'total' | 'resultsRead' | 'isCut' | 'candidates' | 'requests' | 'waitedMs'
  >,
): Promise<void> {
  await tx`
    UPDATE terms SET status = 'done', finished_at = clock_timestamp(), pages = ${seen.pages},
      total = ${seen.total}, is_cut = ${seen.isCut},
      results_read = ${seen.resultsRead}, candidates = ${seen.candidates}, requests = ${seen.requests},
      waited_ms = ${Math.round(seen.waitedMs)}
    WHERE id = ${id}`;
}

/**
 * Whether the term is still to be judged; holds it against others to the transaction's end. A second
 * attempt that outlived its heartbeat finds it done, and must answer from the books.
 */
export async function holdPending(tx: Transaction, id: string): Promise<boolean> {
  const [row] = await tx<{ status: TermStatus }[]>`
    SELECT status FROM terms WHERE id = ${id} FOR UPDATE`;
  return row?.status === 'pending';
}

/** How many of a run's terms failed last in a row, by this name. */
export async function countFailedLast(sql: Sql, runId: string, name: string): Promise<number> {
  const rows = await sql<{ name: string | null }[]>`
    SELECT failure->>'name' AS name FROM terms
    WHERE run_id = ${runId} AND finished_at IS NOT NULL ORDER BY ordinal DESC LIMIT 10`;
  const other = rows.findIndex((row) => row.name !== name);
  return other === -1 ? rows.length : other;
}

/** Marks a term as one that could not be searched, and why. */
export async function failTerm(sql: Sql, id: string, failure: TermFailure): Promise<void> {
  await sql`
    UPDATE terms SET status = 'failed', finished_at = clock_timestamp(),
      failure = ${sql.json({ ...failure })}
    WHERE id = ${id}`;
}
