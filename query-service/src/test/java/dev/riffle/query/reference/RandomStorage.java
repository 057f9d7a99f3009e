package dev.riffle.query.reference;

import dev.riffle.event.PropertyValue;
import dev.riffle.query.ProjectContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** What the tables hold of a history at some point on the way to everything being written. */
public final class RandomStorage {
  private final StoredState state;
  private final RandomGenerator random;

  public RandomStorage(StoredState state, RandomGenerator random) {
    this.state = state;
    this.random = random;
  }

  /** The history as it is stored in this state. */
  public History stored(ProjectContext project, List<Sent> sent, Set<String> undone) {
    ReferenceIdentity identity = new ReferenceIdentity(sent, undone);
    Map<Integer, SortedMap<Instant, Integer>> owners = identity.owners();
    Set<Integer> waiting = waiting(owners.keySet());
    List<TestEvent> events = new ArrayList<>();
    for (Sent record : sent) {
      events.add(row(record, identity, waiting.contains(record.sender()) && isOld()));
    }
    List<StoredSender> senders = new ArrayList<>();
    Map<Integer, Map<String, PropertyValue>> current = new HashMap<>();
    for (int sender : identity.senders()) {
      SortedMap<Instant, Integer> own = owners.getOrDefault(sender, new TreeMap<>());
      if (own.isEmpty() && random.nextInt(8) == 0) {
        // its row has not been written yet: nobody knows its current properties
        continue;
      }
      senders.add(
          new StoredSender(
              sender,
              identity.ownProperties(sender, Instant.MAX),
              own,
              waiting.contains(sender) ? restatements(own) : List.of()));
      if (own.isEmpty() || own.lastEntry().getValue() == sender) {
        current.put(sender, identity.properties(sender, Instant.MAX));
      }
    }
    return new History(project, List.copyOf(events), senders, Map.copyOf(current));
  }

  private Set<Integer> waiting(Set<Integer> linked) {
    Set<Integer> waiting = new HashSet<>();
    for (int sender : linked) {
      boolean waits =
          switch (state) {
            case RESTATED -> false;
            case PENDING -> true;
            case HALF -> random.nextInt(3) > 0;
          };
      if (waits) {
        waiting.add(sender);
      }
    }
    return waiting;
  }

  /** Whether the row of a sender that waits is not yet rewritten. */
  private boolean isOld() {
    return state == StoredState.PENDING || random.nextBoolean();
  }

  private TestEvent row(Sent record, ReferenceIdentity identity, boolean old) {
    int person = identity.person(record);
    return new TestEvent(
        record.kind(),
        record.name(),
        record.sender(),
        old ? personFromBefore(record) : person,
        person,
        record.time(),
        record.received(),
        record.properties(),
        old
            ? identity.ownProperties(record.sender(), record.time())
            : identity.properties(person, record.time()),
        session(record));
  }

  /** Two senders of three give ids; of three hours, and some that last for days. */
  private static String session(Sent record) {
    int sender = record.sender();
    long hour = record.time().toEpochMilli() / 3_600_000;
    return switch (sender % 3) {
      case 0 -> "";
      case 1 -> sender + " " + (hour % 5 == 0 ? "long" : hour / 3);
      default -> hour % 4 == 0 ? "" : sender + " " + hour / 3;
    };
  }

  /** As inserted, or as some earlier resolution has left it. */
  private int personFromBefore(Sent record) {
    return random.nextInt(3) > 0
        ? record.sender()
        : Sent.number(true, RandomHistory.USERS.get(random.nextInt(RandomHistory.USERS.size())));
  }

  /** The last owners are the true ones; older versions and empty ones may be around them. */
  private List<SortedMap<Instant, Integer>> restatements(SortedMap<Instant, Integer> owners) {
    List<SortedMap<Instant, Integer>> versions = new ArrayList<>();
    if (random.nextInt(3) == 0) {
      versions.add(new TreeMap<>(Map.of(Instant.MIN, 99, Instant.EPOCH, 98)));
    }
    versions.add(owners);
    if (random.nextInt(3) == 0) {
      versions.add(new TreeMap<>());
    }
    return versions;
  }
}
