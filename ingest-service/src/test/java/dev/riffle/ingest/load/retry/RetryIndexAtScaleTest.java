package dev.riffle.ingest.load.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many distinct message ids: {@code -Dids=5000000} for the size that docs/decisions names. */
class RetryIndexAtScaleTest {
  private static final int IDS = Integer.getInteger("ids", 500_000);
  private static final int BATCH = 20_000;
  private static final int SENDERS = 10_000;
  private static final int DAY = 20_000;
  private static final int DAYS = 8;
  private static final int PART = 3;
  private static final XXHash64 HASH = XXHashFactory.fastestJavaInstance().hash64();

  @Test
  void noneOfManyDistinctIdsIsADuplicateAndEachRetryIs(@TempDir Path directory) {
    RetryWindow window = new RetryWindow(7);
    InstantSource clock =
        InstantSource.fixed(Instant.ofEpochMilli(RetryWindow.startMillis(DAY + DAYS)));
    try (RocksRetryIndexes indexes =
            new RocksRetryIndexes(
                directory,
                window,
                new RocksRetryIndexes.RetryMemory(32 << 20, 32 << 20),
                1,
                clock);
        RetryIndex index = indexes.open(3)) {
      int duplicates = 0;
      for (int from = 0; from < IDS; from += BATCH) {
        List<RetryEntry> entries = new ArrayList<>();
        for (int id = from; id < Math.min(IDS, from + BATCH); id++) {
          int day = DAY + (int) ((long) id * DAYS / IDS);
          entries.add(new RetryEntry(key(id), new Occurrence(PART, id, id, 0), day));
        }
        duplicates += found(index, entries);
        index.apply(entries, new LogPosition(PART, from + entries.size()));
      }
      assertThat(duplicates).isZero();

      List<EventKey> keys = new ArrayList<>();
      for (int id = 0; id < IDS; id += 7) {
        keys.add(key(id));
      }
      assertThat(index.find(keys))
          .extracting(entry -> Objects.requireNonNull(entry).first().offset())
          .allSatisfy(offset -> assertThat(offset % 7).isZero())
          .doesNotHaveDuplicates();
    }
  }

  private static int found(RetryIndex index, List<RetryEntry> entries) {
    return (int)
        index.find(entries.stream().map(RetryEntry::key).toList()).stream()
            .filter(Objects::nonNull)
            .count();
  }

  /** As the loader makes it: the hash of a message id, and one of some senders. */
  private static EventKey key(int id) {
    byte[] text = ("message-" + id).getBytes(StandardCharsets.UTF_8);
    return new EventKey(1 + id % SENDERS, HASH.hash(text, 0, text.length, 0));
  }
}
