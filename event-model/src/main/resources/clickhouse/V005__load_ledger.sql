-- What events must hold, by source and range of offsets, as the loader counted it, and what the auditor
-- found. Written by the loader before the commit that passes the range's end; one row per range, the
-- newest _version wins.
CREATE TABLE IF NOT EXISTS load_ledger
(
    _source      UInt32,
    -- the offsets from bucket * bucket_size, bucket_size of them
    bucket_size  UInt64,
    bucket       UInt64,
    -- of the rows of that range: how many, and the sum modulo 2^64 and the xor of their _ingest_id
    row_count    UInt64,
    id_sum       UInt64,
    id_xor       UInt64,
    closed_at    DateTime64(3, 'UTC'),
    verdict      Enum8('unaudited' = 0, 'equal' = 1, 'missing_rows' = 2, 'doubled_rows' = 3, 'other_content' = 4),
    -- the last look; 1970 and 0 when there was none
    audited_at   DateTime64(3, 'UTC'),
    found_rows   UInt64,
    found_ids    UInt64,
    -- closed_at in milliseconds * 2, and 1 more for what is audited: never in place of a later closing
    _version     UInt64
)
ENGINE = ReplacingMergeTree(_version)
ORDER BY (_source, bucket_size, bucket)
SETTINGS non_replicated_deduplication_window = 0, fsync_after_insert = 1, fsync_part_directory = 1
