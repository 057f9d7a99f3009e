package dev.riffle.ingest.load.retry;

import dev.riffle.event.EventRecord;
import dev.riffle.event.EventTime;
import dev.riffle.event.Identity;
import dev.riffle.event.PropertyValue;
import dev.riffle.project.ProjectId;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an index with many ids costs: processor time of the thread that asks, and the wall clock.
 * Run by hand: main(ids, megabytes outside of the heap, megabytes of filters).
 */
final class RetryIndexBenchmark {
  private static final int CHUNK = 5_000;
  private static final int BATCH = 50_000;
  private static final int ASKED = 1_000_000;
  private static final int SENDERS = 50_000;
  private static final int DAY = 20_000;
  private static final int DAYS = 8;
  private static final int PART = 3;

  private RetryIndexBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    Logger.getLogger("").setLevel(Level.WARNING);
    int ids = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000_000;
    long nativeBytes = (arguments.length > 1 ? Long.parseLong(arguments[1]) : 64) << 20;
    long filterBytes = (arguments.length > 2 ? Long.parseLong(arguments[2]) : 64) << 20;
    Path directory = Files.createTempDirectory("retries");
    InstantSource clock =
        InstantSource.fixed(Instant.ofEpochMilli(RetryWindow.startMillis(DAY + DAYS)));
    RocksRetryIndexes.RetryMemory memory =
        new RocksRetryIndexes.RetryMemory(nativeBytes, filterBytes);
    System.out.printf(
        "%,d ids, load %.1f%n",
        ids, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    try (RocksRetryIndexes indexes =
        new RocksRetryIndexes(directory, new RetryWindow(7), memory, 1, clock)) {
      try (RetryIndex index = indexes.open(3)) {
        measure("load, with making ids", ids, () -> fill(index, ids));
        measure("flush", 1, index::flush);
      }
      long start = System.nanoTime();
      try (RetryIndex index = indexes.open(3)) {
        System.out.printf("open %,d ms%n", (System.nanoTime() - start) / 1_000_000);
        for (int round = 0; round < 3; round++) {
          int from = ids + round * ASKED;
          measure("find, absent", ASKED, () -> find(index, from, from + ASKED, ids));
          measure("find, present", ASKED, () -> find(index, 0, ASKED, ids));
        }
      }
      System.out.printf("%.1f bytes of disk for each id%n", (double) size(directory) / ids);
    } finally {
      delete(directory);
    }
    EventRecord event = event();
    for (int round = 0; round < 3; round++) {
      measure(
          "content checksum",
          ASKED,
          () -> {
            for (int i = 0; i < ASKED; i++) {
              if (ContentChecksum.of(event) == ContentChecksum.UNKNOWN) {
                throw new IllegalStateException();
              }
            }
          });
    }
  }

  private static void measure(String what, int count, Runnable work) {
    long cpu = cpu();
    long start = System.nanoTime();
    work.run();
    long nanos = System.nanoTime() - start;
    cpu = cpu() - cpu;
    System.out.printf(
        "%-26s %,11.0f/s of CPU %,11.0f/s  %6.3f us of CPU%n",
        what, count * 1e9 / cpu, count * 1e9 / nanos, cpu / 1e3 / count);
  }

  /** As the loader does it: chunks are asked for, batches applied. */
  private static void fill(RetryIndex index, int ids) {
    RetryBatch batch = new RetryBatch(new RetryWindow(7));
    long finding = 0;
    long deciding = 0;
    long applying = 0;
    for (int from = 0; from < ids; from += BATCH) {
      int end = Math.min(ids, from + BATCH);
      for (int chunk = from; chunk < end; chunk += CHUNK) {
        List<EventKey> keys = keys(chunk, Math.min(end, chunk + CHUNK));
        long start = cpu();
        List<@Nullable RetryEntry> found = index.find(keys);
        long asked = cpu();
        decide(batch, keys, found, chunk, ids);
        finding += asked - start;
        deciding += cpu() - asked;
      }
      long start = cpu();
      index.apply(batch.entries(), new LogPosition(PART, end));
      batch.next();
      applying += cpu() - start;
    }
    System.out.printf(
        "load: find %.3f, decide %.3f, apply %.3f us of CPU%n",
        finding / 1e3 / ids, deciding / 1e3 / ids, applying / 1e3 / ids);
  }

  private static void decide(
      RetryBatch batch, List<EventKey> keys, List<@Nullable RetryEntry> found, int chunk, int ids) {
    batch.learn(found);
    for (int i = 0; i < keys.size(); i++) {
      int id = chunk + i;
      Occurrence mine = new Occurrence(PART, id, id, 1);
      int day = DAY + (int) ((long) id * DAYS / ids);
      if (batch.firstOf(keys.get(i), mine, day).isEmpty()) {
        batch.add(keys.get(i), mine, day);
      }
    }
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void find(RetryIndex index, int from, int to, int ids) {
    int found = 0;
    for (int chunk = from; chunk < to; chunk += CHUNK) {
      List<EventKey> keys =
          from < ids ? spread(chunk, chunk + CHUNK, ids) : keys(chunk, chunk + CHUNK);
      for (RetryEntry entry : index.find(keys)) {
        if (entry != null) {
          found++;
        }
      }
    }
    if (found != (from < ids ? to - from : 0)) {
      throw new IllegalStateException("found " + found);
    }
  }

  private static List<EventKey> spread(int from, int to, int ids) {
    List<EventKey> keys = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      keys.add(key(new SplittableRandom(i).nextInt(ids)));
    }
    return keys;
  }

  private static List<EventKey> keys(int from, int to) {
    List<EventKey> keys = new ArrayList<>(to - from);
    for (int id = from; id < to; id++) {
      keys.add(key(id));
    }
    return keys;
  }

  private static EventKey key(int id) {
    SplittableRandom random = new SplittableRandom(id);
    return new EventKey(1 + random.nextInt(SENDERS), random.nextLong() | 1);
  }

  private static EventRecord event() {
    Map<String, PropertyValue> properties = new LinkedHashMap<>();
    properties.put("device", PropertyValue.of("mobile"));
    properties.put("page.path", PropertyValue.of("/app/part/17"));
    properties.put("page.title", PropertyValue.of("Überschrift 17"));
    properties.put("os.name", PropertyValue.of("macOS"));
    properties.put("locale", PropertyValue.of("de-DE"));
    properties.put("durationMs", PropertyValue.of(4711));
    properties.put("amount", PropertyValue.of(1.125));
    properties.put("first", PropertyValue.of(true));
    return EventRecord.track(
        new UUID(1, 2),
        new ProjectId(1),
        "Used Feature 12",
        new Identity("user", ""),
        EventTime.received(Instant.parse("2026-10-01T00:00:00Z")),
        properties);
  }

  private static long size(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
