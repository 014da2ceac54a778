import type { Sql } from '../../src/db/connect.ts';

/** Weekly syncs of all libraries; one of a single library, and a search, come after them. */
export const WEEKS = 52;
/** Series of which the library holds the volumes 1, 2 and 4; every fourth is called `… Books`. */
export const SERIES = 240;
/** Until this week some series lacked their second volume. */
const FILLED_IN = 20;

/**
 * Writes what a year of weekly runs leaves in a database of 0001: 3 gaps of a series of which one was
 * filled meanwhile, a gap of each author, a torrent a week and series, and of some series a line of
 * the ledger, in every state. Keys are as they were made then.
 */
export async function writeYear(sql: Sql): Promise<void> {
  await nameSeries(sql);
  await writeRuns(sql);
  await writeLibrary(sql);
  await writeGaps(sql);
  await writeSearches(sql);
  await writeLedger(sql);
  await writeOutcomes(sql);
  await writeSite(sql);
}

async function nameSeries(sql: Sql): Promise<void> {
  await sql`
    CREATE TABLE named AS
    SELECT n, 'Ridge ' || word || ending AS name, lower('ridge ' || word || ending) AS key,
      'Ann ' || author || 'son' AS author, lower('ann ' || author || 'son') AS author_key
    FROM generate_series(1, ${SERIES}::int) AS n,
      translate(n::text, '0123456789', 'abcdefghij') AS word,
      translate((n / 4)::text, '0123456789', 'abcdefghij') AS author,
      LATERAL (SELECT CASE n % 4 WHEN 0 THEN ' Books' ELSE ' Chronicle' END) AS last (ending)`;
}

async function writeRuns(sql: Sql): Promise<void> {
  await sql`
    INSERT INTO runs (id, workflow_id, execution_id, kind, task_name, dry_run, library, search_text,
                      status, phase, stop, libraries, started_at, finished_at)
    SELECT 'week-' || n, 'week-' || n, 'execution-' || n,
      CASE n WHEN ${WEEKS + 2} THEN 'search' ELSE 'sync' END, 'full_sync', n % 10 = 0,
      CASE n WHEN ${WEEKS + 1} THEN 'Audiobooks' END, CASE n WHEN ${WEEKS + 2} THEN 'ridge' END,
      CASE n WHEN 7 THEN 'cancelled' WHEN 8 THEN 'stopped' WHEN 9 THEN 'failed' ELSE 'completed' END,
      'report', CASE WHEN n IN (7, 8, 9) THEN '{"name": "x", "what": "x", "remedy": "x"}'::jsonb END,
      '[{"id": "main", "name": "Audiobooks"}]', at, at + interval '3 hours'
    FROM generate_series(1, ${WEEKS + 2}::int) AS n,
      LATERAL (SELECT '2025-11-26T03:00:00Z'::timestamptz + n * interval '7 days') AS begun (at)`;
  await sql`
    INSERT INTO tasks (task_name, status, run_id, started_at, finished_at)
    SELECT task_name, status, id, started_at, finished_at FROM runs`;
  await sql`
    INSERT INTO run_phases (run_id, phase, started_at, finished_at)
    SELECT id, phases.phase, started_at, finished_at
    FROM runs, unnest(ARRAY['analyse', 'terms', 'crawl', 'queue', 'report']) AS phases (phase)`;
  await sql`
    INSERT INTO run_events (run_id, at, kind, fields)
    SELECT id, started_at + n * interval '1 minute', 'term-done', jsonb_build_object('ordinal', n)
    FROM runs, generate_series(1, 20) AS n ORDER BY started_at, n`;
  await sql`
    INSERT INTO reports (run_id, made_at, report, markdown)
    SELECT id, finished_at, jsonb_build_object('runId', id), '# ' || id FROM runs`;
}

async function writeLibrary(sql: Sql): Promise<void> {
  await sql`
    INSERT INTO items (id, library_id, content_hash, item)
    SELECT id, 'main', md5(id), jsonb_build_object(
      'id', id, 'libraryId', 'main', 'title', 'Volume ' || volume || ' of ' || name, 'subtitle', NULL,
      'authors', jsonb_build_array(author), 'narrators', '[]'::jsonb,
      'series', jsonb_build_array(jsonb_build_object('name', name, 'position', volume::text)),
      'language', 'English', 'durationSeconds', 36000, 'asin', NULL, 'isbn', NULL,
      'publishedYear', '2011', 'abridged', false)
    FROM named, unnest(ARRAY[1, 2, 4]) AS volume, LATERAL concat('item-', n, '-', volume) AS id`;
}

/** The third volume and the fifth are lacking; the second was, of every third series. */
async function writeGaps(sql: Sql): Promise<void> {
  const until = (week: number) => sql`
    (SELECT started_at + interval '5 minutes' FROM runs WHERE id = ${`week-${week}`})`;
  await sql`
    INSERT INTO gaps (key, gap, first_seen, last_seen)
    SELECT key, jsonb_build_object('key', key, 'kind', kind, 'series', name, 'position', position,
        'authors', jsonb_build_array(author), 'held', 3, 'because', 'It lacks.', 'work', NULL),
      ${until(1)}, CASE WHEN position = 2 THEN ${until(FILLED_IN)}
        WHEN n % 5 = 0 THEN ${until(WEEKS + 1)} ELSE ${until(WEEKS)} END
    FROM (
      SELECT n, concat_ws(':', 'series', key, author_key, position) AS key, name, author, position,
        CASE position WHEN 5 THEN 'next' ELSE 'interior' END AS kind
      FROM named, unnest(ARRAY[2, 3, 5]) AS position
      WHERE position <> 2 OR n % 3 = 0
      UNION ALL
      SELECT min(n), 'author:' || author_key, NULL, author, NULL, 'author'
      FROM named GROUP BY author, author_key HAVING count(*) = 4) AS lacking`;
}

