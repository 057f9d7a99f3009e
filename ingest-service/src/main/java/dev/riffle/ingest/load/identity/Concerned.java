package dev.riffle.ingest.load.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whom new rows concern: a pure function of the rows and of what was known before them.
 *
 * @param facts which users are on which devices, as far as that is news
 * @param users whose persons are to be resolved again
 * @param devices whose owners are to be resolved again
 * @param stale senders some of whose rows do not say what is known, from that event time on
 */
record Concerned(
    List<DeviceUser> facts,
    Set<SenderNumber> users,
    Set<DeviceKey> devices,
    Map<SenderNumber, Long> stale) {

  /**
   * What is known of the senders of the new rows.
   *
   * @param deviceUsers of their devices
   * @param versions of their resolutions; none for a person alone
   * @param aliased those whose ids an alias speaks of
   * @param aliasedDevices those of their devices of whose ids an alias speaks: it puts a user among
   *     those that were seen there
   */
  record Known(
      List<DeviceUser> deviceUsers,
      Map<Integer, Integer> versions,
      Set<Integer> aliased,
      Set<DeviceKey> aliasedDevices) {}

  static Concerned by(List<NewRows> rows, Known known) {
    Map<DeviceKey, Map<Integer, DeviceUser>> usersOf = new HashMap<>();
    known.deviceUsers().forEach(fact -> put(usersOf, fact));
    List<DeviceUser> facts = new ArrayList<>();
    for (NewRows row : rows) {
      if (row.identified() && !row.deviceId().isEmpty()) {
        DeviceUser before = usersOf.getOrDefault(row.device(), Map.of()).get(row.sender());
        if (before == null || !before.covers(row.firstMillis(), row.lastMillis())) {
          facts.add(
              new DeviceUser(row.device(), row.sender(), row.firstMillis(), row.lastMillis()));
        }
      }
    }
    Map<DeviceKey, Map<Integer, DeviceUser>> knownBefore = copyOf(usersOf);
    facts.forEach(fact -> put(usersOf, fact));
    Concerned concerned = new Concerned(facts, new HashSet<>(), new HashSet<>(), new HashMap<>());
    for (NewRows row : rows) {
      concerned.noteOwnership(row, known, knownBefore, usersOf);
      concerned.noteStale(row, known.versions().getOrDefault(row.sender(), 0));
    }
    return concerned;
  }

  private void noteOwnership(
      NewRows row,
      Known known,
      Map<DeviceKey, Map<Integer, DeviceUser>> before,
      Map<DeviceKey, Map<Integer, DeviceUser>> after) {
    SenderNumber sender = new SenderNumber(row.project(), row.sender());
    boolean linked = known.versions().containsKey(row.sender());
    boolean mustLink = !linked && known.aliased().contains(row.sender());
    if (row.identified()) {
      // a user alone may have devices, whose rows do not know of the change
      if (row.hasAlias() || mustLink || row.hasChanges()) {
        users.add(sender);
      }
      boolean isNewUser = !before.getOrDefault(row.device(), Map.of()).containsKey(row.sender());
      boolean isShared =
          after.getOrDefault(row.device(), Map.of()).size() > 1
              || known.aliasedDevices().contains(row.device());
      if (!row.deviceId().isEmpty() && (isNewUser || isShared)) {
        devices.add(row.device());
      }
    } else if (mustLink
        || (linked && row.hasChanges())
        || (!linked && after.containsKey(row.device()))) {
      devices.add(row.device());
    }
  }

  private void noteStale(NewRows row, int version) {
    SenderNumber sender = new SenderNumber(row.project(), row.sender());
    if (row.resolvedMin() != version || row.resolvedMax() != version) {
      stale.merge(sender, row.firstMillis(), Math::min);
    }
    row.lateFrom().ifPresent(from -> stale.merge(sender, from, Math::min));
  }

  private static void put(Map<DeviceKey, Map<Integer, DeviceUser>> users, DeviceUser fact) {
    users.computeIfAbsent(fact.device(), _ -> new HashMap<>()).put(fact.user(), fact);
  }

  private static Map<DeviceKey, Map<Integer, DeviceUser>> copyOf(
      Map<DeviceKey, Map<Integer, DeviceUser>> users) {
    Map<DeviceKey, Map<Integer, DeviceUser>> copy = HashMap.newHashMap(users.size());
    users.forEach((device, ofDevice) -> copy.put(device, new HashMap<>(ofDevice)));
    return copy;
  }
}
