package dev.riffle.ingest.load.identity;

import dev.riffle.event.row.RowBinaryReader;
import dev.riffle.ingest.load.table.ClickHouse;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Reads what a range of the log says about identities, and what is known of those it names. */
final class NewRowsReader {
  private static final String RANGE =
      " WHERE _source = {source:UInt32} AND _offset >= {from:Int64} AND _offset < {to:Int64} ";

  private static final String ROWS =
      """
      SELECT project, aid, toUInt8(identified), device_id,
             min(toUnixTimestamp64Milli(ts)), max(toUnixTimestamp64Milli(ts)),
             min(_resolved), max(_resolved),
             toUInt8(max(_late)), minIf(toUnixTimestamp64Milli(ts), _late),
             toUInt8(max(_changes)), toUInt8(max(event = '$alias'))
      FROM events\
      """
          + RANGE
          + "GROUP BY project, aid, identified, device_id";

  private static final String DEVICE_USERS =
      """
      SELECT project, device_id, user_aid,
             toUnixTimestamp64Milli(min(first_ts)), toUnixTimestamp64Milli(max(last_ts))
      FROM device_users
      WHERE (project, device_id) IN (SELECT project, device_id FROM events\
      """
          + RANGE
          + """
          AND device_id != '')
          GROUP BY project, device_id, user_aid
          ORDER BY project, device_id, user_aid
          LIMIT {users:UInt32} BY project, device_id
          """;

  private static final String VERSIONS =
      """
      SELECT aid, max(version) FROM sender_persons
      WHERE (project, aid) IN (SELECT project, aid FROM events\
      """
          + RANGE
          + ") GROUP BY aid";

  private static final String ALIASED =
      """
      SELECT DISTINCT aid FROM persons
      WHERE aid IN (SELECT aid FROM events\
      """
          + RANGE
          + """
          ) AND (project, sender_id) IN (SELECT project, target_id FROM events
                                         WHERE event = '$alias' AND project IN {projects:Array(UInt32)})
          """;

  private static final String ALIASED_DEVICES =
      """
      SELECT DISTINCT project, device_id FROM events\
      """
          + RANGE
          + """
          AND identified AND device_id != ''
            AND (project, device_id) IN (SELECT project, target_id FROM events
                                         WHERE event = '$alias' AND project IN {projects:Array(UInt32)})
          """;

  private static final String NAMED =
      """
      SELECT DISTINCT project, sender_id, aid FROM persons
      WHERE aid IN (SELECT aid FROM events\
      """
          + RANGE
          + """
          ) AND project IN {projects:Array(UInt32)} AND sender_kind IN ('user', 'device')
            AND sender_id IN {ids:Array(String)}
          """;

  private final ClickHouse clickHouse;
  private final int deviceUsersMax;

  NewRowsReader(ClickHouse clickHouse, int deviceUsersMax) {
    this.clickHouse = clickHouse;
    this.deviceUsersMax = deviceUsersMax;
  }

  List<NewRows> rows(LogRange range) {
    return clickHouse.read(ROWS, range.parameters(), NewRowsReader::newRows);
  }

  /**
   * What is known of those whom the rows name.
   *
   * @param ordered ids of which orders speak that hold
   */
  Concerned.Known known(LogRange range, List<NewRows> rows, Set<DeviceKey> ordered) {
    Map<String, Object> limited = new HashMap<>(range.parameters());
    limited.put("users", deviceUsersMax + 1);
    List<DeviceUser> deviceUsers =
        clickHouse.read(DEVICE_USERS, limited, NewRowsReader::deviceUser);
    Map<Integer, Integer> versions = new HashMap<>();
    clickHouse.read(
        VERSIONS, range.parameters(), row -> versions.put(row.readInt(), row.readInt()));
    Set<Integer> projects = new HashSet<>();
    rows.forEach(row -> projects.add(row.project()));
    Map<String, Object> parameters = new HashMap<>(range.parameters());
    parameters.put("projects", List.copyOf(projects).toString());
    Set<Integer> aliased =
        new HashSet<>(clickHouse.read(ALIASED, parameters, RowBinaryReader::readInt));
    Set<DeviceKey> aliasedDevices =
        new HashSet<>(
            clickHouse.read(
                ALIASED_DEVICES, parameters, row -> new DeviceKey(row.readInt(), row.readText())));
    rows.stream().map(NewRows::device).filter(ordered::contains).forEach(aliasedDevices::add);
    List<DeviceKey> named = ordered.stream().filter(id -> projects.contains(id.project())).toList();
    for (List<DeviceKey> slice : Slices.ofTexts(named, id -> id.deviceId().length())) {
      aliased.addAll(named(parameters, slice));
    }
    return new Concerned.Known(deviceUsers, versions, aliased, aliasedDevices);
  }

  /** The senders among the new rows' whose ids these are. */
  private Set<Integer> named(Map<String, Object> parameters, List<DeviceKey> ids) {
    Map<String, Object> withIds = new HashMap<>(parameters);
    withIds.put("ids", ClickHouse.arrayOfTexts(ids.stream().map(DeviceKey::deviceId).toList()));
    Set<DeviceKey> asked = new HashSet<>(ids);
    Set<Integer> found = new HashSet<>();
    clickHouse.read(
        NAMED,
        withIds,
        row ->
            asked.contains(new DeviceKey(row.readInt(), row.readText()))
                ? found.add(row.readInt())
                : row.readInt());
    return found;
  }

  private static NewRows newRows(RowBinaryReader row) throws IOException {
    int project = row.readInt();
    int sender = row.readInt();
    boolean identified = row.readByte() != 0;
    String deviceId = row.readText();
    long first = row.readLong();
    long last = row.readLong();
    int resolvedMin = row.readInt();
    int resolvedMax = row.readInt();
    boolean isLate = row.readByte() != 0;
    long lateFrom = row.readLong();
    return new NewRows(
        project,
        sender,
        identified,
        deviceId,
        first,
        last,
        resolvedMin,
        resolvedMax,
        isLate ? OptionalLong.of(lateFrom) : OptionalLong.empty(),
        row.readByte() != 0,
        row.readByte() != 0);
  }

  static DeviceUser deviceUser(RowBinaryReader row) throws IOException {
    DeviceKey device = new DeviceKey(row.readInt(), row.readText());
    return new DeviceUser(device, row.readInt(), row.readLong(), row.readLong());
  }
}
