-- Pieces of an attempt that was cut off stay behind; the time says which they are.
ALTER TABLE restatement_pieces ADD COLUMN IF NOT EXISTS made_at DateTime('UTC') MATERIALIZED now('UTC')
