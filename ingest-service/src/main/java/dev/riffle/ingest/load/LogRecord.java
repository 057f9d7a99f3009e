package dev.riffle.ingest.load;

/**
 * One record of a partition, as it stands in the log.
 *
 * @param timestampMillis when the log took it
 * @param version bytes of the version header, empty when there is none
 * @param replayed whether it was put back from the dead letters
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of the log, passed through and never compared
public record LogRecord(
    long offset, long timestampMillis, byte[] version, boolean replayed, byte[] key, byte[] value) {
  int byteCount() {
    return key.length + value.length;
  }
}
