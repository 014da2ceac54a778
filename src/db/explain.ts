import type { Candidate } from '../domain/candidate.ts';
import type {
  ChoiceFact,
  GapFact,
  GapRunFact,
  JudgedFact,
  ReviewFact,
  SearchFact,
  TorrentFact,
} from '../domain/explaining/facts.ts';
import type { NamedGap, NamedTorrent } from '../domain/explaining/meant.ts';
import type { Sql, Transaction } from './connect.ts';
import { lastOutcome } from './last-outcome.ts';

/** What gaps are looked up by. */
export type GapsBy = { readonly id: string } | { readonly keys: readonly string[] };

/** Gaps of the standing list, those that are gone included. */
export async function findGaps(sql: Sql | Transaction, by: GapsBy): Promise<readonly GapFact[]> {
  const where = 'id' in by ? sql`id = ${by.id}::bigint` : sql`key = ANY(${[...by.keys]})`;
  return sql<GapFact[]>`
    SELECT id, gap, state, first_seen AS "firstSeen", last_seen AS "lastSeen",
      release_date AS "releaseDate", sources, tries, last_tried_at AS "lastTriedAt",
      ${lastOutcome(sql)} AS "lastOutcome", next_try_at AS "nextTryAt"
    FROM gaps WHERE ${where} ORDER BY id`;
}

/** Every gap with what it may be called; those that are gone come last. */
export async function nameGaps(sql: Sql): Promise<readonly NamedGap[]> {
  return sql<NamedGap[]>`SELECT id, gap FROM gaps ORDER BY state = 'gone', id`;
}

/** Every torrent that a search has shown, by its latest title; the latest seen comes first. */
export async function nameTorrents(sql: Sql): Promise<readonly NamedTorrent[]> {
  return sql<NamedTorrent[]>`
    SELECT source_id AS "sourceId", title
    FROM (
      SELECT DISTINCT ON (source_id) candidates.id, source_id, candidate->>'title' AS title
      FROM candidates JOIN decisions ON decisions.candidate_id = candidates.id
      ORDER BY source_id, candidates.id DESC) AS latest
    ORDER BY id DESC`;
}

/** What a person has said of a gap, or of its series or author as a whole. */
export async function choicesAbout(
  sql: Sql,
  keys: {
    readonly gap: string;
    /** Keys of its work's own, which may have had another key. */
    readonly work: readonly string[];
    readonly series: readonly string[];
    readonly authors: readonly string[];
  },
): Promise<readonly ChoiceFact[]> {
  return sql<ChoiceFact[]>`
    SELECT scope, label, choice, at FROM gap_choices
    WHERE (scope = 'gap' AND (key = ${keys.gap} OR work_keys && ${[...keys.work]}::text[]))
      OR (scope = 'series' AND key = ANY(${[...keys.series]}))
      OR (scope = 'author' AND key = ANY(${[...keys.authors]}))
    ORDER BY at DESC`;
}

/** What the latest runs made of a gap, with the searches that each made for it. */
export async function runsOfGap(
  sql: Sql,
  gapId: string,
  limit: number,
): Promise<readonly GapRunFact[]> {
  const runs = await sql<Omit<GapRunFact, 'searches'>[]>`
    SELECT runs.id AS "runId", runs.started_at AS "startedAt", runs.dry_run AS "dryRun",
      on_its_way AS "onItsWay", is_resting AS "isResting", outcome, detail
    FROM run_gaps JOIN runs ON runs.id = run_gaps.run_id
    WHERE gap_id = ${gapId} ORDER BY runs.started_at DESC LIMIT ${limit}`;
  const searches = await sql<(SearchFact & { runId: string })[]>`
    SELECT terms.run_id AS "runId", label, status, pages, total, results_read AS "resultsRead",
      is_cut AS "isCut", failure->>'what' AS failure
    FROM term_gaps JOIN terms ON terms.id = term_gaps.term_id
    WHERE gap_id = ${gapId} AND terms.run_id = ANY(${runs.map(({ runId }) => runId)})
    ORDER BY ordinal`;
  return runs.map((run) => ({
    ...run,
    searches: searches
      .filter(({ runId }) => runId === run.runId)
      .map(({ runId: _, ...search }) => search),
  }));
}

/** Decisions of these runs that name a gap, the newest first. */
export async function decisionsOfGap(
  sql: Sql,
  key: string,
  runIds: readonly string[],
): Promise<readonly JudgedFact[]> {
  return sql<JudgedFact[]>`
    ${judgedColumns(sql)}
    WHERE decisions.decision->'gapKeys' ? ${key} AND decisions.run_id = ANY(${[...runIds]})
    ORDER BY runs.started_at DESC, candidates.id`;
}

/** A torrent as a run saw it, with the decision on it. */
export interface JudgedCandidate extends JudgedFact {
  readonly candidate: Candidate;
}

/** What the latest runs decided on a torrent, the newest first. */
export async function decisionsOnTorrent(
  sql: Sql,
  sourceId: string,
  limit: number,
): Promise<readonly JudgedCandidate[]> {
  return sql<JudgedCandidate[]>`
    ${judgedColumns(sql)}
    WHERE candidates.source_id = ${sourceId}
    ORDER BY runs.started_at DESC, candidates.id LIMIT ${limit}`;
}

function judgedColumns(sql: Sql) {
  return sql`
    SELECT runs.id AS "runId", runs.started_at AS "startedAt", runs.dry_run AS "dryRun",
      candidates.source, candidates.source_id AS "sourceId", candidates.candidate,
      candidates.candidate->>'title' AS title, candidates.candidate->'authors' AS authors,
      terms.label AS term, decisions.decision
    FROM decisions JOIN candidates ON candidates.id = decisions.candidate_id
    JOIN terms ON terms.id = candidates.term_id JOIN runs ON runs.id = candidates.run_id`;
}

/** What a ledger's line or a review is about. */
export type About = { readonly gapKey: string } | { readonly sourceId: string };

function about(sql: Sql, what: About) {
  if ('gapKey' in what) return sql`${what.gapKey} = ANY(gap_keys)`;
  return sql`source_id = ${what.sourceId}`;
}

/** Lines of the ledger, the newest first. */
export async function torrentsAbout(sql: Sql, what: About): Promise<readonly TorrentFact[]> {
  return sql<TorrentFact[]>`
    SELECT source_id AS "sourceId", title, status, coalesce(taken_by, run_id) AS "runId",
      chosen_at AS "chosenAt", queued_at AS "queuedAt", removed_at AS "removedAt", failure->>'what' AS failure
    FROM acquisitions WHERE ${about(sql, what)} ORDER BY id DESC`;
}

/** Reviews, the newest first. */
export async function reviewsAbout(sql: Sql, what: About): Promise<readonly ReviewFact[]> {
  return sql<ReviewFact[]>`
    SELECT id, source_id AS "sourceId", title, why, status, opened_at AS "openedAt",
      decided_at AS "decidedAt", note
    FROM reviews WHERE ${about(sql, what)} ORDER BY id DESC`;
}

/** When a person blocked a torrent, or null. */
export async function blockedSince(sql: Sql, sourceId: string): Promise<Date | null> {
  const [row] = await sql<{ at: Date }[]>`
    SELECT at FROM blocks WHERE kind = 'torrent' AND value = ${sourceId}`;
  return row?.at ?? null;
}
