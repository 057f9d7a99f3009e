package dev.riffle.query.paths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.project.ProjectId;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.Watermark;
import dev.riffle.query.question.Paths;
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
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Golden statements, to be read as a diff. {@code -Dgolden=write} writes them anew, for a person to
 * look at before committing.
 */
class PathsSqlTest {
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
          "Ünïcode ✓ 😀");

  @ParameterizedTest
  @ValueSource(strings = {"after-in-session", "before-in-window"})
  void statementsAreTheGoldenOnes(String name) throws IOException {
    String text =
        String.join("\n;\n\n", texts(QuestionReader.paths(resource(name + ".json")), "v"));

    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(Path.of("src/test/resources/paths", name + ".sql"), text + "\n");
    }
    assertThat(text + "\n").isEqualTo(resource(name + ".sql"));
  }

  @Test
  void theTextIsTheSameWhateverTheAskerSays() {
    List<String> expected = texts(question("plain"), "plain");
    for (String payload : PAYLOADS) {
      assertThat(texts(question(payload), payload)).as(payload).isEqualTo(expected);
    }
  }

  /** With the payload in every field that takes a text. */
  private static Paths question(String payload) {
    return QuestionReader.paths(
        """
        {"anchor": {"event": "$", "where": {"property": "$", "op": "is", "values": ["$"]}},
         "where": {"property": "$", "of": "user", "mode": "current", "op": "contains", "values": ["$"]},
         "exclude": ["not $"],
         "segments": [{"name": "$", "where": {"property": "$", "op": "is", "values": ["$"]}}]}
        """
            .replace("$", payload));
  }

  private static List<String> texts(Paths question, String value) {
    LocalRange range =
        LocalRange.of(question.scope().range(), PROJECT.zone(), PROJECT.weekStart(), NOW);
    PathsPlan plan = new PathsPlan(PROJECT, question, range);
    Watermark watermark = new Watermark(Optional.of(NOW), 0);
    PathsSql sql = new PathsSql(plan, watermark);
    List<List<String>> tops = Collections.nCopies(question.depth(), List.of(value));
    Stream<SqlStatement> everybody =
        Stream.of(
            sql.tops(),
            sql.links(tops),
            sql.people(),
            sql.people(new PathsLink(2, Optional.of(value), value), tops));
    Stream<SqlStatement> segments =
        question.segments().stream()
            .map(segment -> new PathsSql(plan, watermark, Optional.of(segment)).links(tops));
    return Stream.concat(everybody, segments).map(SqlStatement::text).toList();
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = PathsSqlTest.class.getResourceAsStream("/paths/" + name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
