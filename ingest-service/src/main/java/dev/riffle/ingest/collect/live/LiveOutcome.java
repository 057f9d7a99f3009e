package dev.riffle.ingest.collect.live;

import java.util.Locale;
import java.util.Optional;

/** What became of an event. Also the name of the server-sent event that shows it. */
public enum LiveOutcome {
  ACCEPTED,
  REJECTED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The outcome of that word, exactly. */
  public static Optional<LiveOutcome> of(String word) {
    for (LiveOutcome outcome : values()) {
      if (outcome.word().equals(word)) {
        return Optional.of(outcome);
      }
    }
    return Optional.empty();
  }
}
