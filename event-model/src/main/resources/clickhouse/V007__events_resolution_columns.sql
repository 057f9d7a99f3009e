-- What the resolution of senders into persons needs to know of a row.
ALTER TABLE events
    -- sent with a user id: aid is a user's number, else a device's
    ADD COLUMN IF NOT EXISTS identified Bool DEFAULT false CODEC(ZSTD(1)),
    -- the record changes user properties at a time before a row of the same sender that was stored already
    ADD COLUMN IF NOT EXISTS _late Bool DEFAULT false CODEC(ZSTD(1)),
    -- version of the sender's row in sender_persons that uid and the user properties were written with; 0 for none
    ADD COLUMN IF NOT EXISTS _resolved UInt32 DEFAULT 0 CODEC(ZSTD(1)),
    -- a device that several users share is looked up among all rows
    ADD INDEX IF NOT EXISTS device_ids device_id TYPE bloom_filter GRANULARITY 4
