package dev.riffle.ingest.collect.connection;

import java.util.Locale;

/** Why we ended a connection. Closed, and so fit for a metric's label. */
public enum ConnectionEnd {
  /** No head of a request came in time. */
  HEAD_TIMEOUT,
  /** The frame of a request's body is broken, such as the size of a chunk. */
  BAD_BODY,
  /** There were too many connections already. */
  TOO_MANY,
  /** The service stops, and the connection was idle. */
  STOPPING;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
