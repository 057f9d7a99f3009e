package dev.riffle.ingest.load;

import org.apache.kafka.common.Uuid;

/**
 * The topic that is loaded, as the broker knows it.
 *
 * @param id 16 bits of the topic's UUID: another topic of the same name has, all but surely,
 *     another
 */
record LoadTopic(String name, int id, int partitions) {
  static LoadTopic of(String name, Uuid uuid, int partitions) {
    long folded = uuid.getMostSignificantBits() ^ uuid.getLeastSignificantBits();
    folded ^= folded >>> 32;
    folded ^= folded >>> 16;
    return new LoadTopic(name, (int) (folded & 0xFFFF), partitions);
  }
}
