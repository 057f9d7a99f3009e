package dev.riffle.acceptance.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A whole HTTP request with 20 events of about 440 bytes each, made once; before it is sent again
 * only the message ids are overwritten in place. Not thread-safe.
 */
final class BatchBody {
  static final int EVENTS = 20;

  private static final int ID_DIGITS = 16;
  private static final String ID_BEFORE = "\"messageId\":\"bench-";
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int PERSONS = 20_000;
  private static final String[] NAMES = {
    "Used Awesome Feature 1", "Used Awesome Feature 2", "Page Viewed", "Export Started"
  };

  private final byte[] request;
  private final int[] idPositions = new int[EVENTS];

  BatchBody(String host, String authorization, SplittableRandom random, long nowMs) {
    List<String> events = new ArrayList<>(EVENTS);
    for (int i = 0; i < EVENTS; i++) {
      events.add(event(random, nowMs));
    }
    String json = "{\"batch\":[" + String.join(",", events) + "]}";
    String text =
        "POST /v1/batch HTTP/1.1\r\nHost: "
            + host
            + "\r\nAuthorization: "
            + authorization
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + json.length()
            + "\r\n\r\n"
            + json;
    request = text.getBytes(StandardCharsets.US_ASCII);
    int from = 0;
    for (int i = 0; i < EVENTS; i++) {
      from = text.indexOf(ID_BEFORE, from) + ID_BEFORE.length();
      idPositions[i] = from;
    }
  }

  /** The request, with message ids that no other counter has. */
  byte[] withIds(long firstId) {
    for (int i = 0; i < EVENTS; i++) {
      long id = firstId + i;
      for (int digit = ID_DIGITS - 1; digit >= 0; digit--) {
        request[idPositions[i] + digit] = HEX[(int) (id & 15)];
        id >>>= 4;
      }
    }
    return request;
  }

  /** Size of one event's JSON. */
  static int bytesPerEvent() {
    return event(new SplittableRandom(1), 0).length();
  }

  private static String event(SplittableRandom random, long nowMs) {
    return "{\"type\":\"track\",\"event\":\""
        + NAMES[random.nextInt(NAMES.length)]
        + "\","
        + ID_BEFORE
        + "0".repeat(ID_DIGITS)
        + "\",\"userId\":\"bench-user-"
        + random.nextInt(PERSONS)
        + "\",\"timestamp\":\""
        + Instant.ofEpochMilli(nowMs - random.nextLong(86_400_000L))
        + "\",\"properties\":{\"optionalProperty\":123,\"device\":\"desktop\",\"path\":\"/reports/"
        + random.nextInt(1000)
        + "\",\"durationSeconds\":"
        + random.nextInt(600)
        + ",\"appVersion\":\"4.2.1\",\"first\":true,\"locale\":\"en-GB\",\"campaign\":\"autumn\"},"
        + "\"context\":{\"library\":{\"name\":\"riffle-bench\",\"version\":\"1\"},"
        + "\"page\":{\"path\":\"/reports\",\"title\":\"Reports\"},\"locale\":\"en-GB\"}}";
  }
}
