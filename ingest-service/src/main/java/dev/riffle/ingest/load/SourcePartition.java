package dev.riffle.ingest.load;

/**
 * A partition of one very topic, as rows name it.
 *
 * @param topicId 16 bits that tell this topic from an earlier one of the same name; should two
 *     collide, rows are still told apart by their ingest ids
 * @param partition number of the partition
 * @param partitions how many the topic has
 */
public record SourcePartition(int topicId, int partition, int partitions) {
  private static final int TOPIC_ID_MAX = 0xFFFF;

  public SourcePartition {
    if (topicId < 0 || topicId > TOPIC_ID_MAX) {
      throw new IllegalArgumentException("a topic id has 16 bits, not " + topicId);
    }
    if (partition < 0 || partition >= partitions || partitions > TOPIC_ID_MAX) {
      throw new IllegalArgumentException("partition " + partition + " of " + partitions);
    }
  }

  /** The value of the column {@code _source}: an unsigned 32-bit number. */
  public int part() {
    return topicId << 16 | partition;
  }
}
