package dev.riffle.ingest.collect;

import dev.riffle.ingest.collect.protocol.Client;
import dev.riffle.ingest.collect.protocol.Reply;
import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What an event costs from its bytes to its record: a door, enrichment, admission. Processor time
 * of the thread, the least and the middle of 15 rounds, batches of 20 events of about 500 bytes of
 * JSON with ids, addresses and texts of their own. Run by hand.
 */
final class DoorBenchmark {
  private static final int ROUNDS = 15;
  private static final int BATCHES = 1_000;
  private static final int EVENTS = 20;
  private static final String KEY = CollectorFixture.KEY;
  private static final String USER_AGENT =
      "Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0";
  private static final String SEGMENT =
      "{\"type\":\"track\",\"event\":\"Clicked\",\"userId\":\"user-%1$d\",\"anonymousId\":\"d-%1$d\","
          + "\"messageId\":\"ajs-next-%1$d-abcdef\",\"timestamp\":\"2026-11-22T11:59:00.000Z\","
          + "\"context\":{\"page\":{\"url\":\"https://a.example/docs/%1$d\",\"path\":\"/docs/%1$d\","
          + "\"title\":\"T\"},\"userAgent\":\"%2$s\",\"locale\":\"en\",\"library\":{\"name\":"
          + "\"analytics.js\",\"version\":\"4\"}},\"properties\":{%3$s}}";
  private static final String AMPLITUDE =
      "{\"event_type\":\"Clicked\",\"user_id\":\"user-%1$d\",\"device_id\":\"d-%1$d\","
          + "\"insert_id\":\"i-%1$d-abcdef\",\"time\":1795348740000,\"session_id\":1795348700000,"
          + "\"platform\":\"Web\",\"language\":\"en\",\"ip\":\"$remote\",\"user_agent\":\"%2$s\","
          + "\"library\":\"amplitude-ts/2.47.0\",\"event_properties\":{\"[Amplitude] Page URL\":"
          + "\"https://a.example/docs/%1$d\",\"[Amplitude] Page Path\":\"/docs/%1$d\",%3$s}}";
  private static final String POSTHOG =
      "{\"event\":\"Clicked\",\"uuid\":\"u-%1$d-abcdef\",\"timestamp\":\"2026-11-22T11:59:00.000Z\","
          + "\"properties\":{\"distinct_id\":\"user-%1$d\",\"$device_id\":\"d-%1$d\",\"$user_id\":"
          + "\"user-%1$d\",\"$os\":\"Linux\",\"$browser\":\"Firefox\",\"$browser_version\":121,"
          + "\"$current_url\":\"https://a.example/docs/%1$d\",\"$pathname\":\"/docs/%1$d\","
          + "\"$raw_user_agent\":\"%2$s\",\"$lib\":\"web\",\"$lib_version\":\"1.449.2\",%3$s}}";
  private static final String MIXPANEL =
      "{\"event\":\"Clicked\",\"properties\":{\"token\":\"%4$s\",\"distinct_id\":\"user-%1$d\","
          + "\"$device_id\":\"d-%1$d\",\"$user_id\":\"user-%1$d\",\"$insert_id\":\"i-%1$d-abcdef\","
          + "\"time\":1795348740.167,\"$os\":\"Linux\",\"$browser\":\"Firefox\",\"$browser_version\":"
          + "121,\"$current_url\":\"https://a.example/docs/%1$d\",\"$screen_height\":600,"
          + "\"$screen_width\":800,\"mp_lib\":\"web\",\"$lib_version\":\"2.83.0\",%3$s}}";

  private final CollectorFixture collector =
      new CollectorFixture(Instant.parse("2026-11-22T12:00:00Z"));

  private DoorBenchmark() {
    collector.client = new Client("192.0.2.1", USER_AGENT);
  }

  public static void main(String[] arguments) {
    System.out.printf(
        "%s, load %.1f%n",
        Runtime.version(), ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    DoorBenchmark doors = new DoorBenchmark();
    doors.measure("Segment", "/v1/batch", i -> batch("writeKey", "batch", SEGMENT, i));
    doors.measure("Amplitude", "/2/httpapi", i -> batch("api_key", "events", AMPLITUDE, i));
    doors.measure("PostHog", "/e/", i -> batch("api_key", "batch", POSTHOG, i));
    doors.measure("Mixpanel, JSON", "/track", i -> '[' + events(MIXPANEL, i) + ']');
    doors.measure(
        "Mixpanel, base64 in a form", "/track", i -> form('[' + events(MIXPANEL, i) + ']'));
  }

  private void measure(String what, String path, IntFunction<String> body) {
    List<byte[]> bodies = new ArrayList<>(BATCHES);
    for (int i = 0; i < BATCHES; i++) {
      bodies.add(body.apply(i).getBytes(StandardCharsets.UTF_8));
    }
    double[] nanos = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      collector.log.events.clear();
      long start = processorNanos();
      for (byte[] sent : bodies) {
        Reply reply = collector.postWithQuery(path, "ip=1", sent);
        if (reply.status() != 200) {
          throw new IllegalStateException(reply.body());
        }
      }
      nanos[round] = (processorNanos() - start) / (double) (BATCHES * EVENTS);
      if (collector.log.events.size() != BATCHES * EVENTS) {
        throw new IllegalStateException(collector.log.events.size() + " events were accepted");
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%-28s %5.2f us, middle %5.2f us an event of %d B%n",
        what, nanos[0] / 1000, nanos[ROUNDS / 2] / 1000, bodies.getLast().length / EVENTS);
  }

  private static String batch(String keyName, String listName, String event, int batch) {
    return "{\"%s\":\"%s\",\"%s\":[%s]}".formatted(keyName, KEY, listName, events(event, batch));
  }

  private static String form(String json) {
    String text = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    return "data=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String events(String event, int batch) {
    return IntStream.range(batch * EVENTS, (batch + 1) * EVENTS)
        .mapToObj(i -> event.formatted(i, USER_AGENT, own(i), KEY))
        .collect(Collectors.joining(","));
  }

  private static String own(int i) {
    return "\"plan\":\"pro\",\"price\":%1$d.5,\"feature\":\"feature-%1$d\",\"text\":\"some words %1$d\""
        .formatted(i);
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
