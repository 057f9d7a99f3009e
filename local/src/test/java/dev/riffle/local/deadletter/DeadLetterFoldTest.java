package dev.riffle.local.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.event.deadletter.DeadLetterId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeadLetterFoldTest {
  @Test
  void theNewestOfAnIdCountsAndATombstoneRemovesIt() throws Exception {
    DeadLetterFold fold = new DeadLetterFold(10);
    fold.kept(at(1, 0));
    fold.kept(at(2, 1));
    fold.kept(at(3, 2));
    fold.kept(at(1, 3));
    fold.purged(Letters.id(0, 2));
    fold.purged(Letters.id(0, 77));
    fold.foreign();

    DeadLetterList list = fold.list();

    assertThat(list.letters()).containsExactly(at(3, 2), at(1, 3));
    assertThat(list.foreign()).isEqualTo(1);
  }

  @Test
  void whatWasPurgedMayBeKeptAgain() throws Exception {
    DeadLetterFold fold = new DeadLetterFold(10);
    fold.kept(at(1, 0));
    fold.purged(Letters.id(0, 1));
    fold.kept(at(1, 2));

    assertThat(fold.list().letters()).containsExactly(at(1, 2));
  }

  @Test
  void refusesMoreThanItCanHoldButCountsOnlyWhatIsLeft() throws Exception {
    DeadLetterFold fold = new DeadLetterFold(2);
    fold.kept(at(1, 0));
    fold.kept(at(2, 1));
    fold.kept(at(2, 2));
    fold.purged(Letters.id(0, 1));
    fold.kept(at(3, 4));

    assertThatThrownBy(() -> fold.kept(at(4, 5)))
        .isInstanceOf(DeadLetterException.class)
        .hasMessage("There are more than 2 dead letters, more than this command can hold.");
  }

  /** Kafka may compact at any moment: whatever it has removed by then makes no difference. */
  @Test
  void isTheSameBeforeAndAfterCompaction() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      List<LogEntry> log = new ArrayList<>();
      for (int position = random.nextInt(30); position >= 0; position--) {
        log.add(new LogEntry(random.nextInt(5), random.nextInt(3) == 0, log.size()));
      }

      assertThat(folded(compacted(log, random))).as("-Dseed=%d", seed).isEqualTo(folded(log));
    }
  }

  private record LogEntry(long offset, boolean tombstone, long position) {}

  /** Removes some, but never the newest, of an id. */
  private static List<LogEntry> compacted(List<LogEntry> log, Random random) {
    Map<Long, Long> newest = new LinkedHashMap<>();
    log.forEach(entry -> newest.put(entry.offset(), entry.position()));
    return log.stream()
        .filter(entry -> newest.containsValue(entry.position()) || random.nextBoolean())
        .toList();
  }

  private static List<DeadLetterSummary> folded(List<LogEntry> log) throws DeadLetterException {
    DeadLetterFold fold = new DeadLetterFold(10);
    for (LogEntry entry : log) {
      DeadLetterId id = Letters.id(0, entry.offset());
      if (entry.tombstone()) {
        fold.purged(id);
      } else {
        fold.kept(at(entry.offset(), entry.position()));
      }
    }
    return fold.list().letters();
  }

  private static DeadLetterSummary at(long offset, long position) {
    return Letters.summary(Letters.garbage(Letters.id(0, offset), (byte) 1), position);
  }
}
