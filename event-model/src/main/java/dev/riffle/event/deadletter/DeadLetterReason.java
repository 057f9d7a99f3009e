package dev.riffle.event.deadletter;

import java.util.Optional;

/** Why a record could not become a row. */
public enum DeadLetterReason {
  /** The version header names a form that the loader does not read, or there is none. */
  UNKNOWN_VERSION("unknown-version"),

  /** The value is not what the version promises: damaged, or without what every event has. */
  NOT_AN_EVENT_RECORD("not-an-event-record"),

  /** The engine refused the row for its data, alone and twice; its error code is kept. */
  REFUSED_BY_ENGINE("refused-by-engine");

  private final String word;

  DeadLetterReason(String word) {
    this.word = word;
  }

  /** The reason in headers, options and tables. */
  public String word() {
    return word;
  }

  public static Optional<DeadLetterReason> ofWord(String word) {
    for (DeadLetterReason reason : values()) {
      if (reason.word.equals(word)) {
        return Optional.of(reason);
      }
    }
    return Optional.empty();
  }
}
