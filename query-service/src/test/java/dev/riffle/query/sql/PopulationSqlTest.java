package dev.riffle.query.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.project.ProjectId;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.Watermark;
import dev.riffle.query.question.Population;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.time.SegmentTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Golden statements, to be read as a diff. {@code -Dgolden=write} writes them anew, for a person to
 * look at before committing.
 */
class PopulationSqlTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final ProjectContext PROJECT =
      new ProjectContext(new ProjectId(7), ZoneId.of("Europe/Budapest"), DayOfWeek.MONDAY);
  private static final SegmentTime TIME = new SegmentTime(NOW, PROJECT.zone(), PROJECT.weekStart());

  @ParameterizedTest
  @ValueSource(strings = {"tried-export", "everybody-scanned", "in-order", "champions"})
  void statementsAreTheGoldenOnes(String name) throws IOException {
    String text = size(QuestionReader.population(resource(name + ".json")), 0).text() + "\n";

    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(Path.of("src/test/resources/population", name + ".sql"), text);
    }
    assertThat(text).isEqualTo(resource(name + ".sql"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x'] = '' OR 1=1",
        "'; DROP TABLE events; --",
        "\\\\",
        "{p0:String}",
        "`project`",
        "/* */",
        "\\u0001#1",
        "Ünïcode ✓ 😀"
      })
  void whatUsersSayIsNeverPartOfTheText(String payload) {
    String form =
        """
        {"all": [
          {"did": "%1$s", "where": {"property": "%1$s", "op": "is", "values": ["%1$s"]}, "sum": "%1$s", "atLeast": 1},
          {"did": "%1$s", "distinct": "%1$s", "atLeast": 1, "last": "7d"},
          {"sequence": ["%1$s", "%1$s"], "within": "1d", "thenNot": "%1$s"},
          {"property": "%1$s", "op": "is", "values": ["%1$s"], "mode": "current"},
          {"property": "%1$s", "op": "startsWith", "values": ["%1$s"], "mode": "ever"},
          {"changed": "%1$s", "from": ["%1$s"], "to": ["%1$s"]},
          {"rfm": "%1$s", "where": {"property": "%1$s", "op": "is", "values": ["%1$s"]}, "sum": "%1$s", "classes": ["loyal"]},
          {"users": ["%1$s"]}]}
        """;

    assertThat(size(QuestionReader.population(form.formatted(payload)), 0).text())
        .isEqualTo(size(QuestionReader.population(form.formatted("plain")), 0).text());
  }

  @Test
  void onlyNamedEventsSinceTheOldestWindowAreRead() throws IOException {
    String text = size(QuestionReader.population(resource("tried-export.json")), 0).text();

    assertThat(text).contains("AND day >= ").contains("AND kind = 'track' AND event IN ");
    assertThat(size(QuestionReader.population("{\"didNot\": \"A\", \"last\": \"1d\"}"), 0).text())
        .doesNotContain("day >= ")
        .doesNotContain("event IN ");
  }

  @Test
  void pendingCorrectionsAreLookedUp() {
    Population population = QuestionReader.population("{\"did\": \"A\"}");

    assertThat(size(population, 1).text()).contains("FROM restatements\n  WHERE project = {p");
    assertThat(size(population, 0).text()).doesNotContain("restatements");
  }

  private static SqlStatement size(Population population, long pending) {
    return new MemberRows(PROJECT, new Watermark(Optional.of(NOW), pending)).size(population, TIME);
  }

  private static String resource(String name) throws IOException {
    try (InputStream file = PopulationSqlTest.class.getResourceAsStream("/population/" + name)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
