package dev.riffle.ingest.load.identity;

import dev.riffle.event.row.RowBinaryReader;
import dev.riffle.ingest.load.table.ClickHouse;
import java.io.IOException;
import java.util.Collection;
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
          ) AND (sender_id IN {watched:Array(String)}
            OR (project, sender_id) IN (SELECT project, target_id FROM events
                                        WHERE event = '$alias' AND project IN {projects:Array(UInt32)}))
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
   * @param watched ids that an alias speaks of, but of which nothing had come yet
   */
  Concerned.Known known(LogRange range, List<NewRows> rows, Collection<String> watched) {
    Map<String, Object> limited = new HashMap<>(range.parameters());
    limited.put("users", deviceUsersMax + 1);
    List<DeviceUser> deviceUsers =
        clickHouse.read(DEVICE_USERS, limited, NewRowsReader::deviceUser);
    Map<Integer, Integer> versions = new HashMap<>();
    clickHouse.read(
        VERSIONS, range.parameters(), row -> versions.put(row.readInt(), row.readInt()));
    return new Concerned.Known(deviceUsers, versions, aliased(range, rows, watched));
  }

  private Set<Integer> aliased(LogRange range, List<NewRows> rows, Collection<String> watched) {
    Map<String, Object> parameters = new HashMap<>(range.parameters());
    parameters.put("watched", ClickHouse.arrayOfTexts(List.copyOf(watched)));
    parameters.put("projects", rows.stream().map(NewRows::project).distinct().toList().toString());
    return new HashSet<>(clickHouse.read(ALIASED, parameters, RowBinaryReader::readInt));
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
