package dev.riffle.ingest.collect.protocol;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event in the shape that all protocols decode into: typed and within the limits of size, but
 * not yet admitted.
 *
 * @param index of the event in its request, from 0
 * @param userId null when none was sent; likewise the other ids
 * @param targetId the group, or the previous id of an alias
 * @param claimedAt the client's time of the event; null when it gave none
 * @param sentAt the client's time of sending; null when it gave none
 * @param client on which the event happened: what the event says of it, or else the other end of
 *     the connection where the vendor takes it for the client; {@link Client#UNKNOWN} for servers
 * @param names the vendor's words for the checked fields
 */
public record ReceivedEvent(
    int index,
    EventKind kind,
    String name,
    @Nullable String userId,
    @Nullable String deviceId,
    @Nullable String targetId,
    @Nullable Instant claimedAt,
    @Nullable Instant sentAt,
    String messageId,
    String sessionId,
    String library,
    Map<String, PropertyValue> properties,
    List<PropertyOperation> userOperations,
    Client client,
    FieldNames names)
    implements Reading {
  /** The same event with other properties. */
  public ReceivedEvent withProperties(Map<String, PropertyValue> other) {
    return new ReceivedEvent(
        index,
        kind,
        name,
        userId,
        deviceId,
        targetId,
        claimedAt,
        sentAt,
        messageId,
        sessionId,
        library,
        other,
        userOperations,
        client,
        names);
  }
}
