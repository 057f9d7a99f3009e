package dev.riffle.acceptance.chaos.plan;

import java.util.Locale;

/** What may be removed while nobody uses it, and must not cost or repeat an event. */
public enum Forgotten {
  /** The offsets that the loader committed. */
  GROUP_OFFSETS,
  /** The loader's index of message ids. */
  RETRY_INDEX,
  /** The engine's log of deduplication tokens. */
  TOKEN_LOG,
  /** The topic of events, loaded to its end: the new one uses the same offsets again. */
  TOPIC;

  /** As plan and report name it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
