package dev.riffle.query.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RfmClassTest {
  @Test
  void theClassesCoverEveryPairOfScoresOnce() {
    for (int recency = 1; recency <= 5; recency++) {
      for (int value = 1; value <= 5; value++) {
        int r = recency;
        int v = value;
        assertThat(
                Arrays.stream(RfmClass.values())
                    .filter(each -> each.recencyMin() <= r && r <= each.recencyMax())
                    .filter(each -> each.valueMin() <= v && v <= each.valueMax()))
            .as(recency + " " + value)
            .containsExactly(RfmClass.of(recency, value, value));
      }
    }
  }

  @Test
  void halvesOfTheMeanCountUp() {
    assertThat(RfmClass.of(5, 3, 4)).isEqualTo(RfmClass.CHAMPIONS);
    assertThat(RfmClass.of(5, 3, 3)).isEqualTo(RfmClass.POTENTIAL_LOYALISTS);
  }

  @Test
  void theDocumentedTableIsTheOneThatCounts() throws IOException {
    List<String> text = Files.readAllLines(Path.of("../docs/semantics.md"));
    for (RfmClass each : RfmClass.values()) {
      assertThat(text)
          .contains(
              "| `%s` | %s | %s |"
                  .formatted(
                      each.wire(),
                      range(each.recencyMin(), each.recencyMax()),
                      range(each.valueMin(), each.valueMax())));
    }
  }

  @Test
  void thereAreNoScoresBeyondFive() {
    assertThatThrownBy(() -> RfmClass.of(6, 1, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static String range(int min, int max) {
    return min == max ? "" + min : min + " to " + max;
  }
}
