package dev.riffle.acceptance.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/**
 * A whole HTTP request with 20 events of about 530 bytes each, made once; before it is sent again
 * only the message ids are overwritten in place. Ids, addresses and texts are as unlike each other
 * as real ones, so that compression does not make the broker's work easier than it is. Not
 * thread-safe.
 */
final class BatchBody {
  static final int EVENTS = 20;

  private static final int ID_DIGITS = 32;
  private static final String ID_BEFORE = "\"messageId\":\"bench-";
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int PERSONS = 20_000;
  private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;
  private static final String[] WORDS = {
    "Quarterly", "revenue", "by", "region", "Onboarding", "checklist", "for", "new", "teams",
    "Billing", "address", "Invite", "colleagues", "Weekly", "digest", "Roadmap", "Search",
        "results",
    "Customer", "interviews", "Draft", "Integrations", "Webhook", "deliveries", "Audit", "trail"
  };
  private static final String[] NAMES = {
    "Used Awesome Feature 1", "Used Awesome Feature 2", "Page Viewed", "Export Started"
  };

  private static final String[] DEVICES = {"desktop", "mobile", "tablet"};

  /** How every record begins: field 1 of event_record.proto, of 16 bytes. */
  private static final int INGEST_ID_TAG = 10;

  private static final int INGEST_ID_BYTES = 16;

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
      writeId(request, idPositions[i], firstId + i);
    }
    return request;
  }

  /** Gives a stored record a message id and an ingest id of its own, in place. */
  static void renew(byte[] record, long id) {
    int at = indexOf(record, "bench-".getBytes(StandardCharsets.US_ASCII));
    if (at < 0 || record[0] != INGEST_ID_TAG || record[1] != INGEST_ID_BYTES) {
      throw new IllegalArgumentException("not a record of an event of ours");
    }
    writeId(record, at + "bench-".length(), id);
    ByteBuffer.wrap(record).putLong(2 + Long.BYTES, mixed(id));
  }

  private static void writeId(byte[] target, int position, long id) {
    long digits = mixed(id);
    for (int digit = 0; digit < ID_DIGITS; digit++) {
      if (digit == Long.SIZE / 4) {
        digits = mixed(id + GOLDEN);
      }
      target[position + digit] = HEX[(int) (digits & 15)];
      digits >>>= 4;
    }
  }

  /** Another number for each number, of which nothing can be seen. */
  private static long mixed(long number) {
    long mixed = (number ^ (number >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return mixed ^ (mixed >>> 31);
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i + part.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    return -1;
  }

  private static String hex(long number) {
    return HexFormat.of().toHexDigits(mixed(number));
  }

  private static String words(SplittableRandom random, int count) {
    StringJoiner words = new StringJoiner(" ");
    for (int i = 0; i < count; i++) {
      words.add(WORDS[random.nextInt(WORDS.length)]);
    }
    return words.toString();
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
        + "\",\"userId\":\"u_"
        + hex(random.nextInt(PERSONS))
        + "\",\"timestamp\":\""
        + Instant.ofEpochMilli(nowMs - random.nextLong(86_400_000L))
        + "\",\"properties\":{\"orderId\":\""
        + hex(random.nextLong())
        + "\",\"device\":\""
        + DEVICES[random.nextInt(DEVICES.length)]
        + "\",\"path\":\"/reports/"
        + random.nextInt(100_000)
        + "\",\"durationMs\":"
        + random.nextInt(600_000)
        + ",\"amount\":"
        + random.nextInt(100_000) / 100.0
        + ",\"appVersion\":\"4."
        + random.nextInt(10)
        + ".1\",\"first\":"
        + random.nextBoolean()
        + ",\"campaign\":\"autumn\"},"
        + "\"context\":{\"library\":{\"name\":\"riffle-bench\",\"version\":\"1\"},"
        + "\"page\":{\"path\":\"/reports/"
        + random.nextInt(1000)
        + "\",\"title\":\""
        + words(random, 5)
        + "\"},\"locale\":\"en-GB\"}}";
  }
}
