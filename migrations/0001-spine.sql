-- Runs, and what becomes of each thing in them.

CREATE TABLE runs (
  id             text PRIMARY KEY,           -- the workflow's id; `…~2` when an id was used again
  workflow_id    text NOT NULL,
  execution_id   text NOT NULL,              -- id of the chain's first execution
  kind           text NOT NULL CHECK (kind IN ('sync', 'search')),
  task_name      text NOT NULL,
  dry_run        boolean NOT NULL,
  library        text,                       -- name asked for; null = all
  search_text    text,                       -- a person's own term
  status         text NOT NULL DEFAULT 'running'
                 CHECK (status IN ('running', 'completed', 'stopped', 'cancelled', 'failed')),
  phase          text NOT NULL DEFAULT 'analyse',
  stop           jsonb,                      -- {name, what, remedy} when it did not complete
  items          integer,
  items_changed  integer,                    -- read anew because their content had changed
  libraries      jsonb NOT NULL DEFAULT '[]', -- the libraries that were read: [{id, name}]
  notes          jsonb NOT NULL DEFAULT '[]',
  account        jsonb,                      -- the account's state, read on the way
  downloads_frozen text,                     -- why the tracker refuses all further downloads
  torrents_before integer,
  torrents_after  integer,
  report_path    text,
  started_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  finished_at    timestamptz,
  UNIQUE (workflow_id, execution_id)
);

-- What users of the old system query: one row a task's execution.
CREATE TABLE tasks (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  task_name   text NOT NULL,
  status      text NOT NULL
              CHECK (status IN ('running', 'completed', 'stopped', 'cancelled', 'failed')),
  run_id      text UNIQUE REFERENCES runs (id),
  started_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  finished_at timestamptz,
  error       text
);

CREATE TABLE run_phases (
  run_id      text NOT NULL REFERENCES runs (id),
  phase       text NOT NULL,
  started_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  finished_at timestamptz,
  PRIMARY KEY (run_id, phase)
);

-- What a person following a run is told, in order.
CREATE TABLE run_events (
  id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id text NOT NULL REFERENCES runs (id),
  at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  kind   text NOT NULL,
  fields jsonb NOT NULL
);
CREATE INDEX run_events_by_run ON run_events (run_id, id);

CREATE TABLE reports (
  run_id   text PRIMARY KEY REFERENCES runs (id),
  made_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  report   jsonb NOT NULL,
  markdown text NOT NULL
);

