package dev.riffle.ingest.load.table;

/**
 * A record that cannot become a row of events, kept with its bytes.
 *
 * @param ingestId low half of the ingest id, 0 when the bytes do not give it
 * @param reason what is wrong, without anything the sender wrote
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of the log, passed through and never compared
public record UnreadableRecord(
    long offset, long ingestId, String reason, byte[] key, byte[] value) {}
