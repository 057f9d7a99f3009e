package dev.riffle.ingest.collect.protocol.mixpanel;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import dev.riffle.ingest.collect.protocol.Client;
import dev.riffle.ingest.collect.protocol.FieldNames;
import dev.riffle.ingest.collect.protocol.ReceivedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One event, or a statement about ids, which has the form of one. */
final class MixpanelEvent extends MixpanelRecord {
  private static final FieldNames NAMES =
      new FieldNames("distinct_id", "$device_id", "", "$insert_id", "time");
  private static final FieldNames ALIAS_NAMES =
      new FieldNames("distinct_id", "$device_id", "alias", "$insert_id", "time");
  private static final FieldNames MERGE_NAMES =
      new FieldNames("$distinct_ids", "$device_id", "$distinct_ids", "$insert_id", "time");

  @Nullable String name;
  @Nullable String insertId;
  @Nullable String anonymousId;
  @Nullable String identifiedId;
  @Nullable String alias;
  @Nullable String library;
  @Nullable String libraryVersion;
  final List<String> distinctIds = new ArrayList<>();
  final Map<String, PropertyValue> properties = new LinkedHashMap<>();

  MixpanelEvent(int index) {
    super(index);
  }

  @Override
  ReceivedEvent received(Client connection) throws RejectedEventException {
    if (name == null) {
      throw RejectedEventException.missing("event");
    }
    return switch (name) {
      case "$identify" -> identified(connection);
      case "$create_alias" -> aliased(connection);
      case "$merge" -> merged(connection);
      default ->
          event(EventKind.TRACK, null, connection, MixpanelProperties.canonical(properties), NAMES);
    };
  }

  /** Binds a device to a user. Two users are only joined by an alias. */
  private ReceivedEvent identified(Client connection) {
    userId = userId == null ? identifiedId : userId;
    String anonymousDevice = device(anonymousId);
    if (deviceId == null) {
      deviceId = anonymousDevice == null ? anonymousId : anonymousDevice;
    }
    return event(EventKind.IDENTIFY, null, connection, Map.of(), NAMES);
  }

  private ReceivedEvent aliased(Client connection) throws RejectedEventException {
    if (alias == null) {
      throw RejectedEventException.missing("alias");
    }
    return event(EventKind.ALIAS, alias, connection, Map.of(), ALIAS_NAMES);
  }

  /** The second of two ids becomes the first; a device among them is bound to the other. */
  private ReceivedEvent merged(Client connection) throws RejectedEventException {
    if (distinctIds.size() != 2) {
      throw RejectedEventException.wrongType("$distinct_ids", "a list of two ids");
    }
    String first = distinctIds.getFirst();
    String second = distinctIds.getLast();
    String device = device(first) == null ? device(second) : device(first);
    userId = device(first) == null ? first : second;
    deviceId = device;
    if (device(userId) != null) {
      throw RejectedEventException.wrongType("$distinct_ids", "two ids, one of them a user's");
    }
    return device == null
        ? event(EventKind.ALIAS, second, connection, Map.of(), MERGE_NAMES)
        : event(EventKind.IDENTIFY, null, connection, Map.of(), MERGE_NAMES);
  }

  private ReceivedEvent event(
      EventKind kind,
      @Nullable String targetId,
      Client connection,
      Map<String, PropertyValue> ofEvent,
      FieldNames names) {
    return new ReceivedEvent(
        index,
        kind,
        kind == EventKind.TRACK ? MixpanelProperties.eventName(String.valueOf(name)) : "",
        user(),
        device(),
        targetId,
        time,
        null,
        messageId(),
        "",
        library(),
        ofEvent,
        List.of(),
        client(connection, "web".equals(library)),
        names);
  }

  /**
   * Mixpanel's identity of a retry is the insert id together with the event's name, time and
   * distinct id; the last is the sender, of whom every message id is.
   */
  private String messageId() {
    return insertId == null || insertId.isEmpty()
        ? ""
        : insertId + '|' + name + '|' + (time == null ? "" : time.toEpochMilli());
  }

  private String library() {
    if (library == null) {
      return "";
    }
    String product =
        switch (library) {
          case "web" -> "mixpanel-browser";
          case "jdk" -> "mixpanel-java";
          default -> "mixpanel-" + library;
        };
    return libraryVersion == null ? product : product + '/' + libraryVersion;
  }
}