/** A term a week for each series' third volume, which shows one torrent; none of them changes. */
async function writeSearches(sql: Sql): Promise<void> {
  await sql`
    INSERT INTO terms (run_id, ordinal, kind, text, label, status, pages, total, results_read,
                       candidates, requests, started_at, finished_at)
    SELECT runs.id, n, 'series', name, name, 'done', 1, 1, 1, 1, 1, started_at, finished_at
    FROM runs, named ORDER BY started_at, n`;
  await sql`
    INSERT INTO term_gaps (term_id, gap_id)
    SELECT terms.id, gaps.id FROM terms JOIN named ON n = ordinal
    JOIN gaps ON gaps.key = concat_ws(':', 'series', named.key, author_key, 3)`;
  await sql`
    INSERT INTO candidates (run_id, term_id, source, source_id, candidate)
    SELECT run_id, id, 'mam', n::text, jsonb_build_object(
      'source', 'mam', 'sourceId', n::text, 'title', 'Volume 3 of ' || name,
      'authors', jsonb_build_array(author), 'narrators', '[]'::jsonb,
      'series', jsonb_build_array(jsonb_build_object('name', name, 'position', '3')),
      'description', '', 'tags', '[]'::jsonb, 'formats', '["m4b"]'::jsonb, 'sizeBytes', 300000000,
      'seeders', 7, 'leechers', 0, 'snatches', 9, 'categoryId', 39, 'language', 'English',
      'vip', false, 'freeleech', false, 'abridged', false, 'ownHistory', 'none')
    FROM terms JOIN named ON n = ordinal ORDER BY terms.id`;
  await sql`
    INSERT INTO decisions (candidate_id, run_id, verdict, decision)
    SELECT id, run_id, 'refuse', jsonb_build_object('verdict', 'refuse', 'nearMiss', true,
      'gapKeys', jsonb_build_array(concat_ws(':', 'series', key, author_key, 3)),
      'reasons', '[{"name": "too-few-seeders", "got": "0", "want": "1"}]'::jsonb)
    FROM candidates JOIN named ON n = source_id::int`;
}

/** Of the first 140 series: each state in turn, by the runs in turn. */
async function writeLedger(sql: Sql): Promise<void> {
  await sql`
    INSERT INTO acquisitions (run_id, candidate_id, source, source_id, title, author, gap_keys,
                              work_keys, status, info_hash_v1, sealed_torrent, failure, chosen_at)
    SELECT run_id, candidates.id, source, source_id, candidate->>'title', author,
      ARRAY[concat_ws(':', 'series', key, author_key, 3)],
      ARRAY[concat_ws(':', 'volume', key, author_key, 3)], now.state,
      CASE WHEN now.state IN ('fetched', 'intended', 'queued') THEN md5(n::text) END,
      CASE WHEN now.state IN ('fetched', 'intended') THEN '\\x0102'::bytea END,
      CASE now.state WHEN 'failed' THEN '{"name": "x", "what": "gone from the site"}'::jsonb END,
      runs.started_at
    FROM named JOIN candidates ON source_id = n::text AND run_id = 'week-' || (n % 50 + 1)
    JOIN runs ON runs.id = run_id,
      LATERAL (SELECT (ARRAY['chosen', 'fetched', 'intended', 'queued', 'already-there', 'failed',
                     'would-queue'])[n % 7 + 1]) AS now (state)
    WHERE n <= 140`;
  await sql`
    INSERT INTO decisions (candidate_id, run_id, verdict, decision)
    SELECT candidate_id, run_id, 'accept', jsonb_build_object('verdict', 'accept',
      'because', 'Nothing speaks against it.', 'gapKeys', to_jsonb(gap_keys))
    FROM acquisitions
    ON CONFLICT (candidate_id) DO UPDATE SET verdict = 'accept', decision = excluded.decision`;
}

/** Which gaps each run knew, and what became of them: by the ledger, else in vain. */
async function writeOutcomes(sql: Sql): Promise<void> {
  await sql`
    INSERT INTO run_gaps (run_id, gap_id, on_its_way, outcome, detail, source_id)
    SELECT runs.id, gaps.id, is_coming, CASE
        WHEN is_coming THEN 'already-queued' WHEN line.run_id <> runs.id THEN 'not-found'
        WHEN line.status IN ('queued', 'failed') THEN line.status
        WHEN line.status = 'would-queue' THEN 'would-queue'
        WHEN gap->>'kind' = 'next' THEN 'not-searched' ELSE 'refused' END,
      'as it was', line.source_id
    FROM runs JOIN gaps ON gaps.last_seen >= runs.started_at AND runs.kind = 'sync'
    LEFT JOIN acquisitions AS line ON gaps.key = ANY(line.gap_keys)
    LEFT JOIN runs AS chose ON chose.id = line.run_id,
      LATERAL (SELECT coalesce(line.status NOT IN ('failed', 'would-queue')
        AND chose.started_at < runs.started_at, false)) AS coming (is_coming)`;
}

async function writeSite(sql: Sql): Promise<void> {
  await sql`
    INSERT INTO sites (host, lease_token, last_answer_end, last_term_end, session, session_saved_at)
    VALUES ('tracker.test', 99, '2026-11-25T06:00:00Z', '2026-11-25T06:00:00Z', '\\x010203',
      '2026-11-25T03:00:00Z')`;
  await sql`
    INSERT INTO site_logins (host, at)
    SELECT 'tracker.test', started_at FROM runs WHERE kind = 'sync'`;
}
