package dev.riffle.ingest.collect.live;

import dev.riffle.event.EventKind;
import dev.riffle.ingest.collect.live.LiveEvent.Rejected;
import dev.riffle.ingest.collect.live.LiveEvent.Summary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Events to look at. */
final class LiveEvents {
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private LiveEvents() {}

  static LiveEvent accepted(String name) {
    return new LiveEvent(NOW, "segment", 0, summary(name, "alice"), Optional.empty());
  }

  static LiveEvent rejected(String name) {
    return new LiveEvent(
        NOW,
        "segment",
        1,
        summary(name, "null"),
        Optional.of(new Rejected("placeholder_id", "userId", "userId is a placeholder")));
  }

  /** Named by the numbers from the first on. */
  static List<LiveEvent> numbered(int first, int count) {
    return IntStream.range(first, first + count).mapToObj(i -> accepted("e" + i)).toList();
  }

  private static Summary summary(String name, String userId) {
    return new Summary(
        Optional.of(EventKind.TRACK), name, Optional.of(NOW), userId, "", "m-1", Map.of(), 0);
  }
}
