package dev.riffle.event.deadletter;

import dev.riffle.event.EventTopic;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A dead letter on its way back into the topic of the events: the original's key, value and
 * version, and a header that says so. Ingest id and message id stay the same, so that the loader
 * stores it at most once, however often it is replayed.
 */
public final class Replay {
  /** Header of a record that was put back from the dead letters. */
  public static final String REPLAYED_HEADER = "replayed";

  private static final byte[] YES = "1".getBytes(StandardCharsets.US_ASCII);

  private Replay() {}

  /** All headers of the record that is put back. */
  public static Map<String, byte[]> headers(DeadLetter letter) {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    if (letter.version().length > 0) {
      headers.put(EventTopic.VERSION_HEADER, letter.version());
    }
    headers.put(REPLAYED_HEADER, YES.clone());
    return headers;
  }

  /** True for what stands in {@link #REPLAYED_HEADER} of such a record. */
  public static boolean isMark(byte[] value) {
    return Arrays.equals(value, YES);
  }
}
