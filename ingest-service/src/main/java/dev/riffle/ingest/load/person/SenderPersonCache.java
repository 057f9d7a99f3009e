package dev.riffle.ingest.load.person;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.riffle.ingest.load.identity.SenderPerson;
import dev.riffle.ingest.load.identity.SenderPersonTable;
import dev.riffle.ingest.load.table.ClickHouse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which persons the senders of one partition share with others, as far as it has been found out: a
 * bounded cache of {@code sender_persons}, brought up to date every few seconds. What is missed in
 * between costs only a rewriting of the rows. One thread.
 */
final class SenderPersonCache {
  private static final Duration REFRESH = Duration.ofSeconds(2);

  // an estimate: an entry, and one change of one property
  private static final int ENTRY_BYTES = 150;
  private static final int CHANGE_BYTES = 120;

  private final SenderPersonTable table;
  private final int partition;
  private final int partitions;
  private final Cache<Integer, Optional<SenderPerson>> cache;
  private int seen;
  private long refreshed;

  SenderPersonCache(ClickHouse clickHouse, int partition, int partitions, long bytes) {
    this.table = new SenderPersonTable(clickHouse, InstantSource.system());
    this.partition = partition;
    this.partitions = partitions;
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((Integer _, Optional<SenderPerson> person) -> bytesOf(person))
            .executor(Runnable::run)
            .build();
  }

  /** Begins with what is stored now. */
  void open() {
    cache.invalidateAll();
    seen = table.newestVersion();
    refreshed = System.nanoTime();
  }

  /** Those of the senders that share their person. */
  Map<Integer, SenderPerson> find(Collection<Integer> numbers) {
    refresh();
    Map<Integer, SenderPerson> found = new HashMap<>();
    List<Integer> asked = new ArrayList<>();
    for (Integer number : numbers) {
      Optional<SenderPerson> cached = cache.getIfPresent(number);
      if (cached == null) {
        asked.add(number);
      } else {
        cached.ifPresent(person -> found.put(number, person));
      }
    }
    if (!asked.isEmpty()) {
      Map<Integer, SenderPerson> read = table.persons(asked);
      found.putAll(read);
      asked.forEach(number -> cache.put(number, Optional.ofNullable(read.get(number))));
    }
    return found;
  }

  private void refresh() {
    if (System.nanoTime() - refreshed < REFRESH.toNanos()) {
      return;
    }
    for (SenderPerson person : table.newerThan(seen, partition, partitions)) {
      cache.put(person.number(), Optional.of(person));
      seen = Math.max(seen, person.version());
    }
    refreshed = System.nanoTime();
  }

  private static int bytesOf(Optional<SenderPerson> person) {
    return person
        .map(one ->
            ENTRY_BYTES
                + 24 * one.owners().size()
                + CHANGE_BYTES
                    * one.shared().timelines().values().stream()
                        .mapToInt(timeline -> 1 + timeline.changes().size())
                        .sum())
        .orElse(ENTRY_BYTES);
  }
}
