package dev.riffle.event.deadletter;

import dev.riffle.event.EventTopic;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Dead letter to the parts of a Kafka record, and back. The record's key is the id as text, so that
 * compaction keeps the newest of each; its value is the original's value, never null, because that
 * would remove it. Pure and thread-safe.
 */
public final class DeadLetterCodec {
  /** The word of the {@link DeadLetterReason}. */
  public static final String REASON_HEADER = "reason";

  /** ClickHouse's error code in decimal digits; absent when the engine did not refuse it. */
  public static final String ENGINE_CODE_HEADER = "engine-code";

  /** When the loader gave it up: ISO-8601, UTC. */
  public static final String TIME_HEADER = "time";

  /** The original's key; absent when it had none. */
  public static final String KEY_HEADER = "key";

  /** The original's version header; absent when it had none. */
  public static final String VERSION_HEADER = EventTopic.VERSION_HEADER;

  private static final byte[] NOTHING = new byte[0];

  private DeadLetterCodec() {}

  /**
   * The parts of a Kafka record.
   *
   * @param headers in the order in which they are written; each name once
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes of the log, passed through and never compared
  public record Parts(byte[] key, Map<String, byte[]> headers, byte[] value) {}

  /** A record that is no dead letter, or one of a later Riffle. */
  public static final class NoDeadLetterException extends Exception {
    private static final long serialVersionUID = 1L;

    NoDeadLetterException(String message) {
      super(message);
    }
  }

  public static Parts encode(DeadLetter letter) {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    headers.put(REASON_HEADER, bytes(letter.reason().word()));
    letter
        .engineCode()
        .ifPresent(code -> headers.put(ENGINE_CODE_HEADER, bytes(Integer.toString(code))));
    headers.put(TIME_HEADER, bytes(letter.keptAt().toString()));
    if (letter.key().length > 0) {
      headers.put(KEY_HEADER, letter.key());
    }
    if (letter.version().length > 0) {
      headers.put(VERSION_HEADER, letter.version());
    }
    return new Parts(key(letter.id()), headers, letter.value());
  }

  /** The key of the record, also of the tombstone that removes it. */
  public static byte[] key(DeadLetterId id) {
    return id.text().getBytes(StandardCharsets.US_ASCII);
  }

  /** The id that a record's key spells. */
  public static DeadLetterId id(byte[] key) throws NoDeadLetterException {
    return DeadLetterId.parse(text(key))
        .orElseThrow(() -> new NoDeadLetterException("the key is no id"));
  }

  public static DeadLetter decode(Parts parts) throws NoDeadLetterException {
    Map<String, byte[]> headers = parts.headers();
    DeadLetterReason reason =
        DeadLetterReason.ofWord(text(headers.getOrDefault(REASON_HEADER, NOTHING)))
            .orElseThrow(() -> new NoDeadLetterException("the reason is unknown or missing"));
    try {
      return new DeadLetter(
          id(parts.key()),
          reason,
          engineCode(headers),
          Instant.parse(text(headers.getOrDefault(TIME_HEADER, NOTHING))),
          headers.getOrDefault(KEY_HEADER, NOTHING),
          headers.getOrDefault(VERSION_HEADER, NOTHING),
          parts.value());
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new NoDeadLetterException("the headers do not fit: " + e.getMessage());
    }
  }

  private static OptionalInt engineCode(Map<String, byte[]> headers) {
    byte[] code = headers.get(ENGINE_CODE_HEADER);
    return code == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text(code)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
