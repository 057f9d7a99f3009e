package dev.riffle.local.clickhouse.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DiskReserveTest {
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  private final DiskReserve reserve = new DiskReserve(100, 125);

  @Test
  void isLowBelowTheReserveOnly() {
    assertThat(reserve.isLow(false, 100)).isFalse();
    assertThat(reserve.isLow(false, 99)).isTrue();
  }

  @Test
  void staysLowUntilThereIsClearlyMore() {
    assertThat(reserve.isLow(true, 124)).isTrue();
    assertThat(reserve.isLow(true, 125)).isFalse();
  }

  @Test
  void goesOnFromAQuarterMore() {
    assertThat(DiskReserve.of(512 * MIB, 100 * GIB))
        .isEqualTo(new DiskReserve(512 * MIB, 640 * MIB));
  }

  @Test
  void takesAtMostAnEighthOfASmallVolume() {
    assertThat(DiskReserve.of(512 * MIB, 4 * GIB).stopBelow()).isEqualTo(512 * MIB);
    assertThat(DiskReserve.of(600 * MIB, 4 * GIB).stopBelow()).isEqualTo(600 * MIB);
    assertThat(DiskReserve.of(600 * MIB, 4 * GIB - 1).stopBelow()).isEqualTo(GIB / 2 - 1);
    assertThat(DiskReserve.of(512 * MIB, 64 * MIB).stopBelow()).isEqualTo(8 * MIB);
    assertThat(DiskReserve.of(4 * MIB, 64 * MIB).stopBelow()).isEqualTo(4 * MIB);
  }

  @Test
  void refusesWhatIsNoReserve() {
    assertThatThrownBy(() -> new DiskReserve(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DiskReserve(2, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
