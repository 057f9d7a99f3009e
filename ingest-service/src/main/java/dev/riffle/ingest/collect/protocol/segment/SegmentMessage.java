package dev.riffle.ingest.collect.protocol.segment;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.canonical.ContextMapping;
import dev.riffle.ingest.collect.canonical.ContextNames;
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

  private static final String GROUP_TYPE = "group";
  private static final ContextMapping PAGE_PROPERTIES =
      new ContextMapping(
          Map.of(
              "url", ContextNames.PAGE_URL,
              "path", ContextNames.PAGE_PATH,
              "title", ContextNames.PAGE_TITLE,
              "referrer", ContextNames.PAGE_REFERRER,
              "referring_domain", ContextNames.PAGE_REFERRING_DOMAIN));

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
  ReceivedEvent received(
      @Nullable Instant batchSentAt, SegmentContext batchContext, Client connection)
      throws RejectedEventException {
    if (type == null) {
      throw RejectedEventException.missing("type");
    }
    if (anonymousId != null && userId != null && userId.isEmpty()) {
      userId = null;
    }
    SegmentContext surroundings =
        context == null ? batchContext : context.completedBy(batchContext);
    Surroundings around =
        new Surroundings(
            sentAt == null ? batchSentAt : sentAt, surroundings, surroundings.client(connection));
    return switch (type) {
      case "track" -> tracked(required(event, "event"), properties, around);
      case "page" -> pageViewed(around);
      case "screen" -> screenViewed(around);
      case "identify" -> identified(around);
      case "group" -> grouped(required(groupId, "groupId"), around);
      case "alias" ->
          event(
              EventKind.ALIAS, "", required(previousId, "previousId"), around, Map.of(), List.of());
      default ->
          throw new RejectedEventException(
              RejectionReason.UNKNOWN_TYPE,
              "type",
              "type must be track, page, screen, identify, group or alias");
    };
  }

  /** The libraries copy the page's own fields into the properties of a page call. */
  private ReceivedEvent pageViewed(Surroundings around) {
    Map<String, PropertyValue> ofPage = PAGE_PROPERTIES.canonical(properties);
    putIfSent("name", name, ofPage);
    putIfSent("category", category, ofPage);
    return tracked(ContextNames.PAGE_VIEWED, ofPage, around);
  }

  /** The name is a field of the call; RudderStack's browser library repeats it as a property. */
  private ReceivedEvent screenViewed(Surroundings around) {
    if (name != null && PropertyValue.of(name).equals(properties.get("name"))) {
      properties.remove("name");
    }
    putIfSent(ContextNames.SCREEN_NAME, name, properties);
    putIfSent("category", category, properties);
    return tracked(ContextNames.SCREEN_VIEWED, properties, around);
  }

  private static void putIfSent(
      String property, @Nullable String text, Map<String, PropertyValue> into) {
    if (text != null && !text.isEmpty()) {
      into.putIfAbsent(property, PropertyValue.of(text));
    }
  }

  private ReceivedEvent tracked(
      String eventName, Map<String, PropertyValue> sent, Surroundings around) {
    around.context.properties().forEach(sent::putIfAbsent);
    if (!around.context.groupId().isEmpty()) {
      sent.putIfAbsent(ContextNames.group(GROUP_TYPE), PropertyValue.of(around.context.groupId()));
    }
    return event(EventKind.TRACK, eventName, null, around, sent, List.of());
  }

  private ReceivedEvent identified(Surroundings around) {
    around.context.traits().forEach(traits::putIfAbsent);
    return event(EventKind.IDENTIFY, "", null, around, Map.of(), sets(traits));
  }

  /** Segment knows one type of group only. */
  private ReceivedEvent grouped(String group, Surroundings around) {
    return event(
        EventKind.GROUP,
        "",
        group,
        around,
        Map.of(ContextNames.GROUP_TYPE, PropertyValue.of(GROUP_TYPE)),
        sets(traits));
  }

  private ReceivedEvent event(
      EventKind kind,
      String eventName,
      @Nullable String targetId,
      Surroundings around,
      Map<String, PropertyValue> ofEvent,
      List<PropertyOperation> operations) {
    return new ReceivedEvent(
        index,
        kind,
        eventName,
        userId,
        anonymousId,
        targetId,
        timestamp == null ? originalTimestamp : timestamp,
        around.sentAt,
        messageId == null ? "" : messageId,
        around.context.sessionId(),
        around.context.library(),
        ofEvent,
        operations,
        around.client,
        kind == EventKind.ALIAS ? ALIAS_NAMES : GROUP_NAMES);
  }

  /** What surrounds the fields of the message. */
  private record Surroundings(@Nullable Instant sentAt, SegmentContext context, Client client) {}

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
