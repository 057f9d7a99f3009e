package dev.riffle.ingest.load.identity;

import dev.riffle.event.PropertyValue;
import dev.riffle.event.history.PropertyHistoryCodec;
import dev.riffle.event.row.PropertyMaps;
import dev.riffle.event.row.RowBinaryReader;
import dev.riffle.event.row.RowBinaryWriter;
import dev.riffle.event.table.StoredValue;
import dev.riffle.ingest.load.table.ClickHouse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The table {@code sender_persons}. Thread-safe. */
public final class SenderPersonTable {
  private static final String NAME = "sender_persons";

  private static final String FIND =
      """
      SELECT aid, owners, shared_history, version, text, number FROM sender_persons FINAL
      WHERE aid IN {numbers:Array(UInt32)}
      """;

  private static final String NEWER =
      """
      SELECT aid, owners, shared_history, version, text, number FROM sender_persons FINAL
      WHERE version > {version:UInt32} AND (aid - 1) % {partitions:UInt32} = {partition:UInt32}
      """;

  private static final String NEWEST_VERSION =
      """
      SELECT max(newest) FROM
      (
          SELECT max(version) AS newest FROM sender_persons
          UNION ALL
          SELECT max(version) AS newest FROM restatements
      )
      """;

  private final ClickHouse clickHouse;
  private final InstantSource clock;

  /**
   * A row with the person's current properties as they are stored.
   *
   * @param current their two maps, in RowBinary with names in order
   */
  record Stored(SenderPerson person, Map<String, PropertyValue> current) {}

  public SenderPersonTable(ClickHouse clickHouse, InstantSource clock) {
    this.clickHouse = clickHouse;
    this.clock = clock;
  }

  Map<Integer, Stored> find(Collection<Integer> numbers) {
    Map<Integer, Stored> found = new HashMap<>();
    for (List<Integer> slice : Slices.ofNumbers(numbers)) {
      clickHouse
          .read(FIND, Map.of("numbers", slice.toString()), SenderPersonTable::stored)
          .forEach(one -> found.put(one.person().number(), one));
    }
    return found;
  }

  /** The rows of those of the senders that have one. */
  public Map<Integer, SenderPerson> persons(Collection<Integer> numbers) {
    Map<Integer, SenderPerson> persons = new HashMap<>();
    find(numbers).forEach((number, one) -> persons.put(number, one.person()));
    return persons;
  }

  /** The rows of one partition's senders with greater versions than that one. */
  public List<SenderPerson> newerThan(int version, int partition, int partitions) {
    return clickHouse
        .read(
            NEWER,
            Map.of("version", version, "partition", partition, "partitions", partitions),
            SenderPersonTable::stored)
        .stream()
        .map(Stored::person)
        .toList();
  }

  /** The greatest version that has been given, 0 when none was. */
  public int newestVersion() {
    return clickHouse.read(NEWEST_VERSION, Map.of(), RowBinaryReader::readInt).getFirst();
  }

  /** Stores rows; of two with one version the one stored later counts. */
  void store(Collection<Row> rows) {
    RowBinaryWriter out = new RowBinaryWriter(256 * rows.size());
    long now = clock.millis();
    for (Row row : rows) {
      write(row, now, out);
    }
    clickHouse.insert(
        NAME,
        UUID.randomUUID().toString(),
        ClickHouse.NO_DEDUPLICATION,
        stream -> out.copyTo(stream, 0, out.size()));
  }

  /** A row to be stored. */
  record Row(int project, ResolvedSender sender, int version) {}

  private static void write(Row row, long now, RowBinaryWriter out) {
    ResolvedSender sender = row.sender();
    out.writeInt(row.project()).writeInt(sender.number());
    writeOwners(sender.owners(), out);
    out.writeInt(sender.newestOwner());
    out.writeText(PropertyHistoryCodec.encode(sender.shared()));
    PropertyMaps.write(sender.current(), out);
    out.writeInt(row.version()).writeLong(now);
  }

  static void writeOwners(List<Owner> owners, RowBinaryWriter out) {
    out.writeLength(owners.size());
    for (Owner owner : owners) {
      out.writeLong(owner.fromMillis()).writeInt(owner.person());
    }
  }

  static List<Owner> readOwners(RowBinaryReader row) throws IOException {
    int size = row.readLength();
    List<Owner> owners = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      owners.add(new Owner(row.readLong(), row.readInt()));
    }
    return owners;
  }

  private static Stored stored(RowBinaryReader row) throws IOException {
    int number = row.readInt();
    List<Owner> owners = readOwners(row);
    byte[] shared = row.readBytes();
    int version = row.readInt();
    return new Stored(
        new SenderPerson(number, owners, PropertyHistoryCodec.decode(shared), version),
        readProperties(row));
  }

  private static Map<String, PropertyValue> readProperties(RowBinaryReader row) throws IOException {
    Map<String, PropertyValue> properties = new HashMap<>();
    int texts = row.readLength();
    for (int i = 0; i < texts; i++) {
      properties.put(row.readText(), StoredValue.decode(row.readText()));
    }
    int numbers = row.readLength();
    for (int i = 0; i < numbers; i++) {
      properties.put(row.readText(), new PropertyValue.Numeric(row.readDouble()));
    }
    return properties;
  }
}
