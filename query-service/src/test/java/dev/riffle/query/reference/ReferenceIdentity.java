package dev.riffle.query.reference;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who is who, and what properties they had, by loops over everything that was sent. */
public final class ReferenceIdentity {
  private record Sighting(Instant time, String user) {}

  private final List<Sent> sent;

  /** The user that a previous id became. */
  private final Map<String, String> aliases = new HashMap<>();

  private final Map<String, Sent> accepted = new HashMap<>();

  /** The number of each record's person. */
  private final List<Integer> persons;

  /**
   * Resolves everybody.
   *
   * @param undone previous ids whose aliases were taken back
   */
  public ReferenceIdentity(List<Sent> sent, Set<String> undone) {
    this.sent = sent;
    sent.stream()
        .filter(record -> record.kind() == EventKind.ALIAS)
        .filter(record -> !record.previous().equals(record.user()))
        .filter(record -> !undone.contains(record.previous()))
        .sorted(
            Comparator.comparing(Sent::time)
                .thenComparing(Sent::previous)
                .thenComparing(Sent::user))
        .forEach(record -> {
          boolean chains =
              aliases.containsKey(record.previous())
                  || aliases.containsValue(record.previous())
                  || aliases.containsKey(record.user());
          if (!chains) {
            aliases.put(record.previous(), record.user());
            accepted.put(record.previous(), record);
          }
        });
    this.persons = sent.stream().map(this::person).toList();
  }

  /** The number of the person whose record it is. */
  public int person(Sent record) {
    return record.user().isEmpty()
        ? owner(record.device(), record.time())
            .map(this::personOfUser)
            .orElse(Sent.number(false, record.device()))
        : personOfUser(record.user());
  }

  private int personOfUser(String user) {
    return Sent.number(true, aliases.getOrDefault(user, user));
  }

  private Optional<String> owner(String device, Instant time) {
    List<Sighting> sightings = sightings(device);
    Optional<Sighting> latest = Optional.empty();
    for (Sighting sighting : sightings) {
      if (!sighting.time().isAfter(time)
          && (latest.isEmpty() || !sighting.time().isBefore(latest.get().time()))) {
        latest = Optional.of(sighting);
      }
    }
    if (latest.isEmpty() && !sightings.isEmpty()) {
      return owner(device, sightings.getFirst().time());
    }
    return latest.map(Sighting::user);
  }

  /** In the order of time; at the same time the greater id comes last. */
  private List<Sighting> sightings(String device) {
    List<Sighting> sightings = new ArrayList<>();
    for (Sent record : sent) {
      if (!record.user().isEmpty() && record.device().equals(device)) {
        sightings.add(new Sighting(record.time(), record.user()));
      }
      if (record.equals(accepted.get(device)) && record.previous().equals(device)) {
        sightings.add(new Sighting(record.time(), record.user()));
      }
    }
    sightings.sort(Comparator.comparing(Sighting::time).thenComparing(Sighting::user));
    return sightings;
  }

  /** The person's properties at that time. */
  Map<String, PropertyValue> properties(int person, Instant time) {
    List<Sent> records = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      if (persons.get(i) == person) {
        records.add(sent.get(i));
      }
    }
    return fold(records, time);
  }

  /** What the sender alone would have. */
  Map<String, PropertyValue> ownProperties(int sender, Instant time) {
    return fold(sent.stream().filter(record -> record.sender() == sender).toList(), time);
  }

  private static Map<String, PropertyValue> fold(List<Sent> records, Instant time) {
    Map<String, PropertyValue> properties = new HashMap<>();
    records.stream()
        .filter(record -> !record.time().isAfter(time))
        .sorted(Comparator.comparing(Sent::time).thenComparingInt(Sent::sender))
        .forEach(record ->
            record
                .changes()
                .forEach((name, value) ->
                    value.ifPresentOrElse(
                        set -> properties.put(name, set), () -> properties.remove(name))));
    return Map.copyOf(properties);
  }

  /** Numbers of all senders. */
  Set<Integer> senders() {
    Set<Integer> senders = new TreeSet<>();
    sent.forEach(record -> senders.add(record.sender()));
    return senders;
  }

  /**
   * The owners of each sender that shares its person: from which time on it is whose. The first one
   * begins before all times.
   */
  Map<Integer, SortedMap<Instant, Integer>> owners() {
    Map<Integer, SortedMap<Instant, Integer>> owners = new TreeMap<>();
    for (Sent record : sent) {
      SortedMap<Instant, Integer> stretches = new TreeMap<>();
      if (record.user().isEmpty()) {
        int last = 0;
        for (Sighting sighting : sightings(record.device())) {
          int person = personOfUser(owner(record.device(), sighting.time()).orElseThrow());
          if (person != last) {
            stretches.put(last == 0 ? Instant.MIN : sighting.time(), person);
          }
          last = person;
        }
      } else if (isLinked(record.user())) {
        stretches.put(Instant.MIN, personOfUser(record.user()));
      }
      if (!stretches.isEmpty()) {
        owners.put(record.sender(), stretches);
      }
    }
    return owners;
  }

  private boolean isLinked(String user) {
    return aliases.containsKey(user)
        || aliases.containsValue(user)
        || sent.stream()
            .anyMatch(record -> record.user().equals(user) && !record.device().isEmpty());
  }
}
