package dev.riffle.ingest.collect.protocol.amplitude;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.canonical.ContextNames;
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

  private static final String CONNECTION = "$remote";
  private static final FieldNames NAMES =
      new FieldNames("user_id", "device_id", "groups", "insert_id", "time");

  final int index;
  @Nullable String eventType;
  @Nullable String userId;
  @Nullable String deviceId;
  @Nullable String insertId;
  @Nullable String uuid;
  @Nullable String library;
  @Nullable String address;
  @Nullable String userAgent;
  @Nullable String groupType;
  @Nullable String groupValue;
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
  ReceivedEvent received(AmplitudeEnvelope envelope) throws RejectedEventException {
    if (eventType == null) {
      throw RejectedEventException.missing("event_type");
    }
    removeShortIds(envelope.minIdLength);
    return switch (eventType) {
      case "$identify" -> identified(envelope);
      case "$groupidentify" -> groupIdentified(envelope);
      default ->
          event(
              EventKind.TRACK,
              AmplitudeProperties.eventName(eventType),
              null,
              envelope,
              AmplitudeProperties.of(eventProperties, fields, groups),
              userOperations);
    };
  }

  /** Who enters a group has it as a user property too. */
  private ReceivedEvent identified(AmplitudeEnvelope envelope) {
    groups.forEach((type, group) ->
        userOperations.add(PropertyOperation.set(ContextNames.group(type), group)));
    return event(EventKind.IDENTIFY, "", null, envelope, Map.of(), userOperations);
  }

  /**
   * A group's own properties. The Group Identify API names no person; the record then stands under
   * a device of the group's name, as other vendors' libraries make one.
   */
  private ReceivedEvent groupIdentified(AmplitudeEnvelope envelope) throws RejectedEventException {
    if (groupType != null && groupValue != null) {
      groups.put(groupType, PropertyValue.of(groupValue));
    }
    if (groups.size() != 1) {
      throw new RejectedEventException(
          RejectionReason.MISSING_FIELD, "groups", "$groupidentify names exactly one group");
    }
    Map.Entry<String, PropertyValue> group = groups.entrySet().iterator().next();
    if (!(group.getValue() instanceof PropertyValue.Text(String groupId))) {
      throw RejectedEventException.wrongType("groups", "one type with one text");
    }
    if (userId == null && deviceId == null) {
      deviceId = '$' + group.getKey() + '_' + groupId;
    }
    return event(
        EventKind.GROUP,
        "",
        groupId,
        envelope,
        Map.of(ContextNames.GROUP_TYPE, PropertyValue.of(group.getKey())),
        groupOperations);
  }

  private ReceivedEvent event(
      EventKind kind,
      String name,
      @Nullable String targetId,
      AmplitudeEnvelope envelope,
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
        envelope.uploadedAt,
        insertId != null ? insertId : uuid != null ? uuid : "",
        sessionId,
        library == null ? "" : library,
        properties,
        operations,
        client(envelope),
        NAMES);
  }

  /** The address {@code $remote} stands for the connection's. */
  private Client client(AmplitudeEnvelope envelope) {
    String sentAddress = address == null && envelope.fromBrowser ? CONNECTION : address;
    String sentAgent = userAgent == null ? "" : userAgent;
    if (!CONNECTION.equals(sentAddress)) {
      return sentAddress == null && sentAgent.isEmpty()
          ? Client.UNKNOWN
          : new Client(sentAddress == null ? "" : sentAddress, sentAgent);
    }
    Client connection = envelope.connection;
    return sentAgent.isEmpty() ? connection : new Client(connection.address(), sentAgent);
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
