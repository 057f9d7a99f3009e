package dev.riffle.query.retention;

import dev.riffle.query.time.LocalRange;
import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the local clock is ahead of UTC within a range.
 *
 * @param from milliseconds since the epoch, strictly increasing
 * @param milliseconds ahead from there on
 */
record ClockOffsets(List<Long> from, List<Long> milliseconds) {
  static ClockOffsets of(LocalRange range) {
    ZoneRules rules = range.zone().getRules();
    List<Long> from = new ArrayList<>();
    List<Long> milliseconds = new ArrayList<>();
    Instant instant = range.start();
    do {
      from.add(instant.toEpochMilli());
      milliseconds.add(1_000L * rules.getOffset(instant).getTotalSeconds());
      ZoneOffsetTransition change = rules.nextTransition(instant);
      instant = change == null ? range.end() : change.getInstant();
    } while (instant.isBefore(range.end()));
    return new ClockOffsets(List.copyOf(from), List.copyOf(milliseconds));
  }
}
