package dev.riffle.query.segment;

/** The members cannot be kept as a list. The message says why, for the asker. */
public final class SnapshotException extends RuntimeException {
  SnapshotException(String message) {
    super(message);
  }
}
