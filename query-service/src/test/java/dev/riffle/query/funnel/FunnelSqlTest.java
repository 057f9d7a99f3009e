package dev.riffle.query.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.project.ProjectId;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.Watermark;
import dev.riffle.query.question.Funnel;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.question.Segment;
import dev.riffle.query.sql.SqlStatement;
import dev.riffle.query.time.LocalRange;
import dev.riffle.query.time.TimeAxis;
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
class FunnelSqlTest {
  private static final ProjectContext PROJECT =
      new ProjectContext(new ProjectId(7), ZoneId.of("Europe/Budapest"), DayOfWeek.MONDAY);
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private static final List<String> PAYLOADS =
      List.of(
          "x'] = '' OR 1=1",
          "'; DROP TABLE events; --",
          "\\\\'",
          "{p0:String}",
          "`project` /* */",
          "\\n\\t\\u0001",
          "Ünïcode ✓ 😀",
          "%s ? $1 :name");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "broken-down-with-times",
        "exact-of-one-event",
        "any-order-totals",
        "distinct-steps-by-plan",
        "by-segment"
      })
  void statementsAreTheGoldenOnes(String name) throws IOException {
    Funnel question = QuestionReader.funnel(resource(name + ".json"));

    String text =
        String.join("\n;\n\n", statements(question).stream().map(SqlStatement::text).toList());

    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(Path.of("src/test/resources/funnel", name + ".sql"), text + "\n");
    }
    assertThat(text + "\n").isEqualTo(resource(name + ".sql"));
  }

  @Test
  void theTextIsTheSameWhateverTheAskerSays() {
    List<String> expected = texts("plain");
    for (String payload : PAYLOADS) {
      assertThat(texts(payload)).as(payload).isEqualTo(expected);
    }
  }

  @Test
  void onlyWhatTheEnginesFunctionCountsExactlyIsAskedOfIt() {
    String plain = "\"steps\": [\"a\", \"b\"]";

    assertThat(usesEngineFunction("{" + plain + "}")).isTrue();
    assertThat(usesEngineFunction("{" + plain + ", \"segments\": [{\"name\": \"x\"}]}")).isTrue();
    assertThat(usesEngineFunction("{\"steps\": [\"a\", \"b\", \"a\"]}")).isFalse();
    for (String more :
        List.of(
            "\"order\": \"any\"",
            "\"order\": \"exact\"",
            "\"entry\": \"first\"",
            "\"counting\": \"totals\"",
            "\"exclusions\": [{\"event\": \"c\"}]",
            "\"hold\": [{\"property\": \"p\"}]",
            "\"breakdown\": {\"property\": \"p\"}",
            "\"interval\": \"day\"",
            "\"percentiles\": [50]")) {
      assertThat(usesEngineFunction("{" + plain + ", " + more + "}")).as(more).isFalse();
    }
  }

  private static boolean usesEngineFunction(String json) {
    return statements(QuestionReader.funnel(json)).stream()
        .allMatch(statement -> statement.text().contains("windowFunnel"));
  }

  /** Of a question with the payload in every field that takes a text. */
  private static List<String> texts(String payload) {
    String json =
        """
        {"steps": [{"event": "$", "where": {"property": "$", "op": "is", "values": ["$"]}}, "$", "b$"],
         "exclusions": [{"event": "$", "where": {"property": "$", "op": "contains", "values": ["$"]}}],
         "where": {"property": "$", "of": "user", "mode": "current", "op": "is", "values": ["$", 1]},
         "segments": [{"name": "$", "where": {"property": "$", "op": "isNot", "values": ["$"]}}],
         "hold": [{"property": "$"}], "percentiles": [50],
         "breakdown": {"property": "$", "of": "user"}}
        """
            .replace("$", payload);
    return statements(QuestionReader.funnel(json)).stream().map(SqlStatement::text).toList();
  }

  private static List<SqlStatement> statements(Funnel question) {
    LocalRange range =
        LocalRange.of(question.scope().range(), PROJECT.zone(), PROJECT.weekStart(), NOW);
    TimeAxis axis = TimeAxis.of(range, question.interval(), PROJECT.weekStart()).orElseThrow();
    FunnelPlan plan = new FunnelPlan(PROJECT, question, range, axis, true);
    FunnelSql sql = new FunnelSql(plan, new Watermark(Optional.of(NOW), 0));
    Optional<Segment> segment = plan.lines().getLast();
    List<SqlStatement> statements = new ArrayList<>();
    statements.add(sql.counts(segment, Optional.empty(), 1_000));
    if (question.breakdown().isPresent()) {
      statements.add(sql.ranking(segment));
      statements.add(sql.counts(segment, Optional.of(List.of("value")), 1_000));
    }
    if (!question.percentiles().isEmpty()) {
      statements.add(sql.times(segment, List.of("value")));
    }
    Optional<FunnelCell.Group> other =
        question.breakdown().map(_ -> new FunnelCell.Group.Other(List.of("value")));
    statements.add(sql.people(new FunnelCell(segment, other, Optional.empty(), 2, true)));
    return statements;
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = FunnelSqlTest.class.getResourceAsStream("/funnel/" + name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
