package dev.riffle.ingest.collect;

import dev.riffle.project.ApiKey;
import dev.riffle.project.KeyScope;
import dev.riffle.testing.KafkaEngine;
import dev.riffle.testing.PostgresEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long good clients wait, alone and beside 500 connections that send one byte of a head a
 * second, in turns. The service is the packaged one, in a process of its own, with its own limits.
 * Run by hand in the folder of this module: main().
 */
final class SlowClientsBenchmark {
  private static final ApiKey WRITE = ApiKey.generate(KeyScope.WRITE, new Random(1));
  private static final int GOOD = 8;
  private static final int SLOW = 500;
  private static final int ROUNDS = 5;
  private static final Duration ROUND = Duration.ofSeconds(10);
  private static final Duration WARM_UP = Duration.ofSeconds(15);

  /** Of each good client, at a steady pace, so that a slow reply is not followed by fewer. */
  private static final Duration PACE = Duration.ofMillis(20);

  private static final Duration DRIP = Duration.ofSeconds(1);

  private final int port;
  private final AtomicInteger slowOpened = new AtomicInteger();

  private SlowClientsBenchmark(int port) {
    this.port = port;
  }

  public static void main(String[] arguments) throws Exception {
    Path log = Files.createTempFile("slow-clients", ".log");
    try (KafkaEngine kafka = KafkaEngine.start();
        PostgresEngine postgres = PostgresEngine.start()) {
      GracefulStopIT.addKey(postgres, WRITE);
      try (ServiceProcess service = ServiceProcess.start(kafka, postgres, log)) {
        new SlowClientsBenchmark(service.port()).run();
      }
    }
  }

  private void run() throws Exception {
    good(WARM_UP);
    List<Long> alone = new ArrayList<>();
    List<Long> beside = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      List<Long> first = good(ROUND);
      List<Long> second = besideSlow(() -> good(ROUND));
      report("alone", first);
      report("beside " + SLOW + " slow", second);
      alone.addAll(first);
      beside.addAll(second);
    }
    report("all alone", alone);
    report("all beside " + SLOW + " slow", beside);
    System.out.printf(
        "p99 ratio %.2f; %,d slow connections were opened again after they were ended%n",
        (double) percentile(beside, 99) / percentile(alone, 99), slowOpened.get() - ROUNDS * SLOW);
  }

  private List<Long> besideSlow(Callable<List<Long>> measured) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < SLOW; i++) {
        threads.execute(() -> drip(over));
      }
      Thread.sleep(DRIP.multipliedBy(2));
      try {
        return measured.call();
      } finally {
        over.set(true);
      }
    }
  }

  private void drip(AtomicBoolean over) {
    while (!over.get()) {
      try (RawConnection slow = new RawConnection(port)) {
        slowOpened.incrementAndGet();
        slow.send("POST /v1/track HTTP/1.1\r\nX-Slow: ");
        while (!over.get()) {
          Thread.sleep(DRIP);
          slow.send("a");
        }
      } catch (IOException e) {
        // it was ended, as it must be
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Nanoseconds from the moment at which each request was due to its reply. */
  private List<Long> good(Duration time) throws Exception {
    List<Future<List<Long>>> clients = new ArrayList<>();
    List<Long> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < GOOD; i++) {
        long start = System.nanoTime() + i * PACE.toNanos() / GOOD;
        clients.add(threads.submit(() -> post(start, time)));
      }
      for (Future<List<Long>> client : clients) {
        all.addAll(client.get());
      }
    }
    return all;
  }

  private List<Long> post(long start, Duration time) throws Exception {
    List<Long> took = new ArrayList<>();
    String body = "{\"event\":\"e\",\"userId\":\"alice\"}";
    String basic =
        Base64.getEncoder().encodeToString((WRITE.text() + ":").getBytes(StandardCharsets.UTF_8));
    String request =
        "POST /v1/track HTTP/1.1\r\nHost: x\r\nAuthorization: Basic %s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(basic, body.length(), body);
    try (RawConnection connection = new RawConnection(port)) {
      for (long due = start; due < start + time.toNanos(); due += PACE.toNanos()) {
        Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        connection.send(request);
        String reply = connection.readReply();
        if (!reply.startsWith("HTTP/1.1 200 ")) {
          throw new IllegalStateException("a good client was refused: " + reply);
        }
        took.add(System.nanoTime() - due);
      }
    }
    return took;
  }

  private static void report(String name, List<Long> took) {
    System.out.printf(
        "%-22s %,7d requests  p50 %6.2f ms  p99 %6.2f ms  max %7.2f ms%n",
        name,
        took.size(),
        percentile(took, 50) / 1e6,
        percentile(took, 99) / 1e6,
        percentile(took, 100) / 1e6);
  }

  private static long percentile(List<Long> took, int percent) {
    long[] sorted = took.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted[Math.max(0, sorted.length * percent / 100 - 1)];
  }
}
