package dev.riffle.query.saved;

import java.time.Instant;

/**
 * Which state of a kept thing this is.
 *
 * @param version from 1 on, one more with each change
 * @param changedBy number of the key that wrote it
 */
public record Revision(int version, Instant createdAt, Instant changedAt, long changedBy) {
  /** Of what is new. */
  public static Revision first(Instant now, long by) {
    return new Revision(1, now, now, by);
  }

  /** After a change. */
  public Revision next(Instant now, long by) {
    return new Revision(version + 1, createdAt, now, by);
  }
}
