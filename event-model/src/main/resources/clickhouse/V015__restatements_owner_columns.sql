-- The first two owners by themselves: joining rows with lists costs questions twice as much as with numbers,
-- and most senders have one owner. An owner is 0 where there is none.
ALTER TABLE restatements
    ADD COLUMN IF NOT EXISTS first_owner UInt32 MATERIALIZED owners[1].uid CODEC(LZ4),
    ADD COLUMN IF NOT EXISTS second_from DateTime64(3, 'UTC') MATERIALIZED
        fromUnixTimestamp64Milli(if(length(owners) > 1, owners[2].from_ms, 4102444800000), 'UTC') CODEC(LZ4),
    ADD COLUMN IF NOT EXISTS second_owner UInt32 MATERIALIZED
        if(length(owners) > 1, owners[2].uid, owners[1].uid) CODEC(LZ4)
