package dev.riffle.event;

import dev.riffle.project.ProjectId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One accepted record, canonical and complete: everything the edge knows, nothing it has to look up
 * later. Immutable. Absent texts are empty.
 *
 * @param ingestId UUIDv7, given once when the event is accepted: its identity for ever
 * @param name the event's name, or the kind's reserved name
 * @param messageId the sender's id for retries; empty when it gave none
 * @param sessionId the client's own session id; empty when it gave none
 * @param targetId the group's id for {@link EventKind#GROUP}, the previous id for {@link
 *     EventKind#ALIAS}, else empty
 * @param library name and version of the sending library
 * @param properties of the event, in the order sent
 * @param userOperations changes of user properties, in the order in which they apply; for {@link
 *     EventKind#GROUP}, of the group's properties
 */
public record EventRecord(
    UUID ingestId,
    ProjectId project,
    EventKind kind,
    String name,
    Identity identity,
    EventTime time,
    String messageId,
    String sessionId,
    String targetId,
    String library,
    Map<String, PropertyValue> properties,
    List<PropertyOperation> userOperations) {

  public EventRecord {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("an event has a name");
    }
    if (kind == EventKind.TRACK ? EventKind.isReserved(name) : !name.equals(kind.reservedName())) {
      throw new IllegalArgumentException("a record of kind " + kind + " cannot be named " + name);
    }
    properties = OrderedProperties.copyOf(properties);
    userOperations = List.copyOf(userOperations);
  }

  /** A tracked event with only what every event has. */
  public static EventRecord track(
      UUID ingestId,
      ProjectId project,
      String name,
      Identity identity,
      EventTime time,
      Map<String, PropertyValue> properties) {
    return new EventRecord(
        ingestId,
        project,
        EventKind.TRACK,
        name,
        identity,
        time,
        "",
        "",
        "",
        "",
        properties,
        List.of());
  }
}
