package dev.riffle.query.export;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a time into pieces of few events, so that none takes long, however slow the reader is, or
 * much memory to sort.
 */
final class Slices {
  private static final long HOUR_MS = Duration.ofHours(1).toMillis();

  private Slices() {}

  /** {@code [start, end)}. */
  record Slice(Instant start, Instant end) {}

  /**
   * Events of an hour.
   *
   * @param hour since the epoch
   */
  record HourCount(long hour, long events) {}

  /**
   * Pieces without gaps, at least one.
   *
   * @param counts of the hours that have events, in order
   * @param eventsMax of a piece; an hour that has more is cut evenly, as if its events were spread
   *     so
   */
  static List<Slice> of(Instant start, Instant end, List<HourCount> counts, long eventsMax) {
    List<Slice> slices = new ArrayList<>();
    Instant from = start;
    long events = 0;
    for (HourCount count : counts) {
      Instant hour = later(start, Instant.ofEpochMilli(count.hour() * HOUR_MS));
      if (events > 0 && events + count.events() > eventsMax) {
        slices.add(new Slice(from, hour));
        from = hour;
        events = 0;
      }
      events += count.events();
      if (events > eventsMax) {
        Instant hourEnd = earlier(end, Instant.ofEpochMilli((count.hour() + 1) * HOUR_MS));
        long lengthMs = Duration.between(hour, hourEnd).toMillis();
        long pieces = Math.max(1, Math.min(lengthMs, Math.ceilDiv(events, eventsMax)));
        for (long piece = 1; piece <= pieces; piece++) {
          Instant to = hour.plusMillis(lengthMs * piece / pieces);
          slices.add(new Slice(from, to));
          from = to;
        }
        events = 0;
      }
    }
    if (from.isBefore(end) || slices.isEmpty()) {
      slices.add(new Slice(from, end));
    }
    return slices;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
