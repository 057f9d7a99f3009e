package dev.riffle.ingest.collect.protocol.segment;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import dev.riffle.ingest.collect.outcome.RejectionReason;
import dev.riffle.ingest.collect.protocol.Client;
import dev.riffle.ingest.collect.protocol.FieldNames;
import dev.riffle.ingest.collect.protocol.ReceivedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one message, filled in the order in which they come, whatever its type. */
final class SegmentMessage {
  private static final FieldNames GROUP_NAMES =
      new FieldNames("userId", "anonymousId", "groupId", "messageId", "timestamp");
  private static final FieldNames ALIAS_NAMES =
      new FieldNames("userId", "anonymousId", "previousId", "messageId", "timestamp");

  final int index;
  @Nullable String type;
  @Nullable String event;
  @Nullable String name;
  @Nullable String category;
  @Nullable String userId;
  @Nullable String anonymousId;
  @Nullable String previousId;
  @Nullable String groupId;
  @Nullable String messageId;
  @Nullable Instant timestamp;
  @Nullable Instant originalTimestamp;
  @Nullable Instant sentAt;
  @Nullable String writeKey;
  @Nullable SegmentContext context;
  final Map<String, PropertyValue> properties = new LinkedHashMap<>();
  final Map<String, PropertyValue> traits = new LinkedHashMap<>();

  SegmentMessage(int index) {
    this.index = index;
  }

  /** The message as an event, once the whole request is known. */
  ReceivedEvent received(@Nullable Instant batchSentAt, SegmentContext batchContext)
      throws RejectedEventException {
    if (type == null) {
      throw RejectedEventException.missing("type");
    }
    SegmentContext surroundings =
        context == null ? batchContext : context.completedBy(batchContext);
    Instant sent = sentAt == null ? batchSentAt : sentAt;
    return switch (type) {
      case "track" -> tracked(required(event, "event"), sent, surroundings);
      case "page" -> viewed("Page Viewed", sent, surroundings);
      case "screen" -> viewed("Screen Viewed", sent, surroundings);
      case "identify" -> identified(sent, surroundings);
      case "group" ->
          event(EventKind.GROUP, "", required(groupId, "groupId"), sent, surroundings, traits);
      case "alias" ->
          event(
              EventKind.ALIAS,
              "",
              required(previousId, "previousId"),
              sent,
              surroundings,
              Map.of());
      default ->
          throw new RejectedEventException(
              RejectionReason.UNKNOWN_TYPE,
              "type",
              "type must be track, page, screen, identify, group or alias");
    };
  }

  private ReceivedEvent viewed(
      String eventName, @Nullable Instant sent, SegmentContext surroundings) {
    if (name != null) {
      properties.putIfAbsent("name", PropertyValue.of(name));
    }
    if (category != null) {
      properties.putIfAbsent("category", PropertyValue.of(category));
    }
    return tracked(eventName, sent, surroundings);
  }

  private ReceivedEvent tracked(
      String eventName, @Nullable Instant sent, SegmentContext surroundings) {
    surroundings.properties().forEach(properties::putIfAbsent);
    return event(EventKind.TRACK, eventName, null, sent, surroundings, properties);
  }

  private ReceivedEvent identified(@Nullable Instant sent, SegmentContext surroundings) {
    surroundings.traits().forEach(traits::putIfAbsent);
    return event(EventKind.IDENTIFY, "", null, sent, surroundings, Map.of());
  }

  private ReceivedEvent event(
      EventKind kind,
      String eventName,
      @Nullable String targetId,
      @Nullable Instant sent,
      SegmentContext surroundings,
      Map<String, PropertyValue> ofEvent) {
    return new ReceivedEvent(
        index,
        kind,
        eventName,
        userId,
        anonymousId,
        targetId,
        timestamp == null ? originalTimestamp : timestamp,
        sent,
        messageId == null ? "" : messageId,
        "",
        surroundings.library(),
        ofEvent,
        kind == EventKind.IDENTIFY ? sets(traits) : List.of(),
        Client.UNKNOWN,
        kind == EventKind.ALIAS ? ALIAS_NAMES : GROUP_NAMES);
  }

  private static List<PropertyOperation> sets(Map<String, PropertyValue> traits) {
    List<PropertyOperation> operations = new ArrayList<>(traits.size());
    traits.forEach((name, value) -> operations.add(PropertyOperation.set(name, value)));
    return operations;
  }

  private static String required(@Nullable String value, String field)
      throws RejectedEventException {
    if (value == null) {
      throw RejectedEventException.missing(field);
    }
    return value;
  }
}
