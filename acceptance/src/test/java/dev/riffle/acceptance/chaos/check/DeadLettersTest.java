package dev.riffle.acceptance.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private static final List<byte[]> WRITTEN =
      List.of(new byte[] {1, 2}, new byte[] {3}, new byte[0], new byte[0]);

  @Test
  void holdsWhenEveryValueIsThereAsOftenAsWritten() {
    assertThat(DeadLetters.compare(WRITTEN, Map.of("0102", 1, "03", 1, "", 2)).holds()).isTrue();
  }

  @Test
  void findsAMissingAChangedAndAnInventedLetter() {
    assertThat(DeadLetters.compare(WRITTEN, Map.of("0102", 1, "", 2)).violations()).isEqualTo(1);
    assertThat(DeadLetters.compare(WRITTEN, Map.of("0102", 1, "04", 1, "", 2)).violations())
        .isEqualTo(2);
    assertThat(DeadLetters.compare(WRITTEN, Map.of("0102", 1, "03", 1, "", 1)).violations())
        .isEqualTo(1);
    assertThat(DeadLetters.compare(List.of(), Map.of("05", 1)).examples())
        .containsExactly("'05': 1 letters, and it is no poison");
  }
}
