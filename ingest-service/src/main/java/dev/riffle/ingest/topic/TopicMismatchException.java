package dev.riffle.ingest.topic;

/** A topic is not as it must be; waiting does not mend it. */
public final class TopicMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private TopicMismatchException(String message) {
    super(message);
  }

  static TopicMismatchException ofPartitions(String topic, int found, int configured) {
    return new TopicMismatchException(
        "topic %s has %d partitions, but riffle.kafka.partitions is %d; the number cannot be changed"
            .formatted(topic, found, configured));
  }

  static TopicMismatchException ofDeadLetters(String topic, String fault) {
    return new TopicMismatchException(
        "topic %s cannot keep the dead letters, it %s; alter it, or name another one with riffle.kafka.dead-letter-topic"
            .formatted(topic, fault));
  }
}
