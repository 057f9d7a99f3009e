package dev.riffle.event;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.riffle.project.ProjectId;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code event_record.proto} straight into an event record. What protobuf demands of a reader
 * holds here too: fields come in any order, of one that repeats the last counts, of messages the
 * fields are merged, and fields that are not known are skipped. One record, one thread.
 */
final class EventDecoder {
  private static final SharedTexts TEXTS = new SharedTexts();
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int INGEST_ID_BYTES = 16;

  private final byte[] bytes;
  private final CodedInputStream in;
  private int ingestIdAt;
  private int ingestIdLength;
  private int project;
  private int kind;
  private String name = "";
  private String userId = "";
  private String deviceId = "";
  private String messageId = "";
  private long occurredAtMillis;
  private long claimedAtMillis;
  private long receivedAtMillis;
  private boolean clamped;
  private String sessionId = "";
  private String targetId = "";
  private String library = "";
  private final OrderedProperties.Builder properties = new OrderedProperties.Builder();
  private @Nullable List<PropertyOperation> operations;

  private EventDecoder(byte[] bytes) {
    this.bytes = bytes;
    this.in = CodedInputStream.newInstance(bytes);
  }

  /**
   * Reads one record.
   *
   * @throws IOException when the bytes are no such message
   * @throws IllegalArgumentException when they are, and lack what every record has
   */
  static EventRecord decode(byte[] bytes) throws IOException {
    EventDecoder decoder = new EventDecoder(bytes);
    decoder.readFields();
    return decoder.event();
  }

  private void readFields() throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case Wire.INGEST_ID -> readIngestId();
        case Wire.PROJECT -> project = in.readUInt32();
        case Wire.KIND -> kind = in.readEnum();
        case Wire.NAME -> name = readSharedText();
        case Wire.USER_ID -> userId = readText();
        case Wire.DEVICE_ID -> deviceId = readText();
        case Wire.MESSAGE_ID -> messageId = readText();
        case Wire.OCCURRED_AT -> occurredAtMillis = in.readSInt64();
        case Wire.CLAIMED_AT -> claimedAtMillis = in.readSInt64();
        case Wire.RECEIVED_AT -> receivedAtMillis = in.readSInt64();
        case Wire.CLAMPED -> clamped = in.readBool();
        case Wire.SESSION_ID -> sessionId = readText();
        case Wire.TARGET_ID -> targetId = readText();
        case Wire.LIBRARY -> library = readSharedText();
        case Wire.PROPERTY -> readProperty();
        case Wire.OPERATION -> readOperation();
        default -> skip(tag);
      }
    }
  }

  private EventRecord event() {
    if (ingestIdLength != INGEST_ID_BYTES) {
      throw new IllegalArgumentException("an ingest id has 16 bytes, not " + ingestIdLength);
    }
    Instant occurredAt = Instant.ofEpochMilli(occurredAtMillis);
    Instant claimedAt =
        claimedAtMillis == occurredAtMillis ? occurredAt : Instant.ofEpochMilli(claimedAtMillis);
    return new EventRecord(
        new UUID((long) LONG.get(bytes, ingestIdAt), (long) LONG.get(bytes, ingestIdAt + 8)),
        new ProjectId(project),
        Wire.kind(kind),
        name,
        new Identity(userId, deviceId),
        new EventTime(occurredAt, claimedAt, Instant.ofEpochMilli(receivedAtMillis), clamped),
        messageId,
        sessionId,
        targetId,
        library,
        properties.build(),
        operations == null ? List.of() : operations);
  }

  private void readIngestId() throws IOException {
    int length = in.readRawVarint32();
    ingestIdAt = in.getTotalBytesRead();
    in.skipRawBytes(length);
    ingestIdLength = length;
  }

  private void readProperty() throws IOException {
    String propertyName = "";
    ValueReader value = new ValueReader();
    int end = in.pushLimit(in.readRawVarint32());
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case Wire.PROPERTY_NAME -> propertyName = readSharedText();
        case Wire.PROPERTY_VALUE -> value.read();
        default -> skip(tag);
      }
    }
    in.popLimit(end);
    properties.put(propertyName, value.value());
  }

  private void readOperation() throws IOException {
    int operation = 0;
    String propertyName = "";
    ValueReader value = new ValueReader();
    int end = in.pushLimit(in.readRawVarint32());
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case Wire.OPERATION_KIND -> operation = in.readEnum();
        case Wire.OPERATION_NAME -> propertyName = readSharedText();
        case Wire.OPERATION_VALUE -> value.read();
        default -> skip(tag);
      }
    }
    in.popLimit(end);
    if (operations == null) {
      operations = new ArrayList<>(4);
    }
    operations.add(
        new PropertyOperation(
            PropertyOperation.Kind.ofCode(operation), propertyName, value.value()));
  }

  private String readSharedText() throws IOException {
    int length = in.readRawVarint32();
    int from = in.getTotalBytesRead();
    in.skipRawBytes(length);
    return checked(TEXTS.text(bytes, from, length));
  }

  private String readText() throws IOException {
    int length = in.readRawVarint32();
    int from = in.getTotalBytesRead();
    in.skipRawBytes(length);
    return checked(SharedTexts.decode(bytes, from, length));
  }

  private static String checked(@Nullable String text) throws IOException {
    if (text == null) {
      throw new InvalidProtocolBufferException("a text is not UTF-8");
    }
    return text;
  }

  /** A group that ends where none began ends the message for protobuf, and it is not complete. */
  private void skip(int tag) throws IOException {
    if (!in.skipField(tag)) {
      throw new InvalidProtocolBufferException("a group ends that did not begin");
    }
  }

  /** The one value of a property or an operation: of several the last. */
  private final class ValueReader {
    private int tag;
    private double number;
    private boolean flag;
    private String text = "";

    /** Reads the message, perhaps once more; one without a value leaves what was there. */
    void read() throws IOException {
      int end = in.pushLimit(in.readRawVarint32());
      for (int next = in.readTag(); next != 0; next = in.readTag()) {
        switch (next) {
          case Wire.TEXT -> text = readSharedText();
          case Wire.EXACT_NUMBER, Wire.LIST_JSON -> text = readText();
          case Wire.NUMBER -> number = in.readDouble();
          case Wire.FLAG, Wire.NULL -> flag = in.readBool();
          default -> {
            skip(next);
            continue;
          }
        }
        tag = next;
      }
      in.popLimit(end);
    }

    PropertyValue value() {
      return switch (tag) {
        case Wire.TEXT -> new PropertyValue.Text(text);
        case Wire.NUMBER -> new PropertyValue.Numeric(number);
        case Wire.EXACT_NUMBER -> new PropertyValue.ExactNumber(text);
        case Wire.FLAG -> flag ? Wire.TRUE : Wire.FALSE;
        case Wire.LIST_JSON -> new PropertyValue.ListJson(text);
        default -> Wire.NOTHING;
      };
    }
  }
}
