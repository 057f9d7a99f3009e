package dev.riffle.query.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.export.Slices.HourCount;
import dev.riffle.query.export.Slices.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlicesTest {
  private static final Instant START = Instant.parse("2026-01-01T00:30:00Z");
  private static final Instant END = Instant.parse("2026-01-02T00:00:00Z");
  private static final long HOUR = START.toEpochMilli() / 3_600_000;

  @Test
  void nothingIsOnePiece() {
    assertThat(Slices.of(START, END, List.of(), 10)).containsExactly(new Slice(START, END));
    assertThat(Slices.of(START, START, List.of(), 10)).containsExactly(new Slice(START, START));
  }

  @Test
  void hoursAreTakenTogetherUpToTheLimit() {
    List<HourCount> counts = List.of(hour(0, 4), hour(1, 6), hour(5, 1));

    assertThat(Slices.of(START, END, counts, 10))
        .containsExactly(
            new Slice(START, Instant.parse("2026-01-01T05:00:00Z")),
            new Slice(Instant.parse("2026-01-01T05:00:00Z"), END));
    assertThat(Slices.of(START, END, counts, 11)).containsExactly(new Slice(START, END));
  }

  @Test
  void anHourOverTheLimitIsCutEvenly() {
    assertThat(Slices.of(START, END, List.of(hour(2, 30)), 10))
        .containsExactly(
            new Slice(START, Instant.parse("2026-01-01T02:20:00Z")),
            new Slice(Instant.parse("2026-01-01T02:20:00Z"), Instant.parse("2026-01-01T02:40:00Z")),
            new Slice(Instant.parse("2026-01-01T02:40:00Z"), Instant.parse("2026-01-01T03:00:00Z")),
            new Slice(Instant.parse("2026-01-01T03:00:00Z"), END));
  }

  @Test
  void piecesHaveNoGapsWhateverTheCounts() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      Instant end = START.plusMillis(random.nextInt(1, 48 * 3_600_000));
      List<HourCount> counts = new ArrayList<>();
      for (long h = HOUR; h * 3_600_000 < end.toEpochMilli(); h++) {
        if (random.nextBoolean()) {
          counts.add(new HourCount(h, random.nextInt(1, 40)));
        }
      }
      List<Slice> slices = Slices.of(START, end, counts, 10);

      assertThat(slices.getFirst().start()).as("seed %d", seed).isEqualTo(START);
      assertThat(slices.getLast().end()).as("seed %d", seed).isEqualTo(end);
      for (int i = 1; i < slices.size(); i++) {
        assertThat(slices.get(i).start())
            .as("seed %d", seed)
            .isEqualTo(slices.get(i - 1).end())
            .isAfter(slices.get(i - 1).start());
      }
      assertThat(slices)
          .as("seed %d", seed)
          .allSatisfy(
              slice -> assertThat(Duration.between(slice.start(), slice.end())).isPositive());
    }
  }

  private static HourCount hour(int after, long events) {
    return new HourCount(HOUR + after, events);
  }
}
