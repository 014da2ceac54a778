-- What was queued and then removed from the torrent client by its owner, who has said so: it holds
-- nothing back any more, and its line stays.

ALTER TABLE acquisitions DROP CONSTRAINT acquisitions_status_check;
ALTER TABLE acquisitions ADD CONSTRAINT acquisitions_status_check
  CHECK (status IN ('chosen', 'fetched', 'intended', 'queued', 'already-there', 'removed',
                    'failed', 'would-queue'));
ALTER TABLE acquisitions ADD COLUMN removed_at timestamptz; -- when its owner said so

DROP INDEX acquisitions_once_by_source;
DROP INDEX acquisitions_once_by_hash_v1;
DROP INDEX acquisitions_once_by_hash_v2;
CREATE UNIQUE INDEX acquisitions_once_by_source ON acquisitions (source, source_id)
  WHERE status NOT IN ('removed', 'failed', 'would-queue');
CREATE UNIQUE INDEX acquisitions_once_by_hash_v1 ON acquisitions (info_hash_v1)
  WHERE status NOT IN ('removed', 'failed', 'would-queue');
CREATE UNIQUE INDEX acquisitions_once_by_hash_v2 ON acquisitions (info_hash_v2)
  WHERE status NOT IN ('removed', 'failed', 'would-queue');
