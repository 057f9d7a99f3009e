-- Records that could not become a row of events: their bytes, so that nothing acknowledged is lost.
-- One row per record; a replay may write it again with the same key.
CREATE TABLE IF NOT EXISTS unreadable
(
    _source      UInt32,
    _offset      Int64,
    -- low half of the ingest id, 0 when the bytes do not even give that
    _ingest_id   UInt64,
    stored_at    DateTime64(3, 'UTC'),
    -- what was wrong: version, bytes, or the engine's error code
    reason       String,
    key          String CODEC(ZSTD(1)),
    value        String CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (_source, _offset, _ingest_id)
SETTINGS non_replicated_deduplication_window = 0, fsync_after_insert = 1, fsync_part_directory = 1
