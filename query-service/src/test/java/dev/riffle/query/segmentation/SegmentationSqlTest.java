package dev.riffle.query.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.project.ProjectId;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.Watermark;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.question.Segmentation;
import dev.riffle.query.sql.GroupKey;
import dev.riffle.query.sql.SqlStatement;
import dev.riffle.query.time.LocalRange;
import dev.riffle.query.time.TimeAxis;
import dev.riffle.query.time.WindowAxis;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
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
class SegmentationSqlTest {
  private static final ProjectContext PROJECT =
      new ProjectContext(new ProjectId(7), ZoneId.of("Europe/Budapest"), DayOfWeek.MONDAY);
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private static final List<String> PAYLOADS =
      List.of(
          "plain",
          "x'] = '' OR 1=1",
          "'; DROP TABLE events; --",
          "\\",
          "\\'",
          "{p0:String}",
          "{p1:Identifier}",
          "`project`",
          "\" OR \"\"=\"",
          "/* */",
          "\n\t\u0007",
          "\u0001#1",
          "Ünïcode ✓ 😀",
          "%s ? $1 :name");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "daily-uniques-by-plan",
        "active-percent-of-segments",
        "groups-of-current-values",
        "groups-of-members",
        "measures-of-a-property",
        "measures-over-persons",
        "rolling-uniques-of-second-orders"
      })
  void statementsAreTheGoldenOnes(String name) throws IOException {
    Segmentation question = QuestionReader.segmentation(resource(name + ".json"));

    String text =
        String.join("\n;\n\n", statements(question, 0).stream().map(SqlStatement::text).toList());

    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(Path.of("src/test/resources/segmentation", name + ".sql"), text + "\n");
    }
    assertThat(text + "\n").isEqualTo(resource(name + ".sql"));
  }

  @Test
  void pendingCorrectionsAreLookedUpInEveryStatement() throws IOException {
    Segmentation question = QuestionReader.segmentation(resource("groups-of-current-values.json"));

    for (SqlStatement statement : statements(question, 1)) {
      assertThat(statement.text()).contains("aid, owners FROM restatements\n  WHERE project = {p");
    }
    for (SqlStatement statement : statements(question, 0)) {
      assertThat(statement.text()).doesNotContain("restatements");
    }
  }

  @Test
  void theTextIsTheSameWhateverTheAskerSays() {
    List<String> expected = texts(question("plain"));
    for (String payload : PAYLOADS) {
      assertThat(texts(question(payload))).as(payload).isEqualTo(expected);
    }
  }

  @Test
  void everyStatementNamesItsProjectFirst() {
    for (SqlStatement statement : statements(question("plain"), 0)) {
      assertThat(statement.text()).contains("WHERE project = {p");
      assertThat(statement.parameters()).containsValue(7L);
    }
  }

  /** A question with the payload in every field that takes a text. */
  private static Segmentation question(String payload) {
    String text = payload.replace("\\", "\\\\").replace("\"", "\\\"");
    text = text.replace("\n", "\\n").replace("\t", "\\t").replace("\u0007", "\\u0007");
    text = text.replace("\u0001", "\\u0001");
    return QuestionReader.segmentation(
        """
        {"events": [{"event": "$", "where": {"property": "$", "op": "contains", "values": ["$", "$"]}}],
         "measures": ["uniques", {"measure": "sum", "property": "$", "as": "$"},
           {"measure": "distinct", "property": "$", "of": "user", "perUser": "p90"}],
         "from": "2026-10-01", "to": "2026-10-31",
         "where": {"any": [
           {"property": "$", "of": "user", "mode": "current", "op": "is", "values": ["$", 1, true]},
           {"not": {"property": "$", "op": "startsWith", "values": ["$"]}}]},
         "segments": [{"name": "$", "where": {"property": "$", "of": "user", "op": "isNot", "values": ["$"]}}],
         "groupBy": [{"property": "$"}, {"property": "$", "of": "user", "mode": "current"},
           {"name": "$", "where": {"property": "$", "op": "is", "values": ["$"]}}]}
        """
            .replace("$", text));
  }

  private static List<String> texts(Segmentation question) {
    return statements(question, 0).stream().map(SqlStatement::text).toList();
  }

  private static List<SqlStatement> statements(Segmentation question, long pending) {
    LocalRange range =
        LocalRange.of(question.scope().range(), PROJECT.zone(), PROJECT.weekStart(), NOW);
    TimeAxis axis = TimeAxis.of(range, question.interval(), PROJECT.weekStart()).orElseThrow();
    SegmentationPlan plan =
        new SegmentationPlan(
            PROJECT,
            question,
            range,
            axis,
            question
                .window()
                .flatMap(wide ->
                    WindowAxis.of(wide, range, axis, question.interval(), PROJECT.weekStart())),
            Optional.empty(),
            true);
    SegmentationSql sql = new SegmentationSql(plan, new Watermark(Optional.of(NOW), pending));
    SegmentationPlan.LinePlan line = plan.lines().getLast();
    List<SqlStatement> statements = new ArrayList<>();
    statements.add(sql.line(line, Optional.empty(), 1_000));
    if (plan.window().isPresent()) {
      statements.add(sql.windowed().line(line, Optional.empty(), 1_000));
    }
    if (!plan.personMeasures().isEmpty()) {
      statements.add(sql.personLine(line, Optional.empty(), 1_000));
    }
    if (plan.isGrouped()) {
      List<String> values = question.groupBy().stream().map(_ -> "value").toList();
      statements.add(sql.ranking(line));
      statements.add(sql.line(line, Optional.of(List.of(new GroupKey(values))), 1_000));
    }
    if (!plan.meanMeasures().isEmpty()) {
      statements.add(sql.means(line));
    }
    if (!question.segments().isEmpty()) {
      statements.add(sql.sizes());
    }
    return statements;
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream =
        SegmentationSqlTest.class.getResourceAsStream("/segmentation/" + name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
