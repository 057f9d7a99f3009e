package dev.riffle.ingest.load.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {
  private static final int PART = -1 << 16 | 3;
  private static final Intent INTENT = new Intent(150, "4294901763-100-150-00ff", 9);
  private static final Progress WITH_INTENT =
      new Progress(PART, 100, Optional.of(INTENT), "0:5:-77:88");

  @Test
  void whatIsCommittedIsWhatIsRead() {
    assertThat(Progress.read(PART, 100, WITH_INTENT.metadata())).contains(WITH_INTENT);
    Progress without = Progress.at(PART, 100, "0:5:-77:88");
    assertThat(Progress.read(PART, 100, without.metadata())).contains(without);
    Progress bare = Progress.at(PART, 0);
    assertThat(Progress.read(PART, 0, bare.metadata())).contains(bare);
  }

  @Test
  void metadataIsShort() {
    String token = new Batch.Range(-1, Long.MAX_VALUE - 1, Long.MAX_VALUE).token(-1);
    Intent longest = new Intent(Long.MAX_VALUE, token, Intent.WHOLE);
    String ledger = "9".repeat(80);
    Progress progress = new Progress(-1, Long.MAX_VALUE - 1, Optional.of(longest), ledger);
    assertThat(progress.metadata()).hasSizeLessThan(300);
    assertThat(Progress.read(-1, Long.MAX_VALUE - 1, progress.metadata())).contains(progress);
  }

  @Test
  void commitOfAnotherTopicOfTheNameSaysNothing() {
    assertThat(Progress.read(PART + (1 << 16), 100, WITH_INTENT.metadata())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "someone else's", "2 part=3 ledger=", "1 part=3", "1 part= ledger="})
  void textThatIsNotOursSaysTheOffsetOnly(String metadata) {
    assertThat(Progress.read(PART, 100, metadata)).contains(Progress.at(PART, 100));
  }

  @Test
  void intentThatEndsBeforeTheOffsetIsOver() {
    assertThat(Progress.read(PART, 149, WITH_INTENT.metadata()).orElseThrow().intent())
        .contains(INTENT);
    assertThat(Progress.read(PART, 150, WITH_INTENT.metadata()).orElseThrow().intent()).isEmpty();
  }

  @Test
  void refusesWhatCannotBeWritten() {
    assertThatThrownBy(() -> Progress.at(PART, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Progress.at(PART, 1, "a b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Intent(150, "token", 64))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Intent(150, "", 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
