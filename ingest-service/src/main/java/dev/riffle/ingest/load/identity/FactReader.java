package dev.riffle.ingest.load.identity;

import dev.riffle.event.Sender;
import dev.riffle.event.history.PropertyHistoryCodec;
import dev.riffle.event.row.RowBinaryReader;
import dev.riffle.ingest.load.table.ClickHouse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks facts up by the numbers and ids of those they are about. */
final class FactReader {
  private static final String BY_NUMBER =
      """
      SELECT project, toUInt8(sender_kind), sender_id, argMax(aid, _version), argMax(history, _version)
      FROM persons WHERE aid IN {numbers:Array(UInt32)}
      GROUP BY project, sender_kind, sender_id
      """;

  private static final String BY_ID =
      """
      SELECT project, toUInt8(sender_kind), sender_id, argMax(aid, _version), argMax(history, _version)
      FROM persons
      WHERE project IN {projects:Array(UInt32)} AND sender_kind IN ('user', 'device')
        AND sender_id IN {ids:Array(String)}
      GROUP BY project, sender_kind, sender_id
      """;

  private static final String DEVICES_OF_USERS =
      """
      SELECT project, device_id, user_aid,
             toUnixTimestamp64Milli(min(first_ts)), toUnixTimestamp64Milli(max(last_ts))
      FROM device_users WHERE user_aid IN {numbers:Array(UInt32)}
      GROUP BY project, device_id, user_aid
      ORDER BY project, user_aid, device_id
      LIMIT {devices:UInt32} BY project, user_aid
      """;

  private static final String USERS_OF_DEVICES =
      """
      SELECT project, device_id, user_aid,
             toUnixTimestamp64Milli(min(first_ts)), toUnixTimestamp64Milli(max(last_ts))
      FROM device_users
      WHERE project IN {projects:Array(UInt32)} AND device_id IN {ids:Array(String)}
      GROUP BY project, device_id, user_aid
      ORDER BY project, device_id, user_aid
      LIMIT {users:UInt32} BY project, device_id
      """;

  private static final String ALIASES_OF_IDS =
      """
      SELECT DISTINCT project, target_id, aid, toUnixTimestamp64Milli(ts) FROM events
      WHERE project IN {projects:Array(UInt32)} AND event = '$alias' AND identified
        AND target_id IN {ids:Array(String)} AND target_id != ''
      """;

  private static final String ALIASES_OF_USERS =
      """
      SELECT DISTINCT project, target_id, aid, toUnixTimestamp64Milli(ts) FROM events
      WHERE event = '$alias' AND identified AND aid IN {numbers:Array(UInt32)} AND target_id != ''
      """;

  // of a user that is seen again and again only the first time matters, until another comes
  private static final String OBSERVATIONS =
      """
      SELECT project, device_id, at, users FROM
      (
          SELECT project, device_id, at, users,
                 lagInFrame(users) OVER (PARTITION BY project, device_id ORDER BY at) AS before
          FROM
          (
              SELECT project, device_id, toUnixTimestamp64Milli(ts) AS at, arraySort(groupUniqArray(aid)) AS users
              FROM events
              WHERE project IN {projects:Array(UInt32)} AND device_id IN {ids:Array(String)} AND identified
              GROUP BY project, device_id, at
          )
      )
      WHERE users != before OR length(users) > 1 OR {all:Bool}
      """;

  private final ClickHouse clickHouse;
  private final int deviceUsersMax;
  private final int personDevicesMax;

  /** That a user was on a device, by the user's number. */
  record Sighting(DeviceKey device, int user, long atMillis) {}

  FactReader(ClickHouse clickHouse, int deviceUsersMax, int personDevicesMax) {
    this.clickHouse = clickHouse;
    this.deviceUsersMax = deviceUsersMax;
    this.personDevicesMax = personDevicesMax;
  }

  List<StoredSender> sendersByNumber(Collection<Integer> numbers) {
    List<StoredSender> senders = new ArrayList<>();
    for (List<Integer> slice : Slices.ofNumbers(numbers)) {
      senders.addAll(
          clickHouse.read(BY_NUMBER, Map.of("numbers", slice.toString()), FactReader::sender));
    }
    return senders;
  }

  /** Users and devices with these ids. */
  List<StoredSender> sendersById(Collection<DeviceKey> ids) {
    List<StoredSender> senders = new ArrayList<>();
    for (List<DeviceKey> slice : byId(ids)) {
      Set<DeviceKey> asked = new HashSet<>(slice);
      clickHouse.read(BY_ID, parameters(slice), FactReader::sender).stream()
          .filter(one -> asked.contains(new DeviceKey(one.project(), one.sender().id())))
          .forEach(senders::add);
    }
    return senders;
  }

