package dev.riffle.event.history;

import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import dev.riffle.event.row.RowBinaryReader;
import dev.riffle.event.row.RowBinaryWriter;
import dev.riffle.event.table.StoredValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A property history as the bytes of the column {@code persons.history}: a version byte, the
 * clearings, then each property with its base and changes.
 */
public final class PropertyHistoryCodec {
  private static final int VERSION = 1;

  private static final int MISSING = 0;
  private static final int NUMBER = 1;
  private static final int STORED = 2;

  private PropertyHistoryCodec() {}

  public static byte[] encode(PropertyHistory history) {
    RowBinaryWriter out = new RowBinaryWriter(128);
    out.writeByte(VERSION);
    writeChanges(history.clears(), out);
    out.writeLength(history.timelines().size());
    history
        .timelines()
        .forEach((name, timeline) -> {
          out.writeText(name);
          writeValue(timeline.base(), out);
          out.writeLong(timeline.horizonMillis());
          writeChanges(timeline.changes(), out);
        });
    return out.toByteArray();
  }

  /**
   * The history that was encoded; the empty one for no bytes.
   *
   * @throws IllegalStateException when the bytes are not those of a known version
   */
  public static PropertyHistory decode(byte[] bytes) {
    if (bytes.length == 0) {
      return PropertyHistory.EMPTY;
    }
    RowBinaryReader in = new RowBinaryReader(new ByteArrayInputStream(bytes));
    try {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalStateException("a property history of version " + version);
      }
      List<PropertyChange> clears = readChanges(in);
      int size = in.readLength();
      Map<String, PropertyTimeline> timelines = LinkedHashMap.newLinkedHashMap(size);
      for (int i = 0; i < size; i++) {
        timelines.put(
            in.readText(), new PropertyTimeline(readValue(in), in.readLong(), readChanges(in)));
      }
      return new PropertyHistory(timelines, clears);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException("a damaged property history", e);
    }
  }

  private static void writeChanges(List<PropertyChange> changes, RowBinaryWriter out) {
    out.writeLength(changes.size());
    for (PropertyChange change : changes) {
      out.writeLong(change.atMillis()).writeLong(change.offset());
      out.writeByte(change.kind().code());
      writeValue(change.value(), out);
    }
  }

  private static List<PropertyChange> readChanges(RowBinaryReader in) throws IOException {
    int size = in.readLength();
    List<PropertyChange> changes = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      long atMillis = in.readLong();
      long offset = in.readLong();
      PropertyOperation.Kind kind = PropertyOperation.Kind.ofCode(in.readByte());
      PropertyValue value = readValue(in);
      changes.add(
          new PropertyChange(
              atMillis, offset, kind, value == null ? new PropertyValue.Null() : value));
    }
    return changes;
  }

  private static void writeValue(@Nullable PropertyValue value, RowBinaryWriter out) {
    switch (value) {
      case null -> out.writeByte(MISSING);
      case PropertyValue.Numeric(double number) -> out.writeByte(NUMBER).writeDouble(number);
      default -> out.writeByte(STORED).writeText(StoredValue.encode(value));
    }
  }

  private static @Nullable PropertyValue readValue(RowBinaryReader in) throws IOException {
    int form = in.readByte();
    return switch (form) {
      case MISSING -> null;
      case NUMBER -> new PropertyValue.Numeric(in.readDouble());
      case STORED -> StoredValue.decode(in.readText());
      default -> throw new IOException("unknown form of a value: " + form);
    };
  }
}
