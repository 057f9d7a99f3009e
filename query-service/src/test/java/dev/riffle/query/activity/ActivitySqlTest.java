package dev.riffle.query.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.project.ProjectId;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.Watermark;
import dev.riffle.query.question.Lifecycle;
import dev.riffle.query.question.LifecycleState;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.question.Stickiness;
import dev.riffle.query.sql.SqlStatement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Golden statements, to be read as a diff. {@code -Dgolden=write} writes them anew, for a person to
 * look at before committing.
 */
class ActivitySqlTest {
  private static final ProjectContext PROJECT =
      new ProjectContext(new ProjectId(7), ZoneId.of("Europe/Budapest"), DayOfWeek.MONDAY);
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Watermark WATERMARK = new Watermark(Optional.of(NOW), 0);

  private static final String QUESTION =
      """
      {"event": {"event": "$", "where": {"property": "amount", "op": "greater", "values": [1]}},
       "from": "2026-10-24", "to": "2026-10-31", "unit": "week",
       "segments": [{"name": "$", "where": {"property": "plan", "of": "user", "op": "is", "values": ["$"]}}]}
      """;

  @Test
  void statementsOfALifecycleAreTheGoldenOnes() throws IOException {
    compare("lifecycle.sql", lifecycle("Opened"));
  }

  @Test
  void statementsOfAStickinessAreTheGoldenOnes() throws IOException {
    compare("stickiness.sql", stickiness("Opened"));
  }

  @Test
  void theTextIsTheSameWhateverTheAskerSays() {
    for (String payload : List.of("x'] = '' OR 1=1", "'; DROP TABLE events; --", "{p0:String}")) {
      assertThat(text(lifecycle(payload))).isEqualTo(text(lifecycle("plain")));
      assertThat(text(stickiness(payload))).isEqualTo(text(stickiness("plain")));
    }
  }

  private static List<SqlStatement> lifecycle(String payload) {
    Lifecycle question = QuestionReader.lifecycle(QUESTION.replace("$", payload));
    ActivityPlan plan = ActivityPlan.laidOut(question, PROJECT, NOW);
    LifecycleSql sql = new LifecycleSql(plan, WATERMARK);
    var segment = plan.segments().getFirst();
    return List.of(sql.counts(segment), sql.people(segment, 1, LifecycleState.DORMANT));
  }

  private static List<SqlStatement> stickiness(String payload) {
    Stickiness question = QuestionReader.stickiness(QUESTION.replace("$", payload));
    ActivityPlan plan = ActivityPlan.laidOut(question, PROJECT, NOW);
    StickinessSql sql = new StickinessSql(plan, WATERMARK);
    var segment = plan.segments().getFirst();
    return List.of(sql.counts(segment), sql.people(segment, 1, 3, true));
  }

  private static void compare(String name, List<SqlStatement> statements) throws IOException {
    String text = text(statements);
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(Path.of("src/test/resources/activity", name), text);
    }
    try (InputStream stream = ActivitySqlTest.class.getResourceAsStream("/activity/" + name)) {
      assertThat(text)
          .isEqualTo(
              new String(
                  Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static String text(List<SqlStatement> statements) {
    return String.join("\n;\n\n", statements.stream().map(SqlStatement::text).toList()) + "\n";
  }
}