  /** Of a user with more devices than are joined, some. */
  List<DeviceUser> devicesOf(Collection<Integer> users) {
    List<DeviceUser> found = new ArrayList<>();
    for (List<Integer> slice : Slices.ofNumbers(users)) {
      found.addAll(
          clickHouse.read(
              DEVICES_OF_USERS,
              Map.of("numbers", slice.toString(), "devices", personDevicesMax),
              NewRowsReader::deviceUser));
    }
    return found;
  }

  /** Of a device that too many users share, one user too many. */
  List<DeviceUser> usersOf(Collection<DeviceKey> devices) {
    List<DeviceUser> found = new ArrayList<>();
    for (List<DeviceKey> slice : byId(devices)) {
      Set<DeviceKey> asked = new HashSet<>(slice);
      Map<String, Object> parameters = parameters(slice);
      parameters.put("users", deviceUsersMax + 1);
      clickHouse.read(USERS_OF_DEVICES, parameters, NewRowsReader::deviceUser).stream()
          .filter(one -> asked.contains(one.device()))
          .forEach(found::add);
    }
    return found;
  }

  /** False for devices that too many users share. */
  boolean canBelongToAUser(int users) {
    return users <= deviceUsersMax;
  }

  /** Aliases that have one of these as previous id. */
  List<SentAlias> aliasesOf(Collection<DeviceKey> ids) {
    List<SentAlias> found = new ArrayList<>();
    for (List<DeviceKey> slice : byId(ids)) {
      found.addAll(clickHouse.read(ALIASES_OF_IDS, parameters(slice), FactReader::alias));
    }
    return found;
  }

  List<SentAlias> aliasesTo(Collection<Integer> users) {
    List<SentAlias> found = new ArrayList<>();
    for (List<Integer> slice : Slices.ofNumbers(users)) {
      found.addAll(
          clickHouse.read(
              ALIASES_OF_USERS, Map.of("numbers", slice.toString()), FactReader::alias));
    }
    return found;
  }

  /** Who was on these devices when, as far as one user took the place of another. */
  List<Sighting> turns(Collection<DeviceKey> devices) {
    return sightings(devices, false);
  }

  /** Who was on these devices when. */
  List<Sighting> sightings(Collection<DeviceKey> devices) {
    return sightings(devices, true);
  }

  private List<Sighting> sightings(Collection<DeviceKey> devices, boolean all) {
    List<Sighting> found = new ArrayList<>();
    for (List<DeviceKey> slice : byId(devices)) {
      Set<DeviceKey> asked = new HashSet<>(slice);
      Map<String, Object> parameters = parameters(slice);
      parameters.put("all", all);
      for (List<Sighting> ofInstant :
          clickHouse.read(OBSERVATIONS, parameters, FactReader::sightingsOfInstant)) {
        ofInstant.stream().filter(one -> asked.contains(one.device())).forEach(found::add);
      }
    }
    return found;
  }

  private static List<List<DeviceKey>> byId(Collection<DeviceKey> ids) {
    return Slices.ofTexts(ids, key -> key.deviceId().length());
  }

  private static Map<String, Object> parameters(List<DeviceKey> keys) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put(
        "projects", keys.stream().map(DeviceKey::project).distinct().toList().toString());
    parameters.put(
        "ids", ClickHouse.arrayOfTexts(keys.stream().map(DeviceKey::deviceId).distinct().toList()));
    return parameters;
  }

  private static StoredSender sender(RowBinaryReader row) throws IOException {
    int project = row.readInt();
    Sender.Kind kind = row.readByte() == 1 ? Sender.Kind.USER : Sender.Kind.DEVICE;
    Sender sender = new Sender(kind, row.readText());
    return new StoredSender(
        project, sender, row.readInt(), PropertyHistoryCodec.decode(row.readBytes()));
  }

  private static SentAlias alias(RowBinaryReader row) throws IOException {
    return new SentAlias(row.readInt(), row.readText(), row.readInt(), row.readLong());
  }

  private static List<Sighting> sightingsOfInstant(RowBinaryReader row) throws IOException {
    DeviceKey device = new DeviceKey(row.readInt(), row.readText());
    long at = row.readLong();
    int users = row.readLength();
    List<Sighting> sightings = new ArrayList<>(users);
    for (int i = 0; i < users; i++) {
      sightings.add(new Sighting(device, row.readInt(), at));
    }
    return sightings;
  }
}
