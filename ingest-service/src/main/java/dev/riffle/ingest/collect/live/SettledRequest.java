package dev.riffle.ingest.collect.live;

import dev.riffle.event.EventRecord;
import dev.riffle.ingest.collect.live.LiveEvent.Rejected;
import dev.riffle.ingest.collect.live.LiveEvent.Summary;
import dev.riffle.ingest.collect.outcome.Outcome;
import dev.riffle.ingest.collect.outcome.Refusal;
import dev.riffle.ingest.collect.outcome.Rejection;
import dev.riffle.ingest.collect.protocol.Reading;
import dev.riffle.ingest.collect.protocol.ReceivedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request whose sender is about to be answered. Pure.
 *
 * @param readings what its door read, one per event
 */
public record SettledRequest(String vendor, Instant receivedAt, List<Reading> readings) {

  /**
   * Its events, after each was decided on.
   *
   * @param outcomes one per reading
   * @param refusal why the good ones are not stored either; empty when they are
   */
  public List<LiveEvent> decided(List<Outcome> outcomes, Optional<Refusal> refusal) {
    List<LiveEvent> events = new ArrayList<>(outcomes.size());
    for (int i = 0; i < outcomes.size(); i++) {
      events.add(
          switch (outcomes.get(i)) {
            case Outcome.Accepted(EventRecord event) ->
                live(i, summary(event), refusal.map(SettledRequest::rejected));
            case Rejection rejection ->
                live(i, summary(readings.get(i)), Optional.of(rejected(rejection)));
          });
    }
    return events;
  }

  /** Its events, when it was refused before any was decided on. */
  public List<LiveEvent> refused(Refusal refusal) {
    List<LiveEvent> events = new ArrayList<>(readings.size());
    for (int i = 0; i < readings.size(); i++) {
      events.add(live(i, summary(readings.get(i)), Optional.of(rejected(refusal))));
    }
    return events;
  }

  private LiveEvent live(int index, Summary event, Optional<Rejected> rejection) {
    return new LiveEvent(receivedAt, vendor, index, event, rejection);
  }

  private static Rejected rejected(Rejection rejection) {
    return new Rejected(rejection.reason().word(), rejection.field(), rejection.message());
  }

  private static Rejected rejected(Refusal refusal) {
    return new Rejected(refusal.problem().code(), refusal.field(), refusal.message());
  }

  private static Summary summary(EventRecord event) {
    return new Summary(
        Optional.of(event.kind()),
        event.name(),
        Optional.of(event.time().occurredAt()),
        event.identity().userId(),
        event.identity().deviceId(),
        event.messageId(),
        event.properties(),
        event.properties().size());
  }

  private static Summary summary(Reading reading) {
    return switch (reading) {
      case Reading.Unreadable _ -> Summary.UNREADABLE;
      case ReceivedEvent event ->
          new Summary(
              Optional.of(event.kind()),
              event.name(),
              Optional.ofNullable(event.claimedAt()),
              event.userId() == null ? "" : event.userId(),
              event.deviceId() == null ? "" : event.deviceId(),
              event.messageId(),
              event.properties(),
              event.properties().size());
    };
  }
}
