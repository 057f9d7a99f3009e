package dev.riffle.ingest.collect.outcome;

import java.util.Locale;

/** Why one event of a request cannot enter. Closed, and so fit for a metric's label. */
public enum RejectionReason {
  MISSING_FIELD,
  WRONG_TYPE,
  UNKNOWN_TYPE,
  PLACEHOLDER_ID,
  ID_TOO_SHORT,
  ID_TOO_LONG,
  INVALID_TIME,
  INVALID_OPERATION,
  INVALID_NAME,
  RESERVED_NAME,
  EVENT_TOO_LARGE,
  TOO_DEEP,
  TOO_MANY_PROPERTIES,
  NAME_TOO_LONG,
  TEXT_TOO_LONG,
  NUMBER_TOO_LONG,
  /** The event is good, but its door stores all events of a request or none. */
  REQUEST_REFUSED;

  /** The word in replies and metrics, such as {@code placeholder_id}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
