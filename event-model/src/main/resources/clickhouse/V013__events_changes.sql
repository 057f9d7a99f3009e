-- The record changes user properties: with identities, those of other senders' rows too.
ALTER TABLE events ADD COLUMN IF NOT EXISTS _changes Bool DEFAULT false CODEC(ZSTD(1))
