package dev.riffle.ingest.load.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OccurrenceTest {
  /** The first is always (part 7, offset 100, ingest id 1). */
  @ParameterizedTest(name = "{0}: duplicate {4}")
  @CsvSource({
    "read again after a crash,                                7, 100, 1, false",
    "a retry behind it,                                       7, 101, 2, true",
    "a retry far behind it,                                   7, 9999999999, 2, true",
    "the same offset used again after a truncation,           7, 100, 2, true",
    "an earlier record that is read again,                    7,  99, 2, false",
    "a retry in a topic made anew at an earlier offset,       8,   0, 2, true",
    "a retry in a topic made anew at a later offset,          8, 500, 2, true",
    "the same place in a topic made anew,                     8, 100, 2, true",
    "put back into the log from the dead letters twice,       7, 500, 1, true",
    "copied into a topic made anew with its ingest id,        8,   0, 1, true",
    "its own ingest id at an earlier place,                   7,  99, 1, false",
    "a topic whose number is negative as an int,             -1,   0, 2, true",
  })
  void knowsWhatComesAfterTheFirst(
      String what, int part, long offset, long ingestId, boolean duplicate) {
    Occurrence first = new Occurrence(7, 100, 1, 0);

    assertThat(first.isBefore(new Occurrence(part, offset, ingestId, 0))).isEqualTo(duplicate);
  }

  @ParameterizedTest
  @CsvSource({"5, 5, false", "5, 6, true", "0, 6, false", "5, 0, false", "0, 0, false"})
  void conflictsOnlyWhenBothContentsAreKnown(int first, int second, boolean conflict) {
    assertThat(occurrence(first).conflictsWith(occurrence(second))).isEqualTo(conflict);
  }

  @Test
  void aRecordWithoutAMessageIdHasNoKey() {
    assertThatIllegalArgumentException().isThrownBy(() -> new EventKey(1, 0));
    assertThat(new EventKey(0, 1).message()).isEqualTo(1);
  }

  private static Occurrence occurrence(int content) {
    return new Occurrence(7, 100, 1, content);
  }
}
