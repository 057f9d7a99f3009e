package dev.riffle.query.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.riffle.query.answer.MeanComparisons.Named;
import dev.riffle.query.statistics.Adjustment;
import dev.riffle.query.statistics.Mean;
import dev.riffle.query.statistics.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The worked example of docs/semantics.md, "Means per person". */
class MeanComparisonsTest {
  private static final MeanComparisons EXAMPLE =
      MeanComparisons.together(
              List.of(
                  List.of(
                      new Named("free", new Mean(4000, 8000, 80_000, 0, 50)),
                      new Named("premium", new Mean(300, 1500, 22_000, 0, 45)),
                      new Named("trial", new Mean(200, 600, 251_000, 0, 500)),
                      new Named("partner", new Mean(200, 440, 3600, 0, 40)))),
              Adjustment.HOLM)
          .getFirst();

  @Test
  void saysItInPlainWordsAsTheDocumentDoes() throws IOException {
    String document = Files.readString(Path.of("../docs/semantics.md"));

    assertThat(EXAMPLE.compared())
        .extracting(MeanComparison::verdict)
        .containsExactly(Verdict.DIFFERENT, Verdict.INSUFFICIENT_DATA, Verdict.NO_EVIDENCE);
    assertThat(EXAMPLE.compared())
        .extracting(MeanComparison::sentence)
        .allSatisfy(sentence -> assertThat(document).contains("\n- " + sentence + "\n"));
  }

  @Test
  void leavesOutWhatThereIsNot() {
    ObjectMapper mapper = new ObjectMapper().registerModule(new Jdk8Module());
    JsonNode trial = mapper.valueToTree(EXAMPLE.compared().get(1));
    MeanComparisons empty =
        MeanComparisons.together(
                List.of(
                    List.of(
                        new Named("free", new Mean(0, 0, 0, 0, 0)),
                        new Named("premium", new Mean(1, 5, 25, 0, 5)))),
                Adjustment.HOLM)
            .getFirst();

    assertThat(trial.fieldNames())
        .toIterable()
        .containsExactly(
            "name",
            "persons",
            "effectivePersons",
            "mean",
            "standardDeviation",
            "interval",
            "difference",
            "verdict",
            "moreNeeded",
            "sentence");
    assertThat(empty.compared().getFirst().sentence())
        .startsWith("premium: 5 for each of 1 person; free: no persons. Insufficient data");
  }
}
