package dev.riffle.local.deadletter;

import dev.riffle.event.EventCodec;
import dev.riffle.event.EventRecord;
import dev.riffle.event.deadletter.DeadLetter;
import dev.riffle.event.deadletter.DeadLetterId;
import dev.riffle.event.deadletter.DeadLetterReason;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A dead letter without its bytes, of which there may be many.
 *
 * @param eventName empty when the value cannot be decoded
 * @param byteCount of the original's key, version and value
 * @param position offset in the topic of the dead letters
 */
public record DeadLetterSummary(
    DeadLetterId id,
    DeadLetterReason reason,
    OptionalInt engineCode,
    Instant keptAt,
    String eventName,
    int byteCount,
    long position) {

  static DeadLetterSummary of(DeadLetter letter, long position) {
    return new DeadLetterSummary(
        letter.id(),
        letter.reason(),
        letter.engineCode(),
        letter.keptAt(),
        event(letter).map(EventRecord::name).orElse(""),
        letter.byteCount(),
        position);
  }

  /** The event in the value, whatever the version header says: a person wants to see it. */
  static Optional<EventRecord> event(DeadLetter letter) {
    try {
      return Optional.of(EventCodec.decode(letter.value()));
    } catch (EventCodec.UnreadableRecordException e) {
      return Optional.empty();
    }
  }
}
