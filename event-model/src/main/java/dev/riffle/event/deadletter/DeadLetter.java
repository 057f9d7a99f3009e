package dev.riffle.event.deadletter;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;

/**
 * A record of the events' topic that could not become a row, whole. Kafka's null and its empty
 * bytes are one here, as they are to the loader: neither is an event.
 *
 * @param engineCode ClickHouse's error code; present for {@link DeadLetterReason#REFUSED_BY_ENGINE}
 *     and only then
 * @param keptAt when the loader gave it up, in whole milliseconds
 * @param key of the original, empty when it had none
 * @param version the original's version header, empty when it had none
 * @param value of the original
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of the log, passed through and never compared
public record DeadLetter(
    DeadLetterId id,
    DeadLetterReason reason,
    OptionalInt engineCode,
    Instant keptAt,
    byte[] key,
    byte[] version,
    byte[] value) {
  public DeadLetter {
    if (engineCode.isPresent() != (reason == DeadLetterReason.REFUSED_BY_ENGINE)) {
      throw new IllegalArgumentException("an engine's code with the reason " + reason.word());
    }
    keptAt = keptAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Without the bytes, which are the sender's. */
  @Override
  public String toString() {
    return "DeadLetter[" + id.text() + " " + reasonText() + "]";
  }

  /** The reason's word, with the engine's code where there is one. */
  public String reasonText() {
    return engineCode.isPresent() ? reason.word() + " " + engineCode.getAsInt() : reason.word();
  }

  /** Bytes of the original. */
  public int byteCount() {
    return key.length + version.length + value.length;
  }
}
