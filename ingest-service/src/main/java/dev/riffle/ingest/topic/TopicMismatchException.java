package dev.riffle.ingest.topic;

/** The topic has another number of partitions than is configured; waiting does not mend it. */
public final class TopicMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TopicMismatchException(String topic, int found, int configured) {
    super(
        "topic %s has %d partitions, but riffle.kafka.partitions is %d; the number cannot be changed"
            .formatted(topic, found, configured));
  }
}
