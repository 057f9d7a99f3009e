package dev.riffle.ingest.collect.enrichment;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.protocol.Client;
import dev.riffle.ingest.collect.protocol.FieldNames;
import dev.riffle.ingest.collect.protocol.ReceivedEvent;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * What enrichment costs an event: processor time of the thread, the least and the middle of 15
 * rounds. Texts are new objects in each event, as they are when they come out of a request. Run by
 * hand.
 */
final class EnrichmentBenchmark {
  private static final int ROUNDS = 15;
  private static final int EVENTS = 50_000;
  private static final int NEW_USER_AGENTS = 300;
  private static final String SAFARI =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_%d like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
          + " Gecko) Version/17.%d Mobile/15E148 Safari/604.1";
  private static final String CHROME =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/%d.0.0.0 Safari/537.36";
  private static final FieldNames NAMES =
      new FieldNames("userId", "anonymousId", "groupId", "messageId", "timestamp");

  private EnrichmentBenchmark() {}

  public static void main(String[] arguments) {
    KnownUserAgents userAgents = new KnownUserAgents(10_000, 100, System::nanoTime, () -> {});
    Enrichment enrichment = new Enrichment(userAgents, Places.NOWHERE, false);
    System.out.printf(
        "%s, load %.1f%n",
        Runtime.version(), ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());

    measure(
        "look up a known user agent",
        EVENTS,
        EnrichmentBenchmark::userAgent,
        userAgent -> userAgents.of(userAgent).hashCode());
    measure(
        "event without client and page",
        EVENTS,
        i -> event(Client.UNKNOWN, i, false),
        event -> enrichment.enriched(event).properties().size());
    measure(
        "event of a browser, page without campaign",
        EVENTS,
        i -> event(new Client("192.0.2.1", userAgent(i)), i, false),
        event -> enrichment.enriched(event).properties().size());
    measure(
        "event of a browser, page with campaign",
        EVENTS,
        i -> event(new Client("192.0.2.1", userAgent(i)), i, true),
        event -> enrichment.enriched(event).properties().size());
    UserAgentReader reader = new UserAgentReader();
    measure(
        "read a user agent not seen before",
        NEW_USER_AGENTS,
        i -> (i % 2 == 0 ? SAFARI : CHROME).formatted(i, i),
        userAgent -> reader.read(userAgent).hashCode());
  }

  private static <T> void measure(
      String what, int times, IntFunction<T> made, ToIntFunction<T> done) {
    double[] nanos = new double[ROUNDS];
    int all = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<T> inputs = new ArrayList<>(times);
      for (int i = 0; i < times; i++) {
        inputs.add(made.apply(i));
      }
      long start = processorNanos();
      int results = 0;
      for (T input : inputs) {
        results += done.applyAsInt(input);
      }
      nanos[round] = (processorNanos() - start) / (double) times;
      all += results;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%-45s %9.3f us, middle %9.3f us (results %08x)%n",
        what, nanos[0] / 1000, nanos[ROUNDS / 2] / 1000, all);
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** One of 200, as a new object. */
  private static String userAgent(int i) {
    return CHROME.formatted(i % 200);
  }

  private static ReceivedEvent event(Client client, int i, boolean campaign) {
    Map<String, PropertyValue> properties = new LinkedHashMap<>();
    for (int property = 0; property < 10; property++) {
      properties.put("property" + property, PropertyValue.of(i));
    }
    if (!client.equals(Client.UNKNOWN)) {
      String query = campaign ? "?utm_source=news&utm_medium=email&utm_campaign=spring" : "?tab=2";
      properties.put("page.url", PropertyValue.of("https://app.example/docs/" + i + query));
      properties.put("page.path", PropertyValue.of("/docs/" + i));
      properties.put("page.referrer", PropertyValue.of("https://www.google.com/"));
    }
    return new ReceivedEvent(
        0,
        EventKind.TRACK,
        "Clicked",
        "alice",
        null,
        null,
        null,
        null,
        "",
        "",
        "",
        properties,
        List.of(),
        client,
        NAMES);
  }
}
