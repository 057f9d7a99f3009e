package dev.riffle.event.deadletter;

/** Facts about the Kafka topic that carries the dead letters. */
public final class DeadLetterTopic {
  /** Default name of the topic. */
  public static final String NAME = "events-dead-letter";

  /** One partition: dead letters are few, and one end to read up to. */
  public static final int PARTITIONS = 1;

  /**
   * Largest batch of records that the topic takes, bytes. The original's key moves into a header
   * and the value is followed by a few more, so this is far above the 1,048,588 bytes that Kafka
   * allows the events' topic by default, and also holds an original that was compressed there.
   */
  public static final int MESSAGE_BYTES_MAX = 16 << 20;

  private DeadLetterTopic() {}
}
