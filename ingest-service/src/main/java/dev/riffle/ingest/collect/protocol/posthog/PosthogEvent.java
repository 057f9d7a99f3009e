package dev.riffle.ingest.collect.protocol.posthog;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.canonical.ContextNames;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import dev.riffle.ingest.collect.protocol.Client;
import dev.riffle.ingest.collect.protocol.FieldNames;
import dev.riffle.ingest.collect.protocol.ReceivedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one event, filled in the order in which they come. */
final class PosthogEvent {
  private static final FieldNames NAMES =
      new FieldNames("distinct_id", "$device_id", "$group_key", "uuid", "timestamp");
  private static final FieldNames ALIAS_NAMES =
      new FieldNames("distinct_id", "$device_id", "alias", "uuid", "timestamp");
  private static final FieldNames DEVICE_ALIAS_NAMES =
      new FieldNames("alias", "distinct_id", "alias", "uuid", "timestamp");

  final int index;
  @Nullable String name;
  @Nullable String distinctId;
  @Nullable String deviceId;
  @Nullable String userId;
  @Nullable String anonymousId;
  @Nullable String alias;
  @Nullable String uuid;
  @Nullable String insertId;
  @Nullable String sessionId;
  @Nullable String token;
  @Nullable String library;
  @Nullable String libraryVersion;

  /** Name and version of the library, where the request says it for all events. */
  @Nullable String product;

  @Nullable String userAgent;
  @Nullable String address;
  @Nullable String groupType;
  @Nullable String groupKey;
  @Nullable Instant timestamp;
  @Nullable Instant sentAt;

  /** Whether the event says itself that its person is not known. */
  boolean anonymous;

  /** Whether its time is to be taken as it is, however late it was sent. */
  boolean timeIsExact;

  /** Whether the other end of the connection is not the client. */
  boolean fromServer;

  final Map<String, PropertyValue> properties = new LinkedHashMap<>();
  final Map<String, PropertyValue> set = new LinkedHashMap<>();
  final Map<String, PropertyValue> setOnce = new LinkedHashMap<>();
  final List<String> unset = new ArrayList<>();
  final Map<String, PropertyValue> groups = new LinkedHashMap<>();
  final Map<String, PropertyValue> groupSet = new LinkedHashMap<>();

  PosthogEvent(int index) {
    this.index = index;
  }

  /** The event in the common shape, once the whole request is known. */
  ReceivedEvent received(@Nullable Instant batchSentAt, Client connection)
      throws RejectedEventException {
    if (name == null) {
      throw RejectedEventException.missing("event");
    }
    Surroundings around = new Surroundings(sentAt(batchSentAt), client(connection));
    return switch (name) {
      case "$identify", "$set" ->
          event(EventKind.IDENTIFY, "", null, around, Map.of(), operations(), NAMES);
      case "$create_alias", "$merge_dangerously" -> aliased(around);
      case "$groupidentify" -> groupIdentified(around);
      default -> tracked(PosthogProperties.eventName(name), around);
    };
  }

  private ReceivedEvent tracked(String eventName, Surroundings around) {
    if (alias != null) {
      properties.put("alias", PropertyValue.of(alias));
    }
    return event(
        EventKind.TRACK,
        eventName,
        null,
        around,
        PosthogProperties.of(eventName, properties, groups),
        operations(),
        NAMES);
  }

  /** A user has one more id; a device, of which nobody is known yet, is bound to its user. */
  private ReceivedEvent aliased(Surroundings around) throws RejectedEventException {
    String target = required(alias, "alias");
    if (!isDevice() || distinctId == null) {
      return event(EventKind.ALIAS, "", target, around, Map.of(), List.of(), ALIAS_NAMES);
    }
    anonymousId = distinctId;
    distinctId = target;
    deviceId = null;
    anonymous = false;
    return event(EventKind.IDENTIFY, "", null, around, Map.of(), List.of(), DEVICE_ALIAS_NAMES);
  }

  private ReceivedEvent groupIdentified(Surroundings around) throws RejectedEventException {
    String type = required(groupType, "$group_type");
    String group = required(groupKey, "$group_key");
    if (('$' + type + '_' + group).equals(distinctId)) {
      // what the server libraries make up when no person is named
      anonymous = true;
    }
    List<PropertyOperation> operations = new ArrayList<>(groupSet.size());
    groupSet.forEach((property, value) -> operations.add(PropertyOperation.set(property, value)));
    return event(
        EventKind.GROUP,
        "",
        group,
        around,
        Map.of(ContextNames.GROUP_TYPE, PropertyValue.of(type)),
        operations,
        NAMES);
  }

  private ReceivedEvent event(
      EventKind kind,
      String eventName,
      @Nullable String targetId,
      Surroundings around,
      Map<String, PropertyValue> ofEvent,
      List<PropertyOperation> operations,
      FieldNames names) {
    boolean isDevice = isDevice();
    return new ReceivedEvent(
        index,
        kind,
        eventName,
        isDevice ? null : distinctId,
        isDevice ? distinctId : anonymousId != null ? anonymousId : deviceId,
        targetId,
        timestamp,
        around.sentAt,
        uuid != null ? uuid : insertId != null ? insertId : "",
        sessionId == null ? "" : sessionId,
        library(),
        ofEvent,
        operations,
        around.client,
        names);
  }

  /**
   * One id stands for a user or for a device, and the event says which. After a reset the browser
   * has a new anonymous id and the old device id; the anonymous one is meant, as only that parts
   * what comes from what was before.
   */
  private boolean isDevice() {
    return anonymous || (distinctId != null && userId == null && distinctId.equals(deviceId));
  }

  private List<PropertyOperation> operations() {
    List<PropertyOperation> operations =
        new ArrayList<>(setOnce.size() + set.size() + unset.size());
    setOnce.forEach((property, value) -> {
      if (!(value instanceof PropertyValue.Null)) {
        operations.add(new PropertyOperation(PropertyOperation.Kind.SET_ONCE, property, value));
      }
    });
    set.forEach((property, value) -> operations.add(PropertyOperation.set(property, value)));
    unset.forEach(property ->
        operations.add(
            new PropertyOperation(
                PropertyOperation.Kind.UNSET, property, new PropertyValue.Null())));
    return operations;
  }

  private @Nullable Instant sentAt(@Nullable Instant batchSentAt) {
    if (timeIsExact) {
      return null;
    }
    return sentAt == null ? batchSentAt : sentAt;
  }

  private Client client(Client connection) {
    String agent = userAgent != null ? userAgent : fromServer ? "" : connection.userAgent();
    String at = address != null ? address : fromServer ? "" : connection.address();
    return new Client(at, agent);
  }

  private String library() {
    if (library == null) {
      return product == null ? "" : product;
    }
    String name = library.equals("web") ? "posthog-js" : library;
    return libraryVersion == null ? name : name + '/' + libraryVersion;
  }

  private static String required(@Nullable String value, String field)
      throws RejectedEventException {
    if (value == null) {
      throw RejectedEventException.missing(field);
    }
    return value;
  }

  /** What surrounds the fields of the event. */
  private record Surroundings(@Nullable Instant sentAt, Client client) {}
}
