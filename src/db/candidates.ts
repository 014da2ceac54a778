import type postgres from 'postgres';
import type { Candidate } from '../domain/candidate.ts';
import type { Decision } from '../domain/decision.ts';
import type { DecidedCandidate } from '../domain/report.ts';
import type { Sql, Transaction } from './connect.ts';

/** Of the given candidates, the source ids of those that this run has judged already. */
export async function judgedAmong(
  sql: Sql | Transaction,
  runId: string,
  candidates: readonly Pick<Candidate, 'source' | 'sourceId'>[],
): Promise<Set<string>> {
  const sources = candidates.map((candidate) => candidate.source);
  const ids = candidates.map((candidate) => candidate.sourceId);
  // With the source, so that each is looked up in the unique index of all three.
  const rows = await sql<{ sourceId: string }[]>`
    SELECT candidates.source_id AS "sourceId"
    FROM (SELECT DISTINCT * FROM unnest(${sources}::text[], ${ids}::text[])) AS given (source, source_id)
    JOIN candidates ON candidates.run_id = ${runId} AND candidates.source = given.source
      AND candidates.source_id = given.source_id`;
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

/**
 * Every decision of a run with what a report says of its candidate, in the order in which they were
 * seen; in pages, so that half a million of them are never held at once.
 */
export async function* readDecided(
  sql: Sql,
  runId: string,
): AsyncIterable<readonly DecidedCandidate[]> {
  yield* sql<DecidedCandidate[]>`
    SELECT candidates.candidate->>'title' AS title, candidates.candidate->'authors' AS authors,
      candidates.source_id AS "sourceId", terms.text AS term, decisions.decision
    FROM candidates
    JOIN decisions ON decisions.candidate_id = candidates.id
    JOIN terms ON terms.id = candidates.term_id
    WHERE candidates.run_id = ${runId} ORDER BY candidates.id`.cursor(2_000);
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

/** The candidate that a line of the ledger is about, as its search showed it. */
export async function candidateOfLine(sql: Sql, acquisitionId: string): Promise<Candidate> {
  const [row] = await sql<{ candidate: Candidate }[]>`
    SELECT candidate FROM candidates
    JOIN acquisitions ON acquisitions.candidate_id = candidates.id
    WHERE acquisitions.id = ${acquisitionId}`;
  if (row === undefined) throw new Error(`acquisition ${acquisitionId} has no candidate`);
  return row.candidate;
}
