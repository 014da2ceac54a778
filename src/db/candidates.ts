import type postgres from 'postgres';
import type { Candidate } from '../domain/candidate.ts';
import type { Decision } from '../domain/decision.ts';
import type { Sql, Transaction } from './connect.ts';

/** A candidate of a run with its one decision, and the term that showed it first. */
export interface JudgedRow {
  readonly id: string;
  readonly ordinal: number;
  readonly candidate: Candidate;
  readonly decision: Decision;
}

/** Of the given source ids, those that this run has judged already. */
export async function judgedSourceIds(
  sql: Sql | Transaction,
  runId: string,
  sourceIds: readonly string[],
): Promise<Set<string>> {
  const rows = await sql<{ sourceId: string }[]>`
    SELECT source_id AS "sourceId" FROM candidates
    WHERE run_id = ${runId} AND source_id = ANY(${[...sourceIds]})`;
  return new Set(rows.map((row) => row.sourceId));
}

/** Writes candidates with their decisions; answers the new ids by source id. */
export async function saveJudged(
  tx: Transaction,
  place: { readonly runId: string; readonly termId: string },
  judged: readonly { readonly candidate: Candidate; readonly decision: Decision }[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (let start = 0; start < judged.length; start += 500) {
    const part = judged.slice(start, start + 500);
    const rows = await tx<{ id: string; sourceId: string }[]>`
      INSERT INTO candidates ${tx(
        part.map(({ candidate }) => ({
          run_id: place.runId,
          term_id: place.termId,
          source: candidate.source,
          source_id: candidate.sourceId,
          candidate: tx.json({ ...candidate } as unknown as postgres.JSONValue),
        })),
      )} RETURNING id, source_id AS "sourceId"`;
    for (const row of rows) ids.set(row.sourceId, row.id);
    await tx`
      INSERT INTO decisions ${tx(
        part.map(({ candidate, decision }) => ({
          candidate_id: ids.get(candidate.sourceId) ?? null,
          run_id: place.runId,
          verdict: decision.verdict,
          decision: tx.json({ ...decision } as unknown as postgres.JSONValue),
        })),
      )}`;
  }
  return ids;
}

/** Every candidate of a run with its decision, in the order in which they were seen. */
export async function listJudged(sql: Sql, runId: string): Promise<readonly JudgedRow[]> {
  return sql<JudgedRow[]>`
    SELECT candidates.id, terms.ordinal, candidates.candidate, decisions.decision
    FROM candidates
    JOIN decisions ON decisions.candidate_id = candidates.id
    JOIN terms ON terms.id = candidates.term_id
    WHERE candidates.run_id = ${runId} ORDER BY candidates.id`;
}

/** How many decisions of each verdict a run, or one of its terms, has made so far. */
export async function countVerdicts(
  sql: Sql,
  of: { readonly runId: string } | { readonly termId: string },
): Promise<Record<Decision['verdict'], number>> {
  const where =
    'runId' in of ? sql`candidates.run_id = ${of.runId}` : sql`candidates.term_id = ${of.termId}`;
  const rows = await sql<{ verdict: Decision['verdict']; count: number }[]>`
    SELECT verdict, count(*)::int AS count
    FROM decisions JOIN candidates ON candidates.id = decisions.candidate_id
    WHERE ${where} GROUP BY verdict`;
  const counts = { accept: 0, defer: 0, refuse: 0, ask: 0 };
  for (const row of rows) counts[row.verdict] = row.count;
  return counts;
}
