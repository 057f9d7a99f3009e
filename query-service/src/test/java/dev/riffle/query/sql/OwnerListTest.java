package dev.riffle.query.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.query.Watermark;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnerListTest {
  @ParameterizedTest
  @CsvSource({
    "100, 1, 6400, true",
    "100, 1, 6401, false",
    "100, 4, 6400, true",
    "100, 5, 6400, false",
    "1000000, 1, 16000000, true",
    "1000000, 1, 16000001, false"
  })
  void aListIsMadeWhereNumbersLieTogetherAndOwnersAreFew(
      long waiting, long owners, long numbers, boolean made) {
    assertThat(OwnerList.of(watermark(waiting, owners, numbers)).isPresent()).isEqualTo(made);
  }

  @Test
  void onlyWhereSomebodyHadSeveralOwnersAreTimesLookedAt() {
    assertThat(text(1)).contains("first_owner = second_owner").doesNotContain("stretches");
    assertThat(text(2)).contains("stretches").isEqualTo(text(4));
  }

  private static String text(long owners) {
    return OwnerList.of(watermark(100, owners, 200))
        .orElseThrow()
        .events(SqlFragment.sql("project = 1"))
        .statement()
        .text();
  }

  private static Watermark watermark(long waiting, long owners, long numbers) {
    return new Watermark(Optional.empty(), waiting, owners, numbers);
  }
}
