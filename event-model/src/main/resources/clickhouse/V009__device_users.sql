-- Facts: which users have been seen on which device, as read from events. Adding a fact twice changes nothing.
CREATE TABLE IF NOT EXISTS device_users
(
    project      UInt32,
    device_id    String CODEC(ZSTD(1)),
    user_aid     UInt32,
    -- event times of the first and the last record with both ids
    first_ts     SimpleAggregateFunction(min, DateTime64(3, 'UTC')),
    last_ts      SimpleAggregateFunction(max, DateTime64(3, 'UTC'))
)
ENGINE = AggregatingMergeTree
ORDER BY (project, device_id, user_aid)
SETTINGS non_replicated_deduplication_window = 0, fsync_after_insert = 1, fsync_part_directory = 1
