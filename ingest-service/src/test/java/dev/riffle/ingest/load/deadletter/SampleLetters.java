package dev.riffle.ingest.load.deadletter;

import dev.riffle.event.deadletter.DeadLetter;
import dev.riffle.event.deadletter.DeadLetterId;
import dev.riffle.event.deadletter.DeadLetterReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalInt;

/** Dead letters for tests. */
final class SampleLetters {
  private SampleLetters() {}

  static DeadLetter letter(long offset, byte[] value) {
    return new DeadLetter(
        new DeadLetterId(0x00070002, offset, 0),
        DeadLetterReason.UNKNOWN_VERSION,
        OptionalInt.empty(),
        Instant.parse("2026-11-22T07:00:00Z"),
        "1/u/alice".getBytes(StandardCharsets.UTF_8),
        "99".getBytes(StandardCharsets.UTF_8),
        value);
  }
}
