package dev.riffle.ingest.load.person;

import dev.riffle.event.Sender;
import dev.riffle.event.history.PropertyHistory;
import dev.riffle.event.history.PropertyHistoryCodec;
import dev.riffle.event.row.PropertyMaps;
import dev.riffle.event.row.RowBinaryReader;
import dev.riffle.event.row.RowBinaryWriter;
import dev.riffle.project.ProjectId;
import java.io.IOException;

/** Person states as rows of the table {@code persons}. */
final class PersonRows {
  /** What {@link #read} reads, in its order. */
  static final String READ_COLUMNS =
      "project, toUInt8(sender_kind), sender_id, aid, toUnixTimestamp64Milli(first_seen),"
          + " toUnixTimestamp64Milli(last_seen), history, _source, _offset, _version";

  private PersonRows() {}

  /** All columns, in the order of {@link dev.riffle.event.table.PersonsTable}. */
  static void write(PersonState state, RowBinaryWriter row) {
    row.writeInt(state.key().project().number());
    row.writeByte(code(state.key().sender().kind()));
    row.writeText(state.key().sender().id());
    row.writeInt(state.number());
    // whose the sender's events are is in sender_persons
    row.writeInt(state.number());
    row.writeLong(state.firstSeenMillis());
    row.writeLong(state.lastSeenMillis());
    PropertyMaps.write(state.own(), row);
    row.writeText(PropertyHistoryCodec.encode(state.history()));
    row.writeInt(state.part());
    row.writeLong(state.offset());
    row.writeLong(state.version());
  }

  static PersonState read(RowBinaryReader row) throws IOException {
    ProjectId project = new ProjectId(row.readInt());
    Sender.Kind kind = kind(row.readByte());
    SenderKey key = new SenderKey(project, new Sender(kind, row.readText()));
    int number = row.readInt();
    long firstSeen = row.readLong();
    long lastSeen = row.readLong();
    PropertyHistory history = PropertyHistoryCodec.decode(row.readBytes());
    PersonState.Stored stored =
        new PersonState.Stored(history, row.readInt(), row.readLong(), row.readLong());
    return PersonState.stored(key, number, firstSeen, lastSeen, stored);
  }

  static String kindName(Sender.Kind kind) {
    return switch (kind) {
      case USER -> "user";
      case DEVICE -> "device";
    };
  }

  private static int code(Sender.Kind kind) {
    return switch (kind) {
      case USER -> 1;
      case DEVICE -> 2;
    };
  }

  private static Sender.Kind kind(int code) throws IOException {
    return switch (code) {
      case 1 -> Sender.Kind.USER;
      case 2 -> Sender.Kind.DEVICE;
      default -> throw new IOException("unknown kind of sender: " + code);
    };
  }
}
