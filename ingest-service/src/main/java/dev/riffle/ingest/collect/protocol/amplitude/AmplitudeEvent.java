package dev.riffle.ingest.collect.protocol.amplitude;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import dev.riffle.ingest.collect.outcome.RejectionReason;
import dev.riffle.ingest.collect.protocol.Client;
import dev.riffle.ingest.collect.protocol.FieldNames;
import dev.riffle.ingest.collect.protocol.PlaceholderIds;
import dev.riffle.ingest.collect.protocol.ReceivedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one event, filled in the order in which they come. */
final class AmplitudeEvent {
  /** Ids shorter than this are removed from an event, unless the request says otherwise. */
  static final int MIN_ID_LENGTH = 5;

  private static final String GROUP_TYPE = "$groupType";
  private static final FieldNames NAMES =
      new FieldNames("user_id", "device_id", "groups", "insert_id", "time");

  final int index;
  @Nullable String eventType;
  @Nullable String userId;
  @Nullable String deviceId;
  @Nullable String insertId;
  @Nullable String library;
  @Nullable Instant time;
  String sessionId = "";
  final Map<String, PropertyValue> eventProperties = new LinkedHashMap<>();
  final Map<String, PropertyValue> groups = new LinkedHashMap<>();

  /** Fields of the event itself that become properties where it has none of that name. */
  final Map<String, PropertyValue> fields = new LinkedHashMap<>();

  final List<PropertyOperation> userOperations = new ArrayList<>();
  final List<PropertyOperation> groupOperations = new ArrayList<>();

  AmplitudeEvent(int index) {
    this.index = index;
  }

  /** The event in the common shape, once the whole request is known. */
  ReceivedEvent received(@Nullable Instant uploadedAt, int minIdLength)
      throws RejectedEventException {
    if (eventType == null) {
      throw RejectedEventException.missing("event_type");
    }
    removeShortIds(minIdLength);
    return switch (eventType) {
      case "$identify" -> event(EventKind.IDENTIFY, "", null, uploadedAt, Map.of(), userOperations);
      case "$groupidentify" -> groupIdentified(uploadedAt);
      default -> tracked(eventType, uploadedAt);
    };
  }

  private ReceivedEvent tracked(String name, @Nullable Instant uploadedAt) {
    removeUnknownPlace();
    fields.forEach(eventProperties::putIfAbsent);
    groups.forEach((type, group) -> eventProperties.putIfAbsent("groups." + type, group));
    return event(EventKind.TRACK, name, null, uploadedAt, eventProperties, userOperations);
  }

  private ReceivedEvent groupIdentified(@Nullable Instant uploadedAt)
      throws RejectedEventException {
    if (groups.size() != 1) {
      throw new RejectedEventException(
          RejectionReason.MISSING_FIELD, "groups", "$groupidentify names exactly one group");
    }
    Map.Entry<String, PropertyValue> group = groups.entrySet().iterator().next();
    if (!(group.getValue() instanceof PropertyValue.Text(String groupId))) {
      throw RejectedEventException.wrongType("groups", "one type with one text");
    }
    Map<String, PropertyValue> properties = new LinkedHashMap<>();
    properties.put(GROUP_TYPE, PropertyValue.of(group.getKey()));
    for (PropertyOperation operation : groupOperations) {
      boolean plain = operation.kind() == PropertyOperation.Kind.SET;
      properties.put(
          plain ? operation.name() : operation.kind().word() + '.' + operation.name(),
          operation.value());
    }
    return event(EventKind.GROUP, "", groupId, uploadedAt, properties, List.of());
  }

  private ReceivedEvent event(
      EventKind kind,
      String name,
      @Nullable String targetId,
      @Nullable Instant uploadedAt,
      Map<String, PropertyValue> properties,
      List<PropertyOperation> operations) {
    return new ReceivedEvent(
        index,
        kind,
        name,
        userId,
        deviceId,
        targetId,
        time,
        uploadedAt,
        insertId == null ? "" : insertId,
        sessionId,
        library == null ? "" : library,
        properties,
        operations,
        Client.UNKNOWN,
        NAMES);
  }

  /** The Java library sends 0, 0 for a place it does not know. */
  private void removeUnknownPlace() {
    PropertyValue zero = PropertyValue.of(0);
    if (zero.equals(fields.get("location_lat")) && zero.equals(fields.get("location_lng"))) {
      fields.remove("location_lat");
      fields.remove("location_lng");
    }
  }

  private void removeShortIds(int minIdLength) throws RejectedEventException {
    boolean userTooShort = isTooShort(userId, minIdLength);
    boolean deviceTooShort = isTooShort(deviceId, minIdLength);
    boolean noneLeft = (userId == null || userTooShort) && (deviceId == null || deviceTooShort);
    if (noneLeft && (userTooShort || deviceTooShort)) {
      throw new RejectedEventException(
          RejectionReason.ID_TOO_SHORT,
          userTooShort ? "user_id" : "device_id",
          "an id has at least " + minIdLength + " characters (options.min_id_length)");
    }
    userId = userTooShort ? null : userId;
    deviceId = deviceTooShort ? null : deviceId;
  }

  /** A placeholder is refused as such, which says more. */
  private static boolean isTooShort(@Nullable String id, int minIdLength) {
    return id != null && id.length() < minIdLength && !PlaceholderIds.contains(id);
  }
}