-- The library as last read. Our copy: the library itself is never written.
CREATE TABLE items (
  id           text PRIMARY KEY,
  library_id   text NOT NULL,
  content_hash text NOT NULL,
  item         jsonb NOT NULL,
  read_at      timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX items_by_library ON items (library_id);

CREATE TABLE gaps (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key        text NOT NULL UNIQUE,
  gap        jsonb NOT NULL,
  first_seen timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_seen  timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE run_gaps (
  run_id         text NOT NULL REFERENCES runs (id),
  gap_id         bigint NOT NULL REFERENCES gaps (id),
  -- true when an earlier run queued it: it is on its way and needs no search
  on_its_way     boolean NOT NULL DEFAULT false,
  outcome        text,
  detail         text,
  source_id      text,
  PRIMARY KEY (run_id, gap_id)
);

CREATE TABLE terms (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id      text NOT NULL REFERENCES runs (id),
  ordinal     integer NOT NULL,              -- 1, 2, 3 … in order of value
  kind        text NOT NULL,
  text        text NOT NULL,
  label       text NOT NULL,
  status      text NOT NULL DEFAULT 'pending'
              CHECK (status IN ('pending', 'beyond-cap', 'done', 'failed')),
  pages       integer NOT NULL DEFAULT 0,
  total       integer,                       -- how many results the source says there are
  results_read integer NOT NULL DEFAULT 0,   -- those judged under an earlier term included
  is_cut      boolean NOT NULL DEFAULT false, -- there were more results than pages that may be read
  candidates  integer NOT NULL DEFAULT 0,
  requests    integer NOT NULL DEFAULT 0,
  waited_ms   bigint NOT NULL DEFAULT 0,
  started_at  timestamptz,
  finished_at timestamptz,
  failure     jsonb,
  UNIQUE (run_id, ordinal)
);

-- Result pages of terms under way: a retry goes on after them instead of asking again.
CREATE TABLE term_pages (
  term_id   bigint NOT NULL REFERENCES terms (id),
  start     integer NOT NULL,
  page      jsonb NOT NULL,
  requests  integer NOT NULL,
  waited_ms bigint NOT NULL,
  PRIMARY KEY (term_id, start)
);

CREATE TABLE term_gaps (
  term_id bigint NOT NULL REFERENCES terms (id),
  gap_id  bigint NOT NULL REFERENCES gaps (id),
  PRIMARY KEY (term_id, gap_id)
);

CREATE TABLE candidates (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id    text NOT NULL REFERENCES runs (id),
  term_id   bigint NOT NULL REFERENCES terms (id),   -- the term that showed it first
  source    text NOT NULL,
  source_id text NOT NULL,
  candidate jsonb NOT NULL,
  UNIQUE (run_id, source, source_id)
);
CREATE INDEX candidates_by_term ON candidates (term_id);

-- Apart from the candidate: a verdict is never stored on the thing judged.
CREATE TABLE decisions (
  candidate_id bigint PRIMARY KEY REFERENCES candidates (id),
  run_id       text NOT NULL REFERENCES runs (id),
  verdict      text NOT NULL CHECK (verdict IN ('accept', 'defer', 'refuse', 'ask')),
  decision     jsonb NOT NULL
);
CREATE INDEX decisions_by_run ON decisions (run_id, verdict);

-- The acquisition ledger: what was chosen, fetched, handed to the torrent client, and seen there.
CREATE TABLE acquisitions (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id         text NOT NULL REFERENCES runs (id),
  taken_by       text REFERENCES runs (id),  -- the later run that goes on with it
  takeovers      integer NOT NULL DEFAULT 0,
  candidate_id   bigint NOT NULL UNIQUE REFERENCES candidates (id),
  source         text NOT NULL,
  source_id      text NOT NULL,
  title          text NOT NULL,
  author         text NOT NULL,
  gap_keys       text[] NOT NULL,
  work_keys      text[] NOT NULL,
  status         text NOT NULL
                 CHECK (status IN ('chosen', 'fetched', 'intended', 'queued', 'already-there',
                                   'failed', 'would-queue')),
  info_hash_v1   text,
  info_hash_v2   text,
  sealed_torrent bytea,                      -- encrypted (it holds the passkey); gone once queued
  requests       integer NOT NULL DEFAULT 0,
  waited_ms      bigint NOT NULL DEFAULT 0,
  failure        jsonb,
  chosen_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  queued_at      timestamptz
);
-- The last line of defence against a double download.
CREATE UNIQUE INDEX acquisitions_once_by_source ON acquisitions (source, source_id)
  WHERE status NOT IN ('failed', 'would-queue');
CREATE UNIQUE INDEX acquisitions_once_by_hash_v1 ON acquisitions (info_hash_v1)
  WHERE status NOT IN ('failed', 'would-queue');
CREATE UNIQUE INDEX acquisitions_once_by_hash_v2 ON acquisitions (info_hash_v2)
  WHERE status NOT IN ('failed', 'would-queue');
CREATE INDEX acquisitions_by_run ON acquisitions (run_id);
CREATE INDEX acquisitions_by_taker ON acquisitions (taken_by);

-- Politeness: who may touch a host, when it was last touched, and until when it is left alone.
CREATE TABLE sites (
  host              text PRIMARY KEY,
  lease_holder      text,
  lease_token       bigint NOT NULL DEFAULT 0,
  lease_expires_at  timestamptz,
  in_flight_since   timestamptz,             -- set before a request, cleared after its answer
  in_flight_id      text,                    -- which request: only who began it ends it
  last_answer_end   timestamptz,
  last_term_end     timestamptz,
  blocked_until     timestamptz,
  block_reason      text,
  failures          integer NOT NULL DEFAULT 0, -- in a row; the pause grows with it
  halted_at         timestamptz,
  halt_kind         text CHECK (halt_kind IN ('captcha', 'login-locked')),
  halt_reason       text,
  session           bytea,                   -- encrypted browser state
  session_saved_at  timestamptz,
  refused_credentials text                   -- fingerprint of credentials that were refused
);

CREATE TABLE site_logins (
  host text NOT NULL REFERENCES sites (host),
  at   timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX site_logins_by_host ON site_logins (host, at);
