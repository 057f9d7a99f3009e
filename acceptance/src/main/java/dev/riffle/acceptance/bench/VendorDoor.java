package dev.riffle.acceptance.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * The doors of the vendors, and a batch as the library of each that sends most puts it on the wire:
 * 20 events of about 440 bytes of JSON with ids, addresses and texts of their own, plain, as gzip,
 * or as base64 in a form.
 */
enum VendorDoor {
  SEGMENT("Segment", "/v1/batch", Wire.PLAIN) {
    @Override
    String json(String key, SplittableRandom random, long nowMs) {
      return "{\"writeKey\":\"%s\",\"batch\":[%s],\"sentAt\":\"%s\"}"
          .formatted(key, events(i -> segment(random, nowMs)), Instant.ofEpochMilli(nowMs));
    }
  },
  RUDDERSTACK("RudderStack", "/v1/batch", Wire.GZIP) {
    @Override
    String json(String key, SplittableRandom random, long nowMs) {
      return SEGMENT.json(key, random, nowMs);
    }
  },
  AMPLITUDE("Amplitude", "/2/httpapi", Wire.PLAIN) {
    @Override
    String json(String key, SplittableRandom random, long nowMs) {
      return "{\"api_key\":\"%s\",\"events\":[%s],\"client_upload_time\":\"%s\"}"
          .formatted(key, events(i -> amplitude(random, nowMs)), Instant.ofEpochMilli(nowMs));
    }
  },
  POSTHOG("PostHog", "/batch/", Wire.GZIP) {
    @Override
    String json(String key, SplittableRandom random, long nowMs) {
      return "{\"api_key\":\"%s\",\"batch\":[%s],\"sent_at\":\"%s\"}"
          .formatted(key, events(i -> posthog(random, nowMs)), Instant.ofEpochMilli(nowMs));
    }
  },
  MIXPANEL("Mixpanel", "/track/", Wire.BASE64_FORM) {
    @Override
    String json(String key, SplittableRandom random, long nowMs) {
      return "[" + events(i -> mixpanel(key, random, nowMs)) + "]";
    }
  };

  static final int EVENTS = BatchBody.EVENTS;

  private static final int PERSONS = 20_000;
  private static final long DAY_MS = 86_400_000L;
  private static final String[] FEATURES = {"search", "export", "invite", "report", "digest"};

  private final String words;
  private final String path;
  private final Wire wire;

  /** How JSON travels. */
  enum Wire {
    PLAIN("plain", "application/json"),
    GZIP("gzip", "application/json"),
    BASE64_FORM("base64 in a form", "application/x-www-form-urlencoded");

    private final String words;
    private final String contentType;

    Wire(String words, String contentType) {
      this.words = words;
      this.contentType = contentType;
    }

    byte[] body(String json) {
      byte[] bytes = json.getBytes(StandardCharsets.US_ASCII);
      return switch (this) {
        case PLAIN -> bytes;
        case GZIP -> gzip(bytes);
        case BASE64_FORM ->
            ("data="
                    + URLEncoder.encode(
                        Base64.getEncoder().encodeToString(bytes), StandardCharsets.US_ASCII))
                .getBytes(StandardCharsets.US_ASCII);
      };
    }

    private static byte[] gzip(byte[] bytes) {
      ByteArrayOutputStream zipped = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
        gzip.write(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException("writing to memory", e);
      }
      return zipped.toByteArray();
    }
  }

  /** Makes one event of a batch. */
  private interface Event {
    String at(int index);
  }

  VendorDoor(String words, String path, Wire wire) {
    this.words = words;
    this.path = path;
    this.wire = wire;
  }

  /** The JSON of a batch, before it is put on the wire. */
  abstract String json(String key, SplittableRandom random, long nowMs);

  /** Share of the smallest collector: that of collect, or half of it. */
  double budget() {
    return switch (this) {
      case SEGMENT, AMPLITUDE -> CollectTurns.BUDGET;
      case RUDDERSTACK, POSTHOG, MIXPANEL -> CollectTurns.BUDGET / 2;
    };
  }

  String words() {
    return words;
  }

  String wire() {
    return wire.words;
  }

