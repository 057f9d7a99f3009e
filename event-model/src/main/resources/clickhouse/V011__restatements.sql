-- Rows of events that do not yet say what is known by now: to be rewritten, then deleted from here.
-- Questions apply the owners at once and count what is left as pending.
CREATE TABLE IF NOT EXISTS restatements
(
    project      UInt32,
    aid          UInt32,
    -- as sender_persons.owners; empty when only user properties are to be rewritten
    owners       Array(Tuple(from_ms Int64, uid UInt32)) CODEC(ZSTD(1)),
    -- event time from which on rows are to be rewritten
    from_ms      Int64,
    -- a newer one of the same sender replaces it
    version      UInt32,
    queued_at    DateTime64(3, 'UTC')
)
ENGINE = MergeTree
ORDER BY (project, aid, version)
SETTINGS non_replicated_deduplication_window = 0, fsync_after_insert = 1, fsync_part_directory = 1
