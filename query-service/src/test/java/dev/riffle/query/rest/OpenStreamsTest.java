package dev.riffle.query.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.project.ProjectId;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import org.junit.jupiter.api.Test;

class OpenStreamsTest {
  private static final ProjectId ONE = new ProjectId(1);
  private static final ProjectId TWO = new ProjectId(2);
  private static final ProjectId THREE = new ProjectId(3);

  private final OpenStreams streams = new OpenStreams(3, 2);

  @Test
  void aProjectHasItsShareAndAllHaveTheWhole() {
    streams.open(ONE);
    streams.open(ONE);
    assertRefused(ONE, "of the project");
    streams.open(TWO);
    assertRefused(TWO, "of all projects");
    assertRefused(THREE, "of all projects");
  }

  @Test
  void aClosedStreamMakesRoom() {
    streams.open(ONE);
    streams.open(ONE);
    streams.close(ONE);
    assertThatCode(() -> streams.open(ONE)).doesNotThrowAnyException();
    assertRefused(ONE, "of the project");
    streams.close(ONE);
    streams.close(ONE);
    streams.open(TWO);
    streams.open(TWO);
    assertThatCode(() -> streams.open(THREE)).doesNotThrowAnyException();
  }

  private void assertRefused(ProjectId project, String words) {
    assertThatThrownBy(() -> streams.open(project))
        .hasMessageContaining(words)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.type()).isEqualTo(ProblemType.TOO_MANY_STREAMS));
  }
}
