package dev.riffle.query.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.project.ProjectId;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.Watermark;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.engine.QueryLimits;
import dev.riffle.query.question.Cell;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.question.Sessions;
import dev.riffle.query.sql.GroupKey;
import dev.riffle.query.sql.SqlStatement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * Golden statements, to be read as a diff. {@code -Dgolden=write} writes them anew, for a person to
 * look at before committing.
 */
class SessionsSqlTest {
  private static final ProjectContext PROJECT =
      new ProjectContext(new ProjectId(7), ZoneId.of("Europe/Budapest"), DayOfWeek.MONDAY);
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final EngineRun NEVER =
      new EngineRun(
          (_, _, _) -> {
            throw new AssertionError("nothing is run here");
          },
          "none",
          new QueryLimits(Duration.ofSeconds(1), 1 << 20, 1));
  private static final Watermark WATERMARK = new Watermark(Optional.of(NOW), 0);

  @Test
  void statementsAreTheGoldenOnes() throws IOException {
    String text = text(statements("premium"));
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(Path.of("src/test/resources/session/sessions.sql"), text);
    }
    try (InputStream stream = SessionsSqlTest.class.getResourceAsStream("/session/sessions.sql")) {
      assertThat(text)
          .isEqualTo(
              new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void theTextIsTheSameWhateverTheAskerSays() {
    for (String payload : List.of("x'] = '' OR 1=1", "'; DROP TABLE events; --", "{p0:String}")) {
      assertThat(text(statements(payload))).isEqualTo(text(statements("plain")));
    }
  }

  @Test
  void bucketThatTheAnswerDoesNotHaveIsRefused() {
    SessionsPeople people =
        new SessionsPeople(
            SessionsPlan.laidOut(question("premium"), PROJECT, true, NOW), WATERMARK, NEVER);
    Cell.OfSessions cell =
        new Cell.OfSessions(
            question("premium"),
            Optional.of("premium"),
            Optional.of(Instant.parse("2026-10-25T00:00:00Z")),
            Optional.empty(),
            false);

    Assertions.assertThatThrownBy(() -> people.of(cell))
        .isInstanceOfSatisfying(
            InvalidQuestion.class,
            e ->
                assertThat(e.faults())
                    .singleElement()
                    .extracting("pointer")
                    .isEqualTo("/cell/bucket"));
  }

  private static List<SqlStatement> statements(String payload) {
    return Stream.of(question(payload), grouped(payload)).flatMap(q -> of(q, payload)).toList();
  }

  private static Stream<SqlStatement> of(Sessions question, String payload) {
    SessionsPlan plan = SessionsPlan.laidOut(question, PROJECT, true, NOW);
    SessionsSql sql = new SessionsSql(plan, WATERMARK);
    var segment = plan.segments().getFirst();
    var day = Optional.of(plan.axis().buckets().get(1));
    if (!plan.isGrouped()) {
      return Stream.of(
          sql.counts(segment, Optional.empty(), 1_000),
          sql.people(new SessionsCell(segment, day, Optional.empty(), true)));
    }
    List<GroupKey> told = List.of(new GroupKey(List.of(payload, "\u0001true")));
    return Stream.of(
        sql.counts(segment, Optional.of(told), 1_000),
        sql.ranking(segment),
        sql.people(
            new SessionsCell(
                segment, day, Optional.of(new SessionsCell.Group(true, told)), false)));
  }

  private static Sessions question(String payload) {
    return QuestionReader.sessions(
        """
        {"from": "2026-10-24", "to": "2026-10-25", "inactivity": "15min",
         "segments": [{"name": "$", "where": {"property": "plan", "of": "user", "op": "is", "values": ["$"]}}]}
        """
            .replace("$", payload));
  }

  private static Sessions grouped(String payload) {
    return QuestionReader.sessions(
        """
        {"from": "2026-10-24", "to": "2026-10-25", "interval": "day",
         "where": {"property": "$", "op": "contains", "values": ["$"]},
         "groupBy": [{"property": "$", "of": "user", "mode": "current"},
           {"name": "$", "where": {"property": "$", "op": "isSet"}}]}
        """
            .replace("$", payload));
  }

  private static String text(List<SqlStatement> statements) {
    return String.join("\n;\n\n", statements.stream().map(SqlStatement::text).toList()) + "\n";
  }
}
