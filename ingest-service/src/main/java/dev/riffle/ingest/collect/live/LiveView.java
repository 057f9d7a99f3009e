package dev.riffle.ingest.collect.live;

import dev.riffle.ingest.collect.live.LiveRing.Slice;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/** One viewer's place in a project's ring. Belongs to one thread at a time. */
public final class LiveView implements AutoCloseable {
  private final LiveRing ring;
  private final Runnable onClose;
  private long next;
  private boolean lostPlace;
  private boolean closed;

  /** What a viewer gets to see. */
  public sealed interface Item {
    /**
     * An event.
     *
     * @param id by which a later view goes on after it
     */
    record Event(String id, LiveEvent event) implements Item {}

    /**
     * Events were left out: they came faster than this viewer took them, or while it was away.
     *
     * @param leftOut how many; empty when nobody knows, because the process or the ring is another
     */
    record Gap(String id, OptionalLong leftOut) implements Item {}
  }

  LiveView(LiveRing ring, String lastSeen, Runnable onClose) {
    this.ring = ring;
    this.onClose = onClose;
    this.next = ring.next();
    if (!lastSeen.isEmpty()) {
      resume(lastSeen);
    }
  }

  /** What has come since the last call, at most so many events. Never waits. */
  public List<Item> read(int max) {
    List<Item> items = new ArrayList<>();
    if (lostPlace) {
      items.add(new Item.Gap(id(next - 1), OptionalLong.empty()));
      lostPlace = false;
    }
    Slice slice = ring.read(next, max);
    if (slice.leftOut() > 0) {
      items.add(new Item.Gap(id(slice.first() - 1), OptionalLong.of(slice.leftOut())));
    }
    long number = slice.first();
    for (LiveEvent event : slice.events()) {
      items.add(new Item.Event(id(number++), event));
    }
    next = slice.next();
    return items;
  }

  /** The id of the last event that was read, shown or not. */
  public String position() {
    return id(next - 1);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      onClose.run();
    }
  }

  private void resume(String lastSeen) {
    int dash = lastSeen.indexOf('-');
    if (dash > 0 && lastSeen.substring(0, dash).equals(HexFormat.of().toHexDigits(ring.mark()))) {
      try {
        long seen = Long.parseLong(lastSeen, dash + 1, lastSeen.length(), 10);
        if (seen >= -1 && seen < next) {
          next = seen + 1;
          return;
        }
      } catch (NumberFormatException e) {
        // no id of ours, and so no place in this ring
        lostPlace = true;
      }
    }
    lostPlace = true;
  }

  /** Of another ring, an id says nothing; so the ring's mark comes first. */
  private String id(long number) {
    return HexFormat.of().toHexDigits(ring.mark()) + '-' + number;
  }
}
