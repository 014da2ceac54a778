-- What catalogues tell no more is forgotten in the end: by answers that leave it out, never by silence.

ALTER TABLE known_works
  ADD COLUMN told_by text,                   -- the question whose answer told of it last, with room for more
  ADD COLUMN misses integer NOT NULL DEFAULT 0; -- answers to that question since then that did not
CREATE INDEX known_works_by_question ON known_works (source, told_by);
CREATE INDEX known_works_by_age ON known_works (source, confirmed_at);
