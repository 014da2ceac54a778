-- Judgement: a standing list of gaps, what catalogues know, and what a person has said.

ALTER TABLE gaps
  -- open: wanted; upcoming: not released; question: a doubtful claim, for a person to say;
  -- excluded: a person does not want it; gone: owned by now, or nothing says it is lacking any more
  ADD COLUMN state text NOT NULL DEFAULT 'open'
    CHECK (state IN ('open', 'upcoming', 'question', 'excluded', 'gone')),
  ADD COLUMN release_date text,              -- `2027-03-02`, or less of it
  ADD COLUMN sources jsonb NOT NULL DEFAULT '[]', -- which knowledge says so: [{source, asOf}]
  ADD COLUMN tries integer NOT NULL DEFAULT 0,    -- searches in vain; the pause grows with it
  ADD COLUMN last_tried_at timestamptz,
  ADD COLUMN last_outcome text,
  ADD COLUMN last_run_id text REFERENCES runs (id),
  ADD COLUMN next_try_at timestamptz;        -- null: at the next run
CREATE INDEX gaps_by_state ON gaps (state);

-- true when it was searched before in vain, and its next search is due later
ALTER TABLE run_gaps ADD COLUMN is_resting boolean NOT NULL DEFAULT false;
-- true when it was upcoming until this run
ALTER TABLE run_gaps ADD COLUMN is_released boolean NOT NULL DEFAULT false;
CREATE INDEX run_gaps_by_gap ON run_gaps (gap_id);

-- true when gaps that rest are searched for all the same
ALTER TABLE runs ADD COLUMN search_all boolean NOT NULL DEFAULT false;

-- What a person has said of gaps. Kept apart from them, so that it survives every refresh.
CREATE TABLE gap_choices (
  id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  scope  text NOT NULL CHECK (scope IN ('gap', 'series', 'author')),
  key    text NOT NULL,                      -- the gap's key, or the normalised name
  label  text NOT NULL,                      -- as a person knows it
  work_keys text[] NOT NULL DEFAULT '{}',    -- of the gap's work, which may get another key
  choice text NOT NULL CHECK (choice IN ('exclude', 'include')),
  at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (scope, key)
);

-- What is never to be fetched, besides what policy.yaml blocks.
CREATE TABLE blocks (
  kind  text NOT NULL CHECK (kind IN ('torrent', 'uploader', 'word')),
  value text NOT NULL,
  label text NOT NULL,                       -- a torrent's title, or the value
  at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (kind, value)
);

-- What catalogues have told us of works: each fact with its source and its age.
CREATE TABLE known_works (
  source       text NOT NULL,
  source_id    text NOT NULL,
  work         jsonb NOT NULL,
  learned_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  confirmed_at timestamptz NOT NULL DEFAULT clock_timestamp(), -- told again last
  PRIMARY KEY (source, source_id)
);

-- What a catalogue was asked, and how that went last.
CREATE TABLE lookups (
  source      text NOT NULL,
  subject     text NOT NULL,                 -- `series:<series key>:<author key>`, `author:<key>`, …
  asked_at    timestamptz NOT NULL,
  answered_at timestamptz,                   -- when it last told us anything
  told        integer NOT NULL DEFAULT 0,    -- works that it told of then
  failure     jsonb,                         -- {name, what} of the last try; null when it went well
  PRIMARY KEY (source, subject)
);

-- Requests to catalogues that have a daily allowance.
CREATE TABLE lookup_days (
  source   text NOT NULL,
  day      date NOT NULL,
  requests integer NOT NULL,
  PRIMARY KEY (source, day)
);

-- What waits for a person's word: each in a workflow of its own, `review-<id>`.
CREATE TABLE reviews (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id         text NOT NULL REFERENCES runs (id),
  candidate_id   bigint NOT NULL REFERENCES candidates (id),
  source         text NOT NULL,
  source_id      text NOT NULL,
  title          text NOT NULL,
  author         text NOT NULL,
  gap_keys       text[] NOT NULL,
  work_keys      text[] NOT NULL,
  why            text NOT NULL CHECK (why IN ('doubt', 'proposed')),
  status         text NOT NULL DEFAULT 'open'
                 CHECK (status IN ('open', 'approved', 'queued', 'already-there', 'failed',
                                   'refused', 'blocked', 'excluded', 'superseded')),
  opened_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  decided_at     timestamptz,
  finished_at    timestamptz,
  note           text,                       -- why it was superseded, waits, or failed
  acquisition_id bigint REFERENCES acquisitions (id),
  has_workflow   boolean NOT NULL DEFAULT false, -- its workflow was started
  is_told        boolean NOT NULL DEFAULT false  -- its workflow knows that it ended otherwise
);
-- One question at a time about one torrent.
CREATE UNIQUE INDEX reviews_once ON reviews (source, source_id)
  WHERE status IN ('open', 'approved');
CREATE INDEX reviews_by_run ON reviews (run_id);

-- Approved by a person: beyond a run's cap, and no run's to take over.
ALTER TABLE acquisitions ADD COLUMN review_id bigint REFERENCES reviews (id);

-- "What was tried for this gap": decisions that name it.
CREATE INDEX decisions_by_gap ON decisions USING gin ((decision -> 'gapKeys'));
-- What was seen of a torrent: a person names it by its id alone.
CREATE INDEX candidates_by_source_id ON candidates (source_id);
