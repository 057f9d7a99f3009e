package dev.riffle.event;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.riffle.event.wire.EventRecordWire;
import dev.riffle.event.wire.KindWire;
import dev.riffle.event.wire.OperationKindWire;
import dev.riffle.event.wire.OperationWire;
import dev.riffle.event.wire.PropertyWire;
import dev.riffle.event.wire.ValueWire;
import dev.riffle.project.ProjectId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The codec that protoc's classes make: what {@link EventCodec} must agree with. */
final class GeneratedEventCodec {
  private GeneratedEventCodec() {}

  static byte[] encode(EventRecord event) {
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

  static EventRecord decode(byte[] value) throws InvalidProtocolBufferException {
    return event(EventRecordWire.parseFrom(value));
  }

  private static EventRecord event(EventRecordWire wire) {
    Map<String, PropertyValue> properties =
        LinkedHashMap.newLinkedHashMap(wire.getPropertiesCount());
    for (PropertyWire property : wire.getPropertiesList()) {
      properties.put(property.getName(), value(property.getValue()));
    }
    List<PropertyOperation> operations = new ArrayList<>(wire.getUserOperationsCount());
    for (OperationWire operation : wire.getUserOperationsList()) {
      operations.add(operation(operation));
    }
    return new EventRecord(
        uuid(wire.getIngestId()),
        new ProjectId(wire.getProject()),
        kind(wire.getKind()),
        wire.getName(),
        new Identity(wire.getUserId(), wire.getDeviceId()),
        new EventTime(
            Instant.ofEpochMilli(wire.getOccurredAtMs()),
            Instant.ofEpochMilli(wire.getClaimedAtMs()),
            Instant.ofEpochMilli(wire.getReceivedAtMs()),
            wire.getClamped()),
        wire.getMessageId(),
        wire.getSessionId(),
        wire.getTargetId(),
        wire.getLibrary(),
        properties,
        operations);
  }

  private static ByteString bytes(UUID id) {
    return ByteString.copyFrom(
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .flip());
  }

  private static UUID uuid(ByteString bytes) {
    if (bytes.size() != 16) {
      throw new IllegalArgumentException("an ingest id has 16 bytes, not " + bytes.size());
    }
    ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  private static KindWire wire(EventKind kind) {
    return switch (kind) {
      case TRACK -> KindWire.KIND_TRACK;
      case IDENTIFY -> KindWire.KIND_IDENTIFY;
      case GROUP -> KindWire.KIND_GROUP;
      case ALIAS -> KindWire.KIND_ALIAS;
    };
  }

  private static EventKind kind(KindWire kind) {
    return switch (kind) {
      case KIND_TRACK -> EventKind.TRACK;
      case KIND_IDENTIFY -> EventKind.IDENTIFY;
      case KIND_GROUP -> EventKind.GROUP;
      case KIND_ALIAS -> EventKind.ALIAS;
      case KIND_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException("unknown kind");
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

  private static PropertyValue value(ValueWire wire) {
    return switch (wire.getValueCase()) {
      case TEXT -> new PropertyValue.Text(wire.getText());
      case NUMBER -> new PropertyValue.Numeric(wire.getNumber());
      case EXACT_NUMBER -> new PropertyValue.ExactNumber(wire.getExactNumber());
      case FLAG -> new PropertyValue.Flag(wire.getFlag());
      case LIST_JSON -> new PropertyValue.ListJson(wire.getListJson());
      case NULL, VALUE_NOT_SET -> new PropertyValue.Null();
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

  private static PropertyOperation operation(OperationWire wire) {
    PropertyOperation.Kind kind =
        switch (wire.getKind()) {
          case OPERATION_SET -> PropertyOperation.Kind.SET;
          case OPERATION_SET_ONCE -> PropertyOperation.Kind.SET_ONCE;
          case OPERATION_ADD -> PropertyOperation.Kind.ADD;
          case OPERATION_APPEND -> PropertyOperation.Kind.APPEND;
          case OPERATION_PREPEND -> PropertyOperation.Kind.PREPEND;
          case OPERATION_PRE_INSERT -> PropertyOperation.Kind.PRE_INSERT;
          case OPERATION_POST_INSERT -> PropertyOperation.Kind.POST_INSERT;
          case OPERATION_REMOVE -> PropertyOperation.Kind.REMOVE;
          case OPERATION_UNSET -> PropertyOperation.Kind.UNSET;
          case OPERATION_CLEAR_ALL -> PropertyOperation.Kind.CLEAR_ALL;
          case OPERATION_UNSPECIFIED, UNRECOGNIZED ->
              throw new IllegalArgumentException("unknown operation");
        };
    return new PropertyOperation(kind, wire.getName(), value(wire.getValue()));
  }
}
