package dev.riffle.local.clickhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.local.clickhouse.libchdb.EngineException;
import org.junit.jupiter.api.Test;

class DamagedPartsTest {
  private static final String PART = "/data/store/6de/6dec69ee/3_251_514_7/";

  private final DamagedParts damaged = new DamagedParts();

  /** As libchdb 26.7 answers for a part whose files are empty. */
  private static EngineException emptyMarks(String part) {
    return new EngineException(
        "Code: 246. DB::Exception: Empty marks file '"
            + part
            + "id.cmrk2': 0, must be: 72: (while reading column id): (while reading from part "
            + part
            + " in table riffle.t): While executing MergeTreeSelect. (CORRUPTED_DATA)");
  }

  @Test
  void namesAPartOnce() {
    assertThat(damaged.report(emptyMarks(PART))).isTrue();
    assertThat(damaged.report(emptyMarks(PART))).isFalse();
    assertThat(damaged.report(emptyMarks("/data/store/6de/6dec69ee/3_1_1_0/"))).isTrue();
    assertThat(DamagedParts.partOf(emptyMarks(PART))).isEqualTo(PART);
  }

  @Test
  void takesNoOtherErrorForDamage() {
    String reading = " (while reading from part " + PART + " in table riffle.t)";
    assertThat(damaged.report(new EngineException(241, "MEMORY_LIMIT_EXCEEDED", reading)))
        .isFalse();
    assertThat(
            damaged.report(
                new EngineException(
                    27, "CANNOT_PARSE_INPUT_ASSERTION_FAILED", "row 3 of the data")))
        .isFalse();
  }
}
