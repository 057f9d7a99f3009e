package dev.riffle.ingest.load.person;

import dev.riffle.event.EventRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The persons of one partition while a batch is put together: states as stored, and as the batch
 * leaves them. Nothing is stored before {@link #store}. One thread.
 */
public final class PersonBatch {
  private final PersonStore store;
  private final PersonNumbers numbers;
  private final long lastSeenLagMillis;
  private final Map<SenderKey, Sender> met = new HashMap<>();

  /** A sender met in this batch: as stored, null when unknown, and as the batch has it by now. */
  public static final class Sender {
    private final SenderKey key;
    private @Nullable PersonState before;
    private @Nullable PersonState after;

    private Sender(SenderKey key) {
      this.key = key;
    }

    /** The sender's number; 0, which nobody has, while the sender is unknown. */
    public int number() {
      return after == null ? 0 : after.number();
    }
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

  /**
   * The senders of these events, in their order; whoever has not been met in this batch is looked
   * up, all in one go.
   */
  public List<Sender> prepare(List<EventRecord> events) {
    Map<SenderKey, Sender> unmet = new HashMap<>();
    List<Sender> senders = new ArrayList<>(events.size());
    for (EventRecord event : events) {
      SenderKey key = SenderKey.of(event);
      Sender sender = met.get(key);
      senders.add(sender != null ? sender : unmet.computeIfAbsent(key, Sender::new));
    }
    if (!unmet.isEmpty()) {
      Map<SenderKey, PersonState> found = store.find(unmet.keySet());
      unmet.forEach((key, sender) -> {
        sender.before = found.get(key);
        sender.after = sender.before;
      });
      met.putAll(unmet);
    }
    return senders;
  }

  /** Applies one record of a sender that has been prepared. Records come in offset order. */
  public PersonState.Applied apply(Sender sender, EventRecord event, int part, long offset) {
    PersonState state = sender.after;
    if (state == null) {
      state = PersonState.unknown(sender.key, numbers.next());
    }
    PersonState.Applied applied = state.with(event, part, offset);
    sender.after = applied.state();
    return applied;
  }

  /** Stores every state that differs enough from the stored one, and begins the next batch. */
  public int store() {
    List<PersonState> changed = new ArrayList<>();
    List<PersonState> unchanged = new ArrayList<>();
    for (Sender sender : met.values()) {
      PersonState state = sender.after;
      if (state == null) {
        continue;
      }
      if (mustStore(sender.before, state)) {
        changed.add(state);
      } else if (sender.before != null && sender.before.seenMillis() < state.seenMillis()) {
        unchanged.add(sender.before.seenUntil(state.seenMillis()));
      }
    }
    store.note(unchanged);
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
