package dev.riffle.ingest.collect.live;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last events of one project, numbered from 0 in the order in which they came. Older ones are
 * overwritten. Thread-safe; holds its lock for as long as it takes to copy references.
 */
final class LiveRing {
  private final @Nullable LiveEvent[] entries;
  private final long mark;

  /** The number of the next event. */
  private long next;

  LiveRing(int size, long mark) {
    this.entries = new LiveEvent[size];
    this.mark = mark;
  }

  /** Tells this ring's ids from those of another: of another process, or of an earlier time. */
  long mark() {
    return mark;
  }

  synchronized void append(List<LiveEvent> events) {
    for (LiveEvent event : events) {
      entries[(int) (next++ % entries.length)] = event;
    }
  }

  /** The number that the next event will have. */
  synchronized long next() {
    return next;
  }

  /**
   * What has come since.
   *
   * @param from number of the first event wanted
   * @param max at most so many events
   */
  synchronized Slice read(long from, int max) {
    long first = Math.max(from, next - entries.length);
    List<LiveEvent> events = new ArrayList<>();
    for (long at = first; at < next && events.size() < max; at++) {
      LiveEvent event = entries[(int) (at % entries.length)];
      if (event != null) {
        events.add(event);
      }
    }
    return new Slice(first - from, first, events);
  }

  /**
   * Events in a row.
   *
   * @param leftOut wanted ones before them that were overwritten
   * @param first number of the first of them
   */
  record Slice(long leftOut, long first, List<LiveEvent> events) {
    long next() {
      return first + events.size();
    }
  }
}
