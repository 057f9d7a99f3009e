package dev.riffle.ingest.topic;

import org.apache.kafka.common.Uuid;

/**
 * The topic of the events, as the broker knows it.
 *
 * @param id 16 bits of the topic's UUID: another topic of the same name has, all but surely,
 *     another
 */
public record LogTopic(String name, int id, int partitions) {
  static LogTopic of(String name, Uuid uuid, int partitions) {
    long folded = uuid.getMostSignificantBits() ^ uuid.getLeastSignificantBits();
    folded ^= folded >>> 32;
    folded ^= folded >>> 16;
    return new LogTopic(name, (int) (folded & 0xFFFF), partitions);
  }
}
