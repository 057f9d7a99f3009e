-- What rows of one sender are to say from an event time on, while they are being rewritten.
CREATE TABLE IF NOT EXISTS restatement_pieces
(
    -- number of the attempt; its pieces are deleted when the rows are written
    run          UInt64,
    project      UInt32,
    aid          UInt32,
    -- place of the sender among those of the run, from 0 on
    place        UInt32,
    from_ms      Int64,
    uid          UInt32,
    -- user properties whose values at that time are no longer known: rows keep what they have
    kept         Array(String) CODEC(ZSTD(1)),
    user_text    Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    user_number  Map(LowCardinality(String), Float64) CODEC(ZSTD(1)),
    u_plan       LowCardinality(String),
    u_country    LowCardinality(String),
    u_onboarding_feature LowCardinality(String),
    -- version of the sender's row in sender_persons, 0 for none
    version      UInt32
)
ENGINE = MergeTree
PARTITION BY run
ORDER BY (run, place, from_ms)
SETTINGS non_replicated_deduplication_window = 0
