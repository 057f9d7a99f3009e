-- Which person a sender's events belong to, for senders that share their person with others: devices
-- with a user, their users, aliased users. The newest version wins; who is not in here is a person alone.
CREATE TABLE IF NOT EXISTS sender_persons
(
    project        UInt32,
    aid            UInt32,
    -- the person's number from that event time on (milliseconds, in order); the first begins before all times.
    -- A user has one entry, a device one for each stretch of one owner
    owners         Array(Tuple(from_ms Int64, uid UInt32)) CODEC(ZSTD(1)),
    -- the newest owner
    uid            UInt32,
    -- changes of user properties that the person's other senders have made, as persons.history
    shared_history String CODEC(ZSTD(1)),
    -- current user properties of the person, on the row where aid = uid
    text           Map(LowCardinality(String), String),
    number         Map(LowCardinality(String), Float64),
    version        UInt32,
    resolved_at    DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (project, aid)
SETTINGS non_replicated_deduplication_window = 0, fsync_after_insert = 1, fsync_part_directory = 1
