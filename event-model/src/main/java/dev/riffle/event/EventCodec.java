package dev.riffle.event;

import com.google.protobuf.ByteString;
import dev.riffle.event.wire.EventRecordWire;
import dev.riffle.event.wire.KindWire;
import dev.riffle.event.wire.OperationKindWire;
import dev.riffle.event.wire.OperationWire;
import dev.riffle.event.wire.PropertyWire;
import dev.riffle.event.wire.ValueWire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Event record to the bytes of a Kafka record's value, and back. The form is {@code
 * event_record.proto}; its version stands in the header {@link EventTopic#VERSION_HEADER}. Pure and
 * thread-safe.
 */
public final class EventCodec {
  private EventCodec() {}

  /** Bytes that are no event record of a readable version. */
  public static final class UnreadableRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableRecordException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  public static byte[] encode(EventRecord event) {
    EventRecordWire.Builder wire =
        EventRecordWire.newBuilder()
            .setIngestId(bytes(event.ingestId()))
            .setProject(event.project().number())
            .setKind(wire(event.kind()))
            .setName(event.name())
            .setUserId(event.identity().userId())
            .setDeviceId(event.identity().deviceId())
            .setMessageId(event.messageId())
            .setOccurredAtMs(event.time().occurredAt().toEpochMilli())
            .setClaimedAtMs(event.time().claimedAt().toEpochMilli())
            .setReceivedAtMs(event.time().receivedAt().toEpochMilli())
            .setClamped(event.time().clamped())
            .setSessionId(event.sessionId())
            .setTargetId(event.targetId())
            .setLibrary(event.library());
    event
        .properties()
        .forEach((name, value) ->
            wire.addProperties(PropertyWire.newBuilder().setName(name).setValue(wire(value))));
    for (PropertyOperation operation : event.userOperations()) {
      wire.addUserOperations(wire(operation));
    }
    return wire.build().toByteArray();
  }

  /**
   * Reads one value.
   *
   * @throws UnreadableRecordException when the bytes are damaged, or lack what every record has
   */
  public static EventRecord decode(byte[] value) throws UnreadableRecordException {
    try {
      return EventDecoder.decode(value);
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableRecordException("not an event record: " + e.getMessage(), e);
    }
  }

  private static ByteString bytes(UUID id) {
    return ByteString.copyFrom(
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .flip());
  }

  private static KindWire wire(EventKind kind) {
    return switch (kind) {
      case TRACK -> KindWire.KIND_TRACK;
      case IDENTIFY -> KindWire.KIND_IDENTIFY;
      case GROUP -> KindWire.KIND_GROUP;
      case ALIAS -> KindWire.KIND_ALIAS;
    };
  }

  private static ValueWire wire(PropertyValue value) {
    ValueWire.Builder wire = ValueWire.newBuilder();
    return switch (value) {
      case PropertyValue.Text(String text) -> wire.setText(text).build();
      case PropertyValue.Numeric(double number) -> wire.setNumber(number).build();
      case PropertyValue.ExactNumber(String decimal) -> wire.setExactNumber(decimal).build();
      case PropertyValue.Flag(boolean on) -> wire.setFlag(on).build();
      case PropertyValue.ListJson(String json) -> wire.setListJson(json).build();
      case PropertyValue.Null() -> wire.setNull(true).build();
    };
  }

  private static OperationWire wire(PropertyOperation operation) {
    OperationKindWire kind =
        switch (operation.kind()) {
          case SET -> OperationKindWire.OPERATION_SET;
          case SET_ONCE -> OperationKindWire.OPERATION_SET_ONCE;
          case ADD -> OperationKindWire.OPERATION_ADD;
          case APPEND -> OperationKindWire.OPERATION_APPEND;
          case PREPEND -> OperationKindWire.OPERATION_PREPEND;
          case PRE_INSERT -> OperationKindWire.OPERATION_PRE_INSERT;
          case POST_INSERT -> OperationKindWire.OPERATION_POST_INSERT;
          case REMOVE -> OperationKindWire.OPERATION_REMOVE;
          case UNSET -> OperationKindWire.OPERATION_UNSET;
          case CLEAR_ALL -> OperationKindWire.OPERATION_CLEAR_ALL;
        };
    return OperationWire.newBuilder()
        .setKind(kind)
        .setName(operation.name())
        .setValue(wire(operation.value()))
        .build();
  }
}
