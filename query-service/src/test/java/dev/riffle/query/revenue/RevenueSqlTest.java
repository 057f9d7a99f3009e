package dev.riffle.query.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.project.ProjectId;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.Watermark;
import dev.riffle.query.question.QuestionReader;
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
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * Golden statements, to be read as a diff. {@code -Dgolden=write} writes them anew, for a person to
 * look at before committing.
 */
class RevenueSqlTest {
  private static final ProjectContext PROJECT =
      new ProjectContext(new ProjectId(7), ZoneId.of("Europe/Budapest"), DayOfWeek.MONDAY);
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void statementsAreTheGoldenOnes() throws IOException {
    String text = text(statements("premium"));
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(Path.of("src/test/resources/revenue/revenue.sql"), text);
    }
    try (InputStream stream = RevenueSqlTest.class.getResourceAsStream("/revenue/revenue.sql")) {
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

  private static List<SqlStatement> statements(String payload) {
    RevenuePlan plan =
        RevenuePlan.laidOut(
            QuestionReader.revenue(
                """
                {"event": {"event": "$", "where": {"property": "$", "op": "isSet"}}, "property": "$",
                 "from": "2026-10-24", "to": "2026-10-25", "days": 7,
                 "segments": [{"name": "$", "where": {"property": "plan", "of": "user", "op": "is", "values": ["$"]}}]}
                """
                    .replace("$", payload)),
            PROJECT,
            NOW);
    RevenueSql sql = new RevenueSql(plan, new Watermark(Optional.of(NOW), 0));
    var segment = plan.segments().getFirst();
    return List.of(sql.counts(segment), sql.people(segment, OptionalInt.of(3), true));
  }

  private static String text(List<SqlStatement> statements) {
    return String.join("\n;\n\n", statements.stream().map(SqlStatement::text).toList()) + "\n";
  }
}
