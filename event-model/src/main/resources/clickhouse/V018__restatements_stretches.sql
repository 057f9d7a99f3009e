-- Two to four owners as twelve numbers, so that questions can put those of all senders into one list: the owners,
-- then the upper and the lower halves of the milliseconds since 1830-08-20 (2^42 before the epoch) from which on each
-- owns. Filled up with times that never come. Empty for one owner, which is first_owner, and for more than four.
ALTER TABLE restatements
    ADD COLUMN IF NOT EXISTS stretches Array(UInt32) MATERIALIZED if(length(owners) IN (2, 3, 4),
        arrayConcat(
            arrayResize(owners.uid, 4, 0),
            arrayResize(arrayMap(from_ms -> toUInt32(bitShiftRight(greatest(from_ms + 4398046511104, 0), 32)), owners.from_ms), 4, 4294967295),
            arrayResize(arrayMap(from_ms -> toUInt32(bitAnd(greatest(from_ms + 4398046511104, 0), 4294967295)), owners.from_ms), 4, 4294967295)),
        []) CODEC(LZ4)
