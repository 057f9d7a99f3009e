-- How far the rows of events have been looked at for identities: all rows of a source before next_offset.
CREATE TABLE IF NOT EXISTS resolution_progress
(
    _source      UInt32,
    next_offset  Int64
)
ENGINE = ReplacingMergeTree(next_offset)
ORDER BY _source
SETTINGS non_replicated_deduplication_window = 0, fsync_after_insert = 1, fsync_part_directory = 1
