package dev.riffle.query.metadata;

/** Somebody else has changed the segment meanwhile, or it cannot go because of others. */
public final class SegmentConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SegmentConflictException(String message) {
    super(message);
  }
}
