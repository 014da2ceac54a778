-- What runs from before the standing list left in it. 0002 calls every gap that was ever seen open,
-- untried, and known to nobody; and keys were made otherwise then.

-- `novels` and `books` behind a series' name are no part of its key any more. A line of the ledger
-- that names its gap by the old key would hold it no longer: it would be searched for and queued again.
-- Keys are `series:<series>:<author>:<number>`, and `volume:…` alike.
CREATE FUNCTION pg_temp.key_now(key text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT regexp_replace(key,
    '(?<=[^:])(?: (?:series|saga|trilogy|cycle|novels|books))+(?=:[^:]*:[^:]*$)', '')
$$;
CREATE FUNCTION pg_temp.keys_now(keys text[]) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT array(SELECT pg_temp.key_now(key) FROM unnest(keys) WITH ORDINALITY AS old (key, n) ORDER BY n)
$$;

UPDATE acquisitions
  SET gap_keys = pg_temp.keys_now(gap_keys), work_keys = pg_temp.keys_now(work_keys)
  WHERE gap_keys::text ~ ' (novels|books):' OR work_keys::text ~ ' (novels|books):';

-- "What was tried for this gap" finds decisions by their keys.
UPDATE decisions
  SET decision = jsonb_set(decision, '{gapKeys}', to_jsonb(pg_temp.keys_now(
    array(SELECT jsonb_array_elements_text(decision->'gapKeys')))))
  WHERE decision->>'gapKeys' ~ ' (novels|books):';

-- Of two gaps that have one key now, the one seen last has it.
UPDATE gaps SET key = now.key, gap = jsonb_set(gap, '{key}', to_jsonb(now.key))
  FROM (
    SELECT DISTINCT ON (pg_temp.key_now(key)) id, pg_temp.key_now(key) AS key
    FROM gaps WHERE key ~ '^series:[^:]+ (novels|books):'
    ORDER BY pg_temp.key_now(key), last_seen DESC, id) AS now
  WHERE gaps.id = now.id AND NOT EXISTS (SELECT 1 FROM gaps AS other WHERE other.key = now.key);
UPDATE gaps SET state = 'gone' WHERE key ~ '^series:[^:]+ (novels|books):' AND state <> 'gone';

DROP FUNCTION pg_temp.keys_now;
DROP FUNCTION pg_temp.key_now;

-- What the last sync of all libraries did not find any more is not lacking. A run that found nothing
-- at all says nothing: it may not have come so far.
UPDATE gaps SET state = 'gone'
  FROM (
    SELECT started_at FROM runs
    WHERE kind = 'sync' AND library IS NULL AND EXISTS (SELECT 1 FROM run_gaps WHERE run_id = runs.id)
    ORDER BY started_at DESC LIMIT 1) AS sync
  WHERE state = 'open' AND sources = '[]' AND last_seen < sync.started_at;

-- There was no other knowledge than the library's own numbers.
UPDATE gaps SET sources = '[{"source": "library", "asOf": null}]' WHERE sources = '[]';

-- What became of a gap last is told with it: without that, one that is on its way looks wanted. Dry
-- runs were looks. How often it was searched in vain is not counted: it is due.
WITH told AS (
  SELECT gap_id, run_id, outcome, coalesce(finished_at, started_at) AS at
  FROM run_gaps JOIN runs ON runs.id = run_id
  WHERE outcome IS NOT NULL AND NOT dry_run)
UPDATE gaps SET last_outcome = latest.outcome, last_run_id = latest.run_id, last_tried_at = tried.at
  FROM (SELECT DISTINCT ON (gap_id) * FROM told ORDER BY gap_id, at DESC) AS latest
  LEFT JOIN (
    SELECT gap_id, max(at) AS at FROM told
    WHERE outcome NOT IN ('resting', 'not-searched', 'already-queued') GROUP BY gap_id
  ) AS tried USING (gap_id)
  WHERE gaps.id = latest.gap_id AND gaps.last_run_id IS NULL;
