package dev.riffle.ingest.load.person;

import dev.riffle.event.EventRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The persons of one partition while a batch is put together: states as stored, and as the batch
 * leaves them. Nothing is stored before {@link #store}. One thread.
 */
public final class PersonBatch {
  private final PersonStore store;
  private final PersonNumbers numbers;
  private final long lastSeenLagMillis;
  private final Map<SenderKey, Met> met = new HashMap<>();

  /** A person met in this batch: as stored, null when unknown, and as the batch has it by now. */
  private static final class Met {
    @Nullable PersonState before;
    @Nullable PersonState after;
  }

  /**
   * @param lastSeenLag how far the stored time of the last record may lag behind; without it every
   *     batch would write every person it meets
   */
  public PersonBatch(PersonStore store, PersonNumbers numbers, Duration lastSeenLag) {
    this.store = store;
    this.numbers = numbers;
    this.lastSeenLagMillis = lastSeenLag.toMillis();
  }

  /** Looks up in one go whoever has not been met in this batch. */
  public void prepare(Collection<EventRecord> events) {
    Set<SenderKey> unmet = new HashSet<>();
    for (EventRecord event : events) {
      SenderKey key = SenderKey.of(event);
      if (!met.containsKey(key)) {
        unmet.add(key);
      }
    }
    if (unmet.isEmpty()) {
      return;
    }
    Map<SenderKey, PersonState> found = store.find(unmet);
    for (SenderKey key : unmet) {
      Met person = new Met();
      person.before = found.get(key);
      person.after = person.before;
      met.put(key, person);
    }
  }

  /** Number of a sender who has been looked up; none while the sender is unknown. */
  public OptionalInt number(EventRecord event) {
    Met person = met.get(SenderKey.of(event));
    return person == null || person.after == null
        ? OptionalInt.empty()
        : OptionalInt.of(person.after.number());
  }

  /** Applies one record of a sender that has been prepared. Records come in offset order. */
  public PersonState.Applied apply(EventRecord event, int part, long offset) {
    SenderKey key = SenderKey.of(event);
    Met person = met.computeIfAbsent(key, _ -> new Met());
    PersonState state = person.after;
    if (state == null) {
      state = PersonState.unknown(key, numbers.next());
    }
    PersonState.Applied applied = state.with(event, part, offset);
    person.after = applied.state();
    return applied;
  }

  /** Stores every state that differs enough from the stored one, and begins the next batch. */
  public int store() {
    List<PersonState> changed = new ArrayList<>();
    for (Met person : met.values()) {
      PersonState state = person.after;
      if (state != null && mustStore(person.before, state)) {
        changed.add(state);
      }
    }
    if (!changed.isEmpty()) {
      store.store(changed);
    }
    met.clear();
    return changed.size();
  }

  private boolean mustStore(@Nullable PersonState stored, PersonState state) {
    return stored == null
        || !stored.history().equals(state.history())
        || state.firstSeenMillis() < stored.firstSeenMillis()
        || state.lastSeenMillis() - stored.lastSeenMillis() > lastSeenLagMillis;
  }
}
