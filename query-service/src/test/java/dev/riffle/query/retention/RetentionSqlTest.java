package dev.riffle.query.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.project.ProjectId;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.Watermark;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.question.Retention;
import dev.riffle.query.sql.GroupKey;
import dev.riffle.query.sql.SqlStatement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Golden statements, to be read as a diff. {@code -Dgolden=write} writes them anew, for a person to
 * look at before committing.
 */
class RetentionSqlTest {
  private static final ProjectContext PROJECT =
      new ProjectContext(new ProjectId(7), ZoneId.of("Europe/Budapest"), DayOfWeek.MONDAY);
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "daily-by-plan",
        "first-weeks-of-segments-on-or-after",
        "rolling-brackets-by-current-value",
        "weekly-by-plan-and-segment"
      })
  void statementsAreTheGoldenOnes(String name) throws IOException {
    Retention question = QuestionReader.retention(resource(name + ".json"));

    String text = String.join("\n;\n\n", texts(question)) + "\n";

    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(Path.of("src/test/resources/retention", name + ".sql"), text);
    }
    assertThat(text).isEqualTo(resource(name + ".sql"));
  }

  @Test
  void theTextIsTheSameWhateverTheAskerSays() {
    List<String> expected = texts(question("plain"));
    for (String payload :
        List.of("x'] = '' OR 1=1", "'; DROP TABLE events; --", "{p0:String}", "`project`", "😀")) {
      assertThat(texts(question(payload))).as(payload).isEqualTo(expected);
    }
  }

  @Test
  void everyStatementNamesItsProject() {
    for (SqlStatement statement : statements(question("plain"))) {
      assertThat(statement.text()).contains("WHERE project = {p");
      assertThat(statement.parameters()).containsValue(7L);
    }
  }

  @Test
  void returnsAreBitsAsLongAsANumberHasThem() {
    assertThat(texts(days(7, 54)).getFirst()).contains("bitPositionsToArray");
    assertThat(texts(days(7, 55)).getFirst()).doesNotContain("bitPositionsToArray");
  }

  /** A question of so many cohorts, and so many days after each. */
  private static Retention days(int cohorts, int after) {
    return QuestionReader.retention(
        """
        {"startEvent": {"event": "Signed Up"}, "returnEvent": {}, "unit": "day", "periods": %d,
         "from": "2026-10-01", "to": "2026-10-%02d"}
        """
            .formatted(after, cohorts));
  }

  /** A question with the payload in every field that takes a text. */
  private static Retention question(String payload) {
    return QuestionReader.retention(
        """
        {"startEvent": {"event": "$", "where": {"property": "$", "op": "contains", "values": ["$"]}},
         "returnEvent": {"where": {"property": "$", "of": "user", "mode": "current", "op": "is", "values": ["$"]}},
         "from": "2026-10-24", "to": "2026-10-31",
         "segments": [{"name": "$", "where": {"property": "$", "op": "isNot", "values": ["$"]}}],
         "groupBy": [{"property": "$"}, {"name": "$", "population": {"did": "$"}}]}
        """
            .replace("$", payload));
  }

  private static List<String> texts(Retention question) {
    return statements(question).stream().map(SqlStatement::text).toList();
  }

  private static List<SqlStatement> statements(Retention question) {
    RetentionPlan plan = RetentionPlanner.laidOut(question, PROJECT, true, NOW);
    RetentionSql sql = new RetentionSql(plan, new Watermark(Optional.of(NOW), 0));
    var segment = plan.segments().getFirst();
    List<SqlStatement> statements = new ArrayList<>();
    statements.add(sql.counts(segment, Optional.empty(), 1_000));
    Optional<RetentionCell.Group> group = Optional.empty();
    if (plan.isGrouped()) {
      List<GroupKey> told =
          List.of(new GroupKey(Collections.nCopies(question.groupBy().size(), "value")));
      statements.add(sql.ranking(segment));
      statements.add(sql.counts(segment, Optional.of(told), 1_000));
      group = Optional.of(new RetentionCell.Group(true, told));
    }
    statements.add(
        sql.people(
            new RetentionCell(0, 1, group, Optional.of(new RetentionCell.Reached(1, false)))));
    return statements;
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = RetentionSqlTest.class.getResourceAsStream("/retention/" + name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
