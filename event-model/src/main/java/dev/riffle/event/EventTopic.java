package dev.riffle.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Facts about the Kafka topic that carries the events. */
public final class EventTopic {
  /** Default name of the topic. */
  public static final String NAME = "events";

  /**
   * Default number of partitions. Fixed when the topic is created: a retry must meet the partition
   * of the first try, and dense numbers are dealt per partition.
   */
  public static final int PARTITIONS = 4;

  /** Header that holds the version of the value's form. */
  public static final String VERSION_HEADER = "v";

  private static final byte[] VERSION_1 = "1".getBytes(StandardCharsets.US_ASCII);

  private EventTopic() {}

  /** The version that {@link EventCodec} writes. */
  public static byte[] currentVersion() {
    return VERSION_1.clone();
  }

  /** True when {@link EventCodec} can read values under that version. */
  public static boolean isReadable(byte[] version) {
    return Arrays.equals(version, VERSION_1);
  }
}
