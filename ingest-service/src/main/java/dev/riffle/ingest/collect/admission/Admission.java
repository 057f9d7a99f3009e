package dev.riffle.ingest.collect.admission;

import dev.riffle.event.EventKind;
import dev.riffle.event.EventRecord;
import dev.riffle.event.EventTime;
import dev.riffle.event.Identity;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.outcome.Outcome;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import dev.riffle.ingest.collect.outcome.RejectionReason;
import dev.riffle.ingest.collect.protocol.ReceivedEvent;
import dev.riffle.project.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decides by the rules that hold for every vendor, and gives each event its id. */
public final class Admission {
  private final IngestIds ids;
  private final RateLimiter rates;

  public Admission(IngestIds ids, RateLimiter rates) {
    this.ids = ids;
    this.rates = rates;
  }

  /** Zero when the key may write so many events now; else when to come again. */
  public Duration pause(String key, int events) {
    return rates.take(key, events);
  }

  public Outcome admit(ReceivedEvent received, ProjectId project, Instant receivedAt) {
    try {
      return new Outcome.Accepted(admitted(received, project, receivedAt));
    } catch (RejectedEventException e) {
      return e.at(received.index());
    }
  }

  private EventRecord admitted(ReceivedEvent received, ProjectId project, Instant receivedAt)
      throws RejectedEventException {
    Identity identity = IdRules.identity(received.userId(), received.deviceId(), received.names());
    String targetId = IdRules.checked(received.targetId(), received.names().targetId());
    IdRules.checkLength(received.messageId(), received.names().messageId());
    EventTime time =
        TimeRules.time(
            received.claimedAt(), received.sentAt(), receivedAt, received.names().time());
    return new EventRecord(
        ids.next(),
        project,
        received.kind(),
        name(received),
        identity,
        time,
        received.messageId(),
        received.sessionId(),
        targetId,
        received.library(),
        received.kind() == EventKind.IDENTIFY
            ? asProperties(received.userOperations())
            : received.properties(),
        received.userOperations());
  }

  private static String name(ReceivedEvent received) throws RejectedEventException {
    if (received.kind() != EventKind.TRACK) {
      return received.kind().reservedName();
    }
    if (EventKind.isReserved(received.name())) {
      throw new RejectedEventException(
          RejectionReason.RESERVED_NAME,
          "event",
          "this name is reserved for other kinds of record");
    }
    return received.name();
  }

  /**
   * The operations as properties such as {@code $set.plan}, so that their row can be asked about.
   */
  private static Map<String, PropertyValue> asProperties(List<PropertyOperation> operations) {
    Map<String, PropertyValue> properties = LinkedHashMap.newLinkedHashMap(operations.size());
    for (PropertyOperation operation : operations) {
      String word = operation.kind().word();
      properties.put(
          operation.name().isEmpty() ? word : word + '.' + operation.name(), operation.value());
    }
    return properties;
  }
}
