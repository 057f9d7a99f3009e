package dev.riffle.ingest.load.identity;

import dev.riffle.event.Sender;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is needed to resolve some users and devices: first everybody whose person may have
 * changed, which are the senders that are written again; then the other persons that these senders
 * belonged to at some time, with all of their senders, since their properties are needed; then who
 * else was on those devices, since that ends stretches. Not further: a device that all employees
 * share does not make them one cluster.
 *
 * <p>Used once. One thread.
 */
final class Gathering {
  /** Aliases do not chain, but refused ones may; longer chains are cut. */
  private static final int ALIAS_ROUNDS_MAX = 20;

  private final FactReader facts;
  private final Collection<AliasOrder> orders;
  private final Map<Integer, StoredSender> senders = new HashMap<>();
  private final Map<DeviceKey, Map<Integer, DeviceUser>> deviceUsers = new HashMap<>();
  private final Set<SentAlias> aliases = new HashSet<>();
  private final Set<DeviceKey> idsAsked = new HashSet<>();
  private final Set<Integer> usersAsked = new HashSet<>();
  private final Set<Integer> users = new HashSet<>();
  private final Set<DeviceKey> devices = new HashSet<>();

  /**
   * What has been gathered.
   *
   * @param clusters by project
   * @param concerned numbers of the senders that are to be written again, all of whose facts are in
   *     the clusters
   */
  record Gathered(Map<Integer, Cluster> clusters, Set<Integer> concerned) {}

  private Gathering(FactReader facts, Collection<AliasOrder> orders) {
    this.facts = facts;
    this.orders = orders;
  }

  static Gathered gather(
      FactReader facts, Collection<AliasOrder> orders, Set<Integer> users, Set<DeviceKey> devices) {
    Gathering gathering = new Gathering(facts, orders);
    gathering.users.addAll(users);
    gathering.devices.addAll(devices);
    gathering.addPersons();
    Set<Integer> concernedUsers = Set.copyOf(gathering.users);
    Set<DeviceKey> concernedDevices = Set.copyOf(gathering.devices);
    gathering.addPersons();
    gathering.addUsersOfDevices();
    gathering.know(facts.sendersByNumber(gathering.unknownUsers()));
    gathering.know(facts.sendersById(gathering.devices));
    Set<Integer> concerned = new HashSet<>(concernedUsers);
    gathering.senders.values().stream()
        .filter(one -> one.sender().kind() == Sender.Kind.DEVICE)
        .filter(one -> concernedDevices.contains(keyOf(one)))
        .forEach(one -> concerned.add(one.number()));
    return new Gathered(gathering.clusters(), concerned);
  }

  /** The users of the devices, whom aliases join with them, and all devices of all of them. */
  private void addPersons() {
    addUsersOfDevices();
    addAliased();
    for (DeviceUser fact : facts.devicesOf(users)) {
      devices.add(fact.device());
    }
  }

  private void addUsersOfDevices() {
    Set<DeviceKey> unasked =
        devices.stream()
            .filter(device -> !deviceUsers.containsKey(device))
            .collect(Collectors.toSet());
    unasked.forEach(device -> deviceUsers.put(device, new HashMap<>()));
    for (DeviceUser fact : facts.usersOf(unasked)) {
      deviceUsers.computeIfAbsent(fact.device(), _ -> new HashMap<>()).put(fact.user(), fact);
    }
    deviceUsers.values().forEach(ofDevice -> users.addAll(ofDevice.keySet()));
  }

  private void addAliased() {
    for (int round = 0; round < ALIAS_ROUNDS_MAX; round++) {
      know(facts.sendersByNumber(unknownUsers()));
      Set<DeviceKey> ids = new HashSet<>(devices);
      users.forEach(user -> {
        StoredSender known = senders.get(user);
        if (known != null) {
          ids.add(keyOf(known));
        }
      });
      ids.removeAll(idsAsked);
      Set<Integer> asked = new HashSet<>(users);
      asked.removeAll(usersAsked);
      if (ids.isEmpty() && asked.isEmpty()) {
        return;
      }
      idsAsked.addAll(ids);
      usersAsked.addAll(asked);
      follow(facts.aliasesOf(ids), facts.aliasesTo(asked), ids);
    }
  }

