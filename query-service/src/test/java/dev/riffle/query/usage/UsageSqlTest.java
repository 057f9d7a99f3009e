package dev.riffle.query.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.project.ProjectId;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.Watermark;
import dev.riffle.query.question.FeatureUsage;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.sql.SqlStatement;
import dev.riffle.query.time.LocalRange;
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
class UsageSqlTest {
  private static final ProjectContext PROJECT =
      new ProjectContext(new ProjectId(7), ZoneId.of("Europe/Budapest"), DayOfWeek.MONDAY);
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void statementsByValuesAreTheGoldenOnes() throws IOException {
    compare("by-values.sql", byValues("plan", "free"));
  }

  @Test
  void statementsBySegmentsAreTheGoldenOnes() throws IOException {
    compare("by-segments.sql", bySegments("plan"));
  }

  @Test
  void theTextIsTheSameWhateverTheAskerSays() {
    for (String payload : List.of("x'] = '' OR 1=1", "'; DROP TABLE events; --", "{p0:String}")) {
      assertThat(text(byValues(payload, payload))).isEqualTo(text(byValues("team", "free")));
      assertThat(text(bySegments(payload))).isEqualTo(text(bySegments("team")));
    }
  }

  private static List<SqlStatement> byValues(String property, String value) {
    FeatureUsage question =
        QuestionReader.featureUsage(
            """
            {"by": "$", "from": "2026-10-24", "to": "2026-10-25", "top": 2,
             "where": {"property": "country", "of": "user", "op": "is", "values": ["$"]}}
            """
                .replace("$", property));
    UsageSql sql = sql(question);
    List<String> values = List.of(value, "");
    return List.of(
        sql.ranking(property),
        sql.uses(new UsageColumns.OfValues(values)),
        sql.people(Optional.of(value), Optional.of(sql.hasValue(property, values, true))));
  }

  private static List<SqlStatement> bySegments(String property) {
    FeatureUsage question =
        QuestionReader.featureUsage(
            """
            {"segments": [
               {"name": "$", "where": {"property": "$", "of": "user", "op": "is", "values": ["$"]}},
               {"name": "Everybody"}],
             "from": "2026-10-24", "to": "2026-10-25"}
            """
                .replace("$", property));
    UsageSql sql = sql(question);
    return List.of(
        sql.uses(new UsageColumns.OfSegments(List.of(property, "Everybody"))),
        sql.people(Optional.empty(), Optional.of(sql.meets(question.segments().getFirst()))));
  }

  private static UsageSql sql(FeatureUsage question) {
    LocalRange range =
        LocalRange.of(question.scope().range(), PROJECT.zone(), PROJECT.weekStart(), NOW);
    return new UsageSql(
        new UsagePlan(PROJECT, question, range), new Watermark(Optional.of(NOW), 0));
  }

  private static void compare(String name, List<SqlStatement> statements) throws IOException {
    String text = text(statements);
    if ("write".equals(System.getProperty("golden"))) {
      Path file = Path.of("src/test/resources/usage", name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    try (InputStream stream = UsageSqlTest.class.getResourceAsStream("/usage/" + name)) {
      assertThat(text)
          .isEqualTo(
              new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static String text(List<SqlStatement> statements) {
    return String.join("\n;\n\n", statements.stream().map(SqlStatement::text).toList()) + "\n";
  }
}
