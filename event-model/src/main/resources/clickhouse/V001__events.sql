-- One row per acknowledged record, whatever its kind: the truth of "exactly once" is what is in here.
-- Layout and codecs as measured in docs/decisions/0003-events-table.md.
CREATE TABLE IF NOT EXISTS events
(
    project      UInt32 CODEC(ZSTD(1)),
    event        LowCardinality(String) CODEC(ZSTD(1)),
    kind         Enum8('track' = 1, 'identify' = 2, 'group' = 3, 'alias' = 4) CODEC(ZSTD(1)),
    -- UTC day of ts; questions in other time zones read a day more on either side
    day          Date DEFAULT toDate(ts) CODEC(ZSTD(1)),
    -- dense numbers of the sender as sent and of the person as resolved; uid stays out of the key, so that it can be updated
    aid          UInt32 CODEC(LZ4),
    ts           DateTime64(3, 'UTC') CODEC(Delta(8), LZ4),
    uid          UInt32 CODEC(LZ4),
    -- xxHash64 of the message id, 0 when there was none
    mid          UInt64 CODEC(NONE),
    claimed_ts   DateTime64(3, 'UTC') CODEC(Delta(8), ZSTD(1)),
    received_ts  DateTime64(3, 'UTC') CODEC(Delta(8), ZSTD(1)),
    clamped      Bool CODEC(ZSTD(1)),
    device_id    String CODEC(ZSTD(1)),
    session_id   String CODEC(ZSTD(1)),
    target_id    String CODEC(ZSTD(1)),
    library      LowCardinality(String) CODEC(ZSTD(1)),
    -- properties of the event; numbers in the second map, everything else in its stored form in the first
    text         Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    number       Map(LowCardinality(String), Float64) CODEC(ZSTD(1)),
    -- user properties as they were at the event
    user_text    Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    user_number  Map(LowCardinality(String), Float64) CODEC(ZSTD(1)),
    -- promoted properties: stored form, empty when missing or null; written by the loader
    u_plan       LowCardinality(String) DEFAULT multiIf(user_text['plan'] NOT IN ('', '\x01null'), user_text['plan'], mapContains(user_number, 'plan'), concat('\x01#', toString(user_number['plan'])), '') CODEC(ZSTD(1)),
    u_country    LowCardinality(String) DEFAULT multiIf(user_text['country'] NOT IN ('', '\x01null'), user_text['country'], mapContains(user_number, 'country'), concat('\x01#', toString(user_number['country'])), '') CODEC(ZSTD(1)),
    u_onboarding_feature LowCardinality(String) DEFAULT multiIf(user_text['onboardingFeature'] NOT IN ('', '\x01null'), user_text['onboardingFeature'], mapContains(user_number, 'onboardingFeature'), concat('\x01#', toString(user_number['onboardingFeature'])), '') CODEC(ZSTD(1)),
    p_device     LowCardinality(String) DEFAULT multiIf(text['device'] NOT IN ('', '\x01null'), text['device'], mapContains(number, 'device'), concat('\x01#', toString(number['device'])), '') CODEC(ZSTD(1)),
    -- where the row comes from: topic id << 16 | partition, offset, and the low half of the ingest id
    _source      UInt32 CODEC(ZSTD(1)),
    _offset      Int64 CODEC(Delta(8), ZSTD(1)),
    _ingest_id   UInt64 CODEC(NONE),
    INDEX offsets _offset TYPE minmax GRANULARITY 1,
    -- the watermark of every question, without reading the column: 1 ms where a scan of 1 M rows takes 18
    PROJECTION newest_received (SELECT project, max(received_ts) GROUP BY project)
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(day)
PRIMARY KEY (project, event, day, aid)
ORDER BY (project, event, day, aid, ts, _source, _offset)
SETTINGS
    enable_block_number_column = 1, enable_block_offset_column = 1,
    map_serialization_version = 'with_buckets', map_serialization_version_for_zero_level_parts = 'basic',
    map_buckets_min_avg_size = 0, map_buckets_strategy = 'constant', max_buckets_in_map = 16,
    non_replicated_deduplication_window = 10000,
    lightweight_mutation_projection_mode = 'rebuild',
    fsync_after_insert = 1, fsync_part_directory = 1
