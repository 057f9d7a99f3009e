package dev.riffle.ingest.collect.protocol.segment;

import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.protocol.Client;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is kept of a message's {@code context}. Absent texts are empty.
 *
 * @param properties selected fields, which become properties of the event
 * @param traits what some libraries put here instead of beside it, in {@code identify}
 * @param library name and version, such as {@code analytics.js/4.0}
 * @param sessionId RudderStack's libraries count sessions; Segment's do not
 * @param groupId the group within which the event happened
 * @param client as the message tells it
 * @param direct whether the message asks to take the address of the connection
 */
record SegmentContext(
    Map<String, PropertyValue> properties,
    Map<String, PropertyValue> traits,
    String library,
    String sessionId,
    String groupId,
    Client client,
    boolean direct) {
  static final SegmentContext NONE =
      new SegmentContext(Map.of(), Map.of(), "", "", "", Client.UNKNOWN, false);

  /** This context, and of the batch's what this one lacks; a batch has no traits. */
  SegmentContext completedBy(SegmentContext batch) {
    if (batch.equals(NONE)) {
      return this;
    }
    return new SegmentContext(
        union(properties, batch.properties),
        traits,
        first(library, batch.library),
        first(sessionId, batch.sessionId),
        first(groupId, batch.groupId),
        client.equals(Client.UNKNOWN) ? batch.client : client,
        direct || batch.direct);
  }

  /**
   * On which client the event happened. The other end of the connection is that client if the
   * message says so, or if both name the same browser; else it may be anybody's server.
   */
  Client client(Client connection) {
    boolean same =
        direct
            || (!client.userAgent().isEmpty() && client.userAgent().equals(connection.userAgent()));
    return same
        ? new Client(first(client.address(), connection.address()), client.userAgent())
        : client;
  }

  private static String first(String own, String other) {
    return own.isEmpty() ? other : own;
  }

  private static Map<String, PropertyValue> union(
      Map<String, PropertyValue> first, Map<String, PropertyValue> second) {
    Map<String, PropertyValue> both = new LinkedHashMap<>(first);
    second.forEach(both::putIfAbsent);
    return both;
  }
}