  /** A whole request. */
  byte[] request(String host, String key, SplittableRandom random, long nowMs) {
    byte[] body = wire.body(json(key, random, nowMs));
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nContent-Type: "
            + wire.contentType
            + (wire == Wire.GZIP ? "\r\nContent-Encoding: gzip" : "")
            + "\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + body.length);
    request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(body);
    return request.toByteArray();
  }

  /** Size of one event's JSON, on average. */
  int bytesPerEvent() {
    return json("wk_0", new SplittableRandom(1), 1_795_000_000_000L).length() / EVENTS;
  }

  private static String events(Event event) {
    return IntStream.range(0, EVENTS).mapToObj(event::at).collect(Collectors.joining(","));
  }

  private static String segment(SplittableRandom random, long nowMs) {
    return "{\"type\":\"track\",\"event\":\"Used Feature\",\"messageId\":\"%s\",\"userId\":\"u_%s\",\"timestamp\":\"%s\",\"properties\":{%s},\"context\":{\"library\":{\"name\":\"analytics-node\",\"version\":\"3.1.0\"},\"page\":{\"path\":\"/reports/%d\",\"title\":\"Quarterly revenue by region\"},\"locale\":\"en-GB\"}}"
        .formatted(
            id(random), person(random), time(random, nowMs), own(random), random.nextInt(1000));
  }

  private static String amplitude(SplittableRandom random, long nowMs) {
    return "{\"event_type\":\"Used Feature\",\"insert_id\":\"%s\",\"user_id\":\"u_%s\",\"device_id\":\"%s\",\"time\":%d,\"session_id\":%d,\"platform\":\"Web\",\"language\":\"en-GB\",\"library\":\"amplitude-ts/2.47.0\",\"event_properties\":{%s}}"
        .formatted(
            id(random),
            person(random),
            id(random),
            nowMs - random.nextLong(DAY_MS),
            nowMs - DAY_MS,
            own(random));
  }

  private static String posthog(SplittableRandom random, long nowMs) {
    return "{\"event\":\"Used Feature\",\"uuid\":\"%s\",\"distinct_id\":\"u_%s\",\"timestamp\":\"%s\",\"properties\":{\"$lib\":\"posthog-node\",\"$lib_version\":\"5.70.0\",\"$session_id\":\"%s\",\"$current_url\":\"https://a.example/reports/%d\",%s}}"
        .formatted(
            id(random),
            person(random),
            time(random, nowMs),
            id(random),
            random.nextInt(1000),
            own(random));
  }

  private static String mixpanel(String key, SplittableRandom random, long nowMs) {
    return "{\"event\":\"Used Feature\",\"properties\":{\"token\":\"%s\",\"distinct_id\":\"u_%s\",\"$user_id\":\"u_%2$s\",\"$insert_id\":\"%s\",\"time\":%d,\"$os\":\"Linux\",\"mp_lib\":\"web\",\"$lib_version\":\"2.83.0\",\"$current_url\":\"https://a.example/reports/%d\",%s}}"
        .formatted(
            key,
            person(random),
            id(random),
            nowMs - random.nextLong(DAY_MS),
            random.nextInt(1000),
            own(random));
  }

  /** The properties that an app sends, the same with every vendor. */
  private static String own(SplittableRandom random) {
    return "\"orderId\":\"%016x\",\"feature\":\"%s\",\"path\":\"/reports/%d\",\"durationMs\":%d,\"amount\":%d.25,\"first\":%b,\"campaign\":\"autumn\""
        .formatted(
            random.nextLong(),
            FEATURES[random.nextInt(FEATURES.length)],
            random.nextInt(100_000),
            random.nextInt(600_000),
            random.nextInt(1000),
            random.nextBoolean());
  }

  private static String id(SplittableRandom random) {
    return "%016x%016x".formatted(random.nextLong(), random.nextLong());
  }

  private static String person(SplittableRandom random) {
    return "%016x".formatted(new SplittableRandom(random.nextInt(PERSONS)).nextLong());
  }

  private static Instant time(SplittableRandom random, long nowMs) {
    return Instant.ofEpochMilli(nowMs - random.nextLong(DAY_MS));
  }
}
