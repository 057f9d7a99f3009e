package dev.riffle.acceptance.sdk.reaction;

import java.util.Map;

/** What one of many events has that the others have not. */
enum Oddity {
  NONE(0, 0),

  /** A text that is longer than may be. */
  LONG_TEXT(1, 10_000),

  /** Good texts, so short that no SDK cuts them, of which there are too many for a small body. */
  MANY_TEXTS(80, 250);

  /** Settings of a service whose bodies are so small, compressed or not, that it says 413. */
  static final Map<String, String> SMALL_BODIES =
      Map.of(
          "RIFFLE_COLLECT_LIMITS_BODY", "16K",
          "RIFFLE_COLLECT_LIMITS_INFLATED", "16K");

  private final int texts;
  private final int textLength;

  Oddity(int texts, int textLength) {
    this.texts = texts;
    this.textLength = textLength;
  }

  int texts() {
    return texts;
  }

  int textLength() {
    return textLength;
  }
}
