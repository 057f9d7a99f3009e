-- One row per sender, the newest _version wins. Upserted by the loader after the events of a batch
-- and before the commit of its offsets.
CREATE TABLE IF NOT EXISTS persons
(
    project      UInt32,
    sender_kind  Enum8('user' = 1, 'device' = 2),
    sender_id    String,
    aid          UInt32,
    uid          UInt32,
    first_seen   DateTime64(3, 'UTC'),
    last_seen    DateTime64(3, 'UTC'),
    -- current user properties, as in events
    text         Map(LowCardinality(String), String),
    number       Map(LowCardinality(String), Float64),
    -- the loader's own: last changes of each property with their times, from which the value at any event follows
    history      String CODEC(ZSTD(1)),
    _source      UInt32,
    -- offset of the last record that changed this row: a replay applies nothing twice
    _offset      Int64,
    -- _offset, shifted past what the row had before when the topic is a new one and offsets begin again
    _version     UInt64
)
ENGINE = ReplacingMergeTree(_version)
ORDER BY (project, sender_kind, sender_id)
SETTINGS non_replicated_deduplication_window = 0, fsync_after_insert = 1, fsync_part_directory = 1
