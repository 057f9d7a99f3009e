package dev.riffle.event;

import java.io.IOException;

/**
 * Event record to the bytes of a Kafka record's value, and back. The form is {@code
 * event_record.proto}; its version stands in the header {@link EventTopic#VERSION_HEADER}. Written
 * by hand, because every event passes here twice; a test holds it to what protoc's classes do. Pure
 * and thread-safe.
 */
public final class EventCodec {
  private EventCodec() {}

  /** Bytes that are no event record of a readable version. */
  public static final class UnreadableRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableRecordException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  public static byte[] encode(EventRecord event) {
    return EventEncoder.encode(event);
  }

  /**
   * Reads one value.
   *
   * @throws UnreadableRecordException when the bytes are damaged, or lack what every record has
   */
  public static EventRecord decode(byte[] value) throws UnreadableRecordException {
    try {
      return EventDecoder.decode(value);
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableRecordException("not an event record: " + e.getMessage(), e);
    }
  }
}
