package dev.riffle.query.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.riffle.query.answer.Comparisons.Named;
import dev.riffle.query.statistics.Adjustment;
import dev.riffle.query.statistics.Proportion;
import dev.riffle.query.statistics.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The worked example of docs/semantics.md, "Is it different?". */
class ComparisonsTest {
  private static final Named FREE = new Named("free", new Proportion(5400, 648));
  private static final Comparisons EXAMPLE =
      Comparisons.of(
          FREE,
          List.of(
              new Named("premium", new Proportion(1200, 480)),
              new Named("trial", new Proportion(800, 120)),
              new Named("partner", new Proportion(29, 20))),
          Adjustment.HOLM);

  @Test
  void tellsEachFromTheBaseline() {
    assertThat(EXAMPLE.baseline().rate()).hasValue(0.12);
    assertThat(EXAMPLE.compared())
        .extracting(Comparison::name, Comparison::verdict)
        .containsExactly(
            tuple("premium", Verdict.DIFFERENT),
            tuple("trial", Verdict.NO_EVIDENCE),
            tuple("partner", Verdict.INSUFFICIENT_DATA));
  }

  @Test
  void saysItInPlainWordsAsTheDocumentDoes() throws IOException {
    String document = Files.readString(Path.of("../docs/semantics.md"));

    assertThat(EXAMPLE.compared())
        .extracting(Comparison::sentence)
        .allSatisfy(sentence -> assertThat(document).contains("\n- " + sentence + "\n"));
    assertThat(EXAMPLE.compared().get(1).sentence())
        .isEqualTo(
            "trial: 15.0 % of 800 persons; free: 12.0 % of 5,400 persons. No evidence of a"
                + " difference: by +3.0 percentage points (95 % interval -0.8 to +7.5). It takes"
                + " about 6,070 more persons, if the rates stay as they are.");
  }

  @Test
  void carriesEveryNumberOfTheComparison() {
    Comparison trial = EXAMPLE.compared().get(1);

    assertThat(trial.persons()).isEqualTo(800);
    assertThat(trial.conversions()).isEqualTo(120);
    assertThat(trial.rate()).hasValue(0.15);
    assertThat(trial.interval().orElseThrow().low()).isEqualTo(0.1269, within(0.00005));
    assertThat(trial.interval().orElseThrow().high()).isEqualTo(0.1764, within(0.00005));
    assertThat(trial.difference().orElseThrow()).isEqualTo(0.03, within(1e-12));
    assertThat(trial.adjustedPValue().orElseThrow()).isEqualTo(0.6061, within(0.00005));
  }

  @Test
  void leavesOutOfItsJsonWhatMayNotBeSaid() throws Exception {
    ObjectMapper mapper = new ObjectMapper().registerModule(new Jdk8Module());

    String json = mapper.writeValueAsString(EXAMPLE.compared().get(2));

    assertThat(json)
        .contains("\"verdict\":\"insufficient data\"", "\"moreNeeded\":1")
        .doesNotContain("adjustedPValue", "differenceInterval");
  }
}
