-- What names, types and values there are, counted by the loader: one row per name, value and Kafka
-- partition with its count up to _offset; the newest _offset wins, counts are summed over partitions.
CREATE TABLE IF NOT EXISTS catalog
(
    project      UInt32,
    -- event: name = the event's name. The others: name = the property's name.
    entry        Enum8('event' = 1, 'event_property' = 2, 'user_property' = 3, 'event_value' = 4, 'user_value' = 5),
    name         String,
    -- entry event_property, user_property: text, number, flag, list, null. *_value: the stored value. Else empty.
    detail       String,
    _source      UInt32,
    occurrences  UInt64,
    first_seen   DateTime64(3, 'UTC'),
    last_seen    DateTime64(3, 'UTC'),
    _offset      Int64
)
ENGINE = ReplacingMergeTree(_offset)
ORDER BY (project, entry, name, detail, _source)
SETTINGS non_replicated_deduplication_window = 0, fsync_after_insert = 1, fsync_part_directory = 1