  private void follow(List<SentAlias> of, List<SentAlias> to, Set<DeviceKey> ids) {
    Set<DeviceKey> named = new HashSet<>();
    List<SentAlias> found = new ArrayList<>(of);
    found.addAll(to);
    for (SentAlias alias : found) {
      aliases.add(alias);
      users.add(alias.user());
      named.add(new DeviceKey(alias.project(), alias.previousId()));
    }
    for (AliasOrder order : orders) {
      DeviceKey previous = new DeviceKey(order.project(), order.previousId());
      DeviceKey user = new DeviceKey(order.project(), order.userId());
      if (ids.contains(previous) || ids.contains(user)) {
        named.add(previous);
        named.add(user);
      }
    }
    List<StoredSender> known = facts.sendersById(named);
    know(known);
    for (StoredSender one : known) {
      switch (one.sender().kind()) {
        case USER -> users.add(one.number());
        case DEVICE -> devices.add(keyOf(one));
      }
    }
    addUsersOfDevices();
  }

  private Set<Integer> unknownUsers() {
    Set<Integer> unknown = new HashSet<>(users);
    unknown.removeAll(senders.keySet());
    return unknown;
  }

  private void know(List<StoredSender> found) {
    found.forEach(one -> senders.put(one.number(), one));
  }

  private Map<Integer, Cluster> clusters() {
    Map<Integer, Map<Sender, KnownSender>> known = new HashMap<>();
    for (StoredSender one : senders.values()) {
      known
          .computeIfAbsent(one.project(), _ -> new HashMap<>())
          .put(one.sender(), new KnownSender(one.number(), one.history()));
    }
    Map<Integer, List<Observation>> observations = observations();
    Map<Integer, List<Alias>> sent = new HashMap<>();
    for (SentAlias alias : aliases) {
      String user = userId(alias.user());
      if (user != null) {
        sent.computeIfAbsent(alias.project(), _ -> new ArrayList<>())
            .add(new Alias(alias.previousId(), user, alias.atMillis()));
      }
    }
    Map<Integer, Cluster> clusters = new HashMap<>();
    known.forEach((project, ofProject) -> {
      List<AliasOrder> ordered =
          orders.stream().filter(order -> order.project() == project).toList();
      clusters.put(
          project,
          new Cluster(
              ofProject,
              observations.getOrDefault(project, List.of()),
              Aliases.of(sent.getOrDefault(project, List.of()), ordered)));
    });
    return clusters;
  }

  private Map<Integer, List<Observation>> observations() {
    Map<Integer, List<Observation>> observations = new HashMap<>();
    Set<DeviceKey> detailed = new HashSet<>();
    Set<DeviceKey> aliased = new HashSet<>();
    deviceUsers.forEach((device, ofDevice) -> {
      if (!facts.canBelongToAUser(ofDevice.size())) {
        ofDevice
            .values()
            .forEach(fact -> observe(device, fact.user(), fact.firstMillis(), observations));
      } else if (isAliased(device)) {
        aliased.add(device);
      } else if (overlap(ofDevice.values())) {
        detailed.add(device);
      } else {
        ofDevice
            .values()
            .forEach(fact -> observe(device, fact.user(), fact.firstMillis(), observations));
      }
    });
    List<FactReader.Sighting> sightings = new ArrayList<>(facts.turns(detailed));
    sightings.addAll(facts.sightings(aliased));
    for (FactReader.Sighting one : sightings) {
      observe(one.device(), one.user(), one.atMillis(), observations);
    }
    return observations;
  }

  /** An alias is an observation that may fall between others. */
  private boolean isAliased(DeviceKey device) {
    return aliases.stream()
            .anyMatch(alias ->
                alias.project() == device.project() && alias.previousId().equals(device.deviceId()))
        || orders.stream()
            .anyMatch(order ->
                order.project() == device.project()
                    && order.previousId().equals(device.deviceId()));
  }

  private void observe(
      DeviceKey device, int user, long atMillis, Map<Integer, List<Observation>> observations) {
    String userId = userId(user);
    if (userId != null) {
      observations
          .computeIfAbsent(device.project(), _ -> new ArrayList<>())
          .add(new Observation(device.deviceId(), userId, atMillis));
    }
  }

  /** True when the times of two users touch: then each single observation matters. */
  private static boolean overlap(Collection<DeviceUser> ofDevice) {
    List<DeviceUser> inOrder = new ArrayList<>(ofDevice);
    inOrder.sort(Comparator.comparingLong(DeviceUser::firstMillis));
    long last = Long.MIN_VALUE;
    for (DeviceUser fact : inOrder) {
      if (fact.firstMillis() <= last) {
        return true;
      }
      last = Math.max(last, fact.lastMillis());
    }
    return false;
  }

  private @Nullable String userId(int user) {
    StoredSender known = senders.get(user);
    return known == null ? null : known.sender().id();
  }

  private static DeviceKey keyOf(StoredSender sender) {
    return new DeviceKey(sender.project(), sender.sender().id());
  }
}
