package dev.riffle.event.deadletter;

/** Facts about the Kafka topic that carries the dead letters. */
public final class DeadLetterTopic {
  /** Default name of the topic. */
  public static final String NAME = "events-dead-letter";

  /** One partition: dead letters are few, and one end to read up to. */
  public static final int PARTITIONS = 1;

  /**
   * Largest batch of records, compressed, that the topic takes, bytes. A dead letter is its
   * original and some headers, so this is well above the 1,048,588 bytes that Kafka allows the
   * events' topic by default, and no more than managed Kafkas commonly allow.
   */
  public static final int MESSAGE_BYTES_MAX = 8 << 20;

  /**
   * Largest dead letter before compression, bytes: a small compressed batch of the events' topic
   * may hold a large record.
   */
  public static final int LETTER_BYTES_MAX = 32 << 20;

  private DeadLetterTopic() {}
}
