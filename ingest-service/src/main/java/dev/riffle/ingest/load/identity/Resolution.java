package dev.riffle.ingest.load.identity;

import dev.riffle.event.PropertyValue;
import dev.riffle.event.Sender;
import dev.riffle.event.history.PropertyHistory;
import dev.riffle.ingest.load.identity.PersonHistory.Contribution;
import dev.riffle.ingest.load.identity.PersonHistory.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * From facts to persons: docs/semantics.md, "Who" and "Properties". A pure function; nothing here
 * depends on the order in which facts became known.
 *
 * <p>Each device belongs to one user at a time ({@link Stretch}); a user stands for itself or for
 * the user of its alias; a person is what such a user, the users aliased to it and their stretches
 * of devices have done.
 */
final class Resolution {
  private final Cluster cluster;
  private final int deviceUsersMax;
  private final Map<String, List<Stretch>> stretches = new HashMap<>();
  private final Map<String, List<Contribution>> contributions = new HashMap<>();
  private final Map<String, PersonHistory> persons = new HashMap<>();

  private Resolution(Cluster cluster, int deviceUsersMax) {
    this.cluster = cluster;
    this.deviceUsersMax = deviceUsersMax;
  }

  /**
   * All senders of the cluster, by their numbers.
   *
   * @param deviceUsersMax a device that more users share belongs to none of them
   */
  static Map<Integer, ResolvedSender> of(Cluster cluster, int deviceUsersMax) {
    Resolution resolution = new Resolution(cluster, deviceUsersMax);
    resolution.assignDevices();
    resolution.gatherHistories();
    Map<Integer, ResolvedSender> resolved = HashMap.newHashMap(cluster.senders().size());
    cluster
        .senders()
        .forEach((sender, known) -> resolved.put(known.number(), resolution.sender(sender, known)));
    return resolved;
  }

  private void assignDevices() {
    Map<String, List<Observation>> byDevice = new HashMap<>();
    for (Observation observation : cluster.observations()) {
      byDevice.computeIfAbsent(observation.deviceId(), _ -> new ArrayList<>()).add(observation);
    }
    for (Alias alias : cluster.aliases().holding()) {
      if (cluster.user(alias.userId()) == null) {
        continue;
      }
      // SDKs alias the id of a device too: from then on it is the user's
      byDevice
          .computeIfAbsent(alias.previousId(), _ -> new ArrayList<>())
          .add(new Observation(alias.previousId(), alias.userId(), alias.atMillis()));
    }
    byDevice.forEach((device, observations) -> {
      if (!isShared(observations)) {
        stretches.put(device, ofPersons(Stretch.of(observations)));
      }
    });
  }

  private boolean isShared(List<Observation> observations) {
    Set<String> users = new HashSet<>();
    observations.forEach(observation -> users.add(observation.userId()));
    return users.size() > deviceUsersMax;
  }

  private List<Stretch> ofPersons(List<Stretch> ofUsers) {
    List<Stretch> ofPersons = new ArrayList<>();
    for (Stretch stretch : ofUsers) {
      String person = person(stretch.userId());
      if (ofPersons.isEmpty() || !ofPersons.getLast().userId().equals(person)) {
        ofPersons.add(new Stretch(stretch.fromMillis(), person));
      }
    }
    return ofPersons;
  }

  /** An alias to a user of whom nothing has come yet waits for it: a person has a number. */
  private String person(String userId) {
    String user = cluster.aliases().userOf(userId);
    return cluster.user(user) == null ? userId : user;
  }

  private void gatherHistories() {
    cluster
        .senders()
        .forEach((sender, known) -> {
          switch (sender.kind()) {
            case USER -> contribute(person(sender.id()), known.number(), known.history());
            case DEVICE -> contributeDevice(known, stretches.getOrDefault(sender.id(), List.of()));
          }
        });
    contributions.forEach((person, all) -> persons.put(person, new PersonHistory(all)));
  }

  private void contributeDevice(KnownSender device, List<Stretch> ofDevice) {
    for (int i = 0; i < ofDevice.size(); i++) {
      long from = i == 0 ? Long.MIN_VALUE : ofDevice.get(i).fromMillis();
      long to = i + 1 < ofDevice.size() ? ofDevice.get(i + 1).fromMillis() : Long.MAX_VALUE;
      contribute(
          ofDevice.get(i).userId(), device.number(), PersonHistory.cut(device.history(), from, to));
    }
  }

  private void contribute(String person, int number, PropertyHistory history) {
    contributions
        .computeIfAbsent(person, _ -> new ArrayList<>())
        .add(new Contribution(number, history));
  }

  private ResolvedSender sender(Sender sender, KnownSender known) {
    return switch (sender.kind()) {
      case USER -> user(person(sender.id()), known);
      case DEVICE -> device(stretches.getOrDefault(sender.id(), List.of()), known);
    };
  }

  private ResolvedSender user(String person, KnownSender known) {
    int number = numberOf(person, known);
    PersonHistory history = history(person);
    Map<String, PropertyValue> current =
        number == known.number() ? history.whole().at(Long.MAX_VALUE) : Map.of();
    return new ResolvedSender(
        known.number(),
        List.of(new Owner(Owner.BEGINNING_MILLIS, number)),
        history.without(known.number()),
        current);
  }

  private ResolvedSender device(List<Stretch> ofDevice, KnownSender known) {
    if (ofDevice.isEmpty()) {
      return new ResolvedSender(
          known.number(),
          List.of(new Owner(Owner.BEGINNING_MILLIS, known.number())),
          PropertyHistory.EMPTY,
          known.history().at(Long.MAX_VALUE));
    }
    List<Owner> owners = new ArrayList<>();
    List<Turn> turns = new ArrayList<>();
    for (Stretch stretch : ofDevice) {
      owners.add(new Owner(stretch.fromMillis(), numberOf(stretch.userId(), known)));
      turns.add(new Turn(stretch.fromMillis(), history(stretch.userId())));
    }
    return new ResolvedSender(
        known.number(), owners, PersonHistory.ofDevice(known.number(), turns), Map.of());
  }

  /** A user that is observed has sent something, so it has a number; a sender by itself if not. */
  private int numberOf(String person, KnownSender sender) {
    KnownSender user = cluster.user(person);
    return user == null ? sender.number() : user.number();
  }

  private PersonHistory history(String person) {
    PersonHistory history = persons.get(person);
    return history == null ? new PersonHistory(List.of()) : history;
  }
}
