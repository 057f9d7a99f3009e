-- Which restatements are written into the rows of events. Those stay in restatements until no question is left
-- that has read the rows before: it finds there what it has not seen.
CREATE TABLE IF NOT EXISTS restated
(
    project      UInt32,
    aid          UInt32,
    version      UInt32,
    restated_at  DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
)
ENGINE = MergeTree
ORDER BY (project, aid, version)
SETTINGS non_replicated_deduplication_window = 0
