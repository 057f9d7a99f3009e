package dev.riffle.ingest.collect.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {
  @ParameterizedTest
  @EnumSource
  void everyProblemHasAPageThatTellsItsStatus(Problem problem) throws IOException {
    assertThat(Files.readString(Path.of("..", problem.page())))
        .startsWith("# " + problem.code() + "\n\nStatus " + problem.status())
        .contains("Worth retrying: " + (problem.retryable() ? "yes" : "no"));
  }

  @ParameterizedTest
  @EnumSource
  void onlyTroubleOfOursIsLoggedAndOnlyWhatTimeHealsIsWorthRetrying(Problem problem) {
    boolean ours = problem.status() >= 500 && problem != Problem.BODY_TIMEOUT;

    assertThat(problem.logLevel().compareTo(System.Logger.Level.WARNING) >= 0).isEqualTo(ours);
    assertThat(problem.retryable()).isEqualTo(problem.status() >= 500 || problem.status() == 429);
  }
}
