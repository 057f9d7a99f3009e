package dev.riffle.ingest.load.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final long[] LOADED = {3, 5, 9};

  private static RowSum sum(long... ids) {
    RowSum sum = RowSum.NONE;
    for (long id : ids) {
      sum = sum.plus(new RowSum(1, id, id));
    }
    return sum;
  }

  private static Verdict verdict(FoundRows found) {
    return Verdict.of(sum(LOADED), found);
  }

  @Test
  void equalWhenEachRowIsThereOnce() {
    assertThat(verdict(new FoundRows(sum(3, 5, 9), 3, 3))).isEqualTo(Verdict.EQUAL);
    assertThat(Verdict.of(RowSum.NONE, new FoundRows(RowSum.NONE, 0, 0))).isEqualTo(Verdict.EQUAL);
  }

  @Test
  void missingWhenThereAreFewer() {
    assertThat(verdict(new FoundRows(sum(3, 9), 2, 2))).isEqualTo(Verdict.MISSING_ROWS);
    assertThat(verdict(new FoundRows(RowSum.NONE, 0, 0))).isEqualTo(Verdict.MISSING_ROWS);
  }

  @Test
  void missingOutweighsDoubled() {
    assertThat(verdict(new FoundRows(sum(3, 3, 9), 2, 2))).isEqualTo(Verdict.MISSING_ROWS);
  }

  @Test
  void doubledWhenARowIsThereTwice() {
    assertThat(verdict(new FoundRows(sum(3, 5, 5, 9), 3, 3))).isEqualTo(Verdict.DOUBLED_ROWS);
    assertThat(verdict(new FoundRows(sum(3, 5, 9, 9, 9), 3, 3))).isEqualTo(Verdict.DOUBLED_ROWS);
  }

  @Test
  void doubledWhenTheLoaderItselfTookAnEventTwice() {
    assertThat(Verdict.of(sum(3, 3), new FoundRows(sum(3, 3), 2, 1)))
        .isEqualTo(Verdict.DOUBLED_ROWS);
  }

  @Test
  void otherWhenTheNumberIsRightButARowIsNotTheOneLoaded() {
    assertThat(verdict(new FoundRows(sum(3, 5, 8), 3, 3))).isEqualTo(Verdict.OTHER_CONTENT);
    // sum alone, and xor alone, would not tell
    assertThat(verdict(new FoundRows(sum(2, 6, 9), 3, 3))).isEqualTo(Verdict.OTHER_CONTENT);
    assertThat(verdict(new FoundRows(sum(0, 6, 9), 3, 3))).isEqualTo(Verdict.OTHER_CONTENT);
  }

  @Test
  void otherWhenARowIsThereThatWasNeverLoaded() {
    assertThat(verdict(new FoundRows(sum(3, 5, 9, 11), 4, 4))).isEqualTo(Verdict.OTHER_CONTENT);
  }

  @Test
  void theTableNamesThemAsTheCodeDoes() {
    for (Verdict verdict : Verdict.values()) {
      assertThat(dev.riffle.event.table.LoadLedgerTable.Column.VERDICT.type())
          .contains("'%s' = %d".formatted(verdict.word(), verdict.code()));
      assertThat(Verdict.of(verdict.code())).isEqualTo(verdict);
    }
  }
}
