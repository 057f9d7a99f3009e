package dev.riffle.ingest.collect.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IngestIdsTest {
  private static final long NOON = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();

  private final AtomicLong millis = new AtomicLong(NOON);
  private final IngestIds ids =
      new IngestIds(() -> Instant.ofEpochMilli(millis.get()), new Random(1));

  @Test
  void anIdIsAUuidOfVersionSevenWithTheTimeInFront() {
    UUID id = ids.next();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON);
  }

  @Test
  void idsIncreaseWithinAMillisecondBeyondItsCounterAndWhenTheClockIsSetBack() {
    List<UUID> made = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      made.add(ids.next());
    }
    millis.addAndGet(-5000);
    made.add(ids.next());
    millis.addAndGet(60_000);
    made.add(ids.next());

    assertThat(made).isSorted();
    assertThat(new HashSet<>(made)).hasSize(10_002);
  }
}
