package dev.riffle.ingest.load.retry;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An index in a map, which a crash sets back to what was flushed. */
public final class InMemoryRetryIndex implements RetryIndex {
  private final RetryWindow window;
  private final InstantSource clock;
  private State state = new State(new HashMap<>(), null, Integer.MIN_VALUE);
  private State flushed = state.copy();

  private record State(
      Map<EventKey, RetryEntry> entries, @Nullable LogPosition applied, int newestDay) {
    State copy() {
      return new State(new HashMap<>(entries), applied, newestDay);
    }
  }

  public InMemoryRetryIndex(RetryWindow window, InstantSource clock) {
    this.window = window;
    this.clock = clock;
  }

  @Override
  public List<@Nullable RetryEntry> find(List<EventKey> keys) {
    List<@Nullable RetryEntry> found = new ArrayList<>();
    keys.forEach(key -> found.add(state.entries().get(key)));
    return found;
  }

  @Override
  public void apply(List<RetryEntry> entries, @Nullable LogPosition applied) {
    int newest = state.newestDay();
    for (RetryEntry entry : entries) {
      newest = Math.max(newest, entry.day());
    }
    int oldest = window.oldest(RetryWindow.present(newest, clock.instant()));
    for (RetryEntry entry : entries) {
      RetryEntry existing = state.entries().get(entry.key());
      if (existing == null || existing.givesWayTo(entry, window)) {
        state.entries().put(entry.key(), entry);
      }
    }
    state.entries().values().removeIf(entry -> entry.day() < oldest);
    state = new State(state.entries(), applied == null ? state.applied() : applied, newest);
  }

  @Override
  public Optional<LogPosition> applied() {
    return Optional.ofNullable(state.applied());
  }

  @Override
  public void flush() {
    flushed = state.copy();
  }

  /** What is flushed, as an index of its own. */
  InMemoryRetryIndex copy() {
    InMemoryRetryIndex copy = new InMemoryRetryIndex(window, clock);
    copy.flushed = flushed.copy();
    copy.crash();
    return copy;
  }

  /** What was not flushed is gone. */
  void crash() {
    state = flushed.copy();
  }

  @Override
  public void close() {
    flush();
  }
}
