package dev.riffle.acceptance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.riffle.acceptance.system.HttpDoor;
import dev.riffle.acceptance.system.RunningRiffle;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How long after it is sent an event is in an answer of the REST interface, while 1,000 other
 * events a second arrive. Each prober sends one event, asks until the answer counts it, and begins
 * again; so the time includes sending, and the question that saw it.
 */
final class FreshnessBenchmark {
  private static final int EVENTS_PER_SECOND = 1_000;
  private static final int CONNECTIONS = 10;
  private static final int PROBERS = 2;
  private static final int WARM_UP_PROBES = 10;
  private static final Duration GIVE_UP = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final RunningRiffle riffle;
  private final Effort effort;

  FreshnessBenchmark(RunningRiffle riffle, Effort effort) {
    this.riffle = riffle;
    this.effort = effort;
  }

  Finding run() throws InterruptedException, IOException {
    HttpLoad load = new HttpLoad(riffle.ingestUrl(), riffle.writeKey(), CONNECTIONS);
    List<Double> millis = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> background = threads.submit(() -> load.run(LONGEST, EVENTS_PER_SECOND));
      List<Future<List<Double>>> probers = new ArrayList<>();
      for (int i = 0; i < PROBERS; i++) {
        String event = "Probe " + i;
        probers.add(threads.submit(() -> probe(event, effort.probes() / PROBERS)));
      }
      try {
        for (Future<List<Double>> prober : probers) {
          millis.addAll(prober.get());
        }
        if (background.isDone()) {
          throw new IllegalStateException("the load ended before the probes");
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("a probe failed", e.getCause());
      } finally {
        background.cancel(true);
      }
    }
    Samples samples = new Samples(millis);
    return new Finding(
        "event to visible at 1,000 events/s",
        samples.spread() + " ms",
        "",
        String.format(
            Locale.ROOT,
            "p50 %.0f ms, p99 %.0f ms",
            samples.percentile(50),
            samples.percentile(99)),
        "p99 2 s",
        millis.size() + " probes by REST");
  }

  private List<Double> probe(String event, int probes) throws IOException, InterruptedException {
    HttpDoor ingest = riffle.ingest();
    HttpDoor query = riffle.query();
    String body = "{\"userId\":\"bench-prober\",\"event\":\"" + event + "\"}";
    String question =
        "{\"events\":[{\"event\":\"" + event + "\"}],\"measures\":[\"totals\"],\"last\":\"2d\"}";
    List<Double> millis = new ArrayList<>(probes);
    for (int sent = 1; sent <= probes + WARM_UP_PROBES; sent++) {
      long start = System.nanoTime();
      HttpDoor.Reply reply = ingest.post("/v1/track", body);
      if (reply.status() != 200) {
        throw new IOException("the probe was refused: " + reply.body());
      }
      while (totals(query, question) < sent) {
        if (System.nanoTime() - start > GIVE_UP.toNanos()) {
          throw new IOException("a probe was not visible after " + GIVE_UP);
        }
      }
      if (sent > WARM_UP_PROBES) {
        millis.add((System.nanoTime() - start) / 1e6);
      }
    }
    return millis;
  }

  /** 0 as long as the name of the event is not known. */
  private static long totals(HttpDoor query, String question)
      throws IOException, InterruptedException {
    HttpDoor.Reply reply = query.post("/api/v1/segmentation", question);
    if (reply.status() == 400 && reply.body().contains("unknown-event")) {
      return 0;
    }
    JsonNode totals = reply.json().path("series").path(0).path("line").path("total").path("totals");
    if (!totals.isNumber()) {
      throw new IOException("no totals in " + reply.body());
    }
    return totals.asLong();
  }
}
