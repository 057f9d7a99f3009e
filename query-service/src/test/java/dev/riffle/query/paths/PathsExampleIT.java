package dev.riffle.query.paths;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.riffle.project.ProjectId;
import dev.riffle.query.EngineForTests;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.Watermark;
import dev.riffle.query.answer.PathsAnswer;
import dev.riffle.query.answer.PathsAnswer.SegmentPaths;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.Paths;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.reference.HistoryWriter;
import dev.riffle.query.time.LocalRange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The example of docs/semantics.md, read from there. */
class PathsExampleIT {
  private static final Pattern EVENT = Pattern.compile("([0-9:]{5})(?:\\[([0-9]+)])? ([A-Za-z]+)");
  private static final Instant NOW = Instant.parse("2026-11-03T00:00:00Z");

  /** Which of its events have the property of that name. */
  private static final Set<String> LATE = Set.of("09:20 View", "11:10 View");

  private static EngineForTests engine;
  private static List<String> page;

  @BeforeAll
  static void start() throws Exception {
    engine = EngineForTests.start();
    page = Files.readAllLines(Path.of("../docs/semantics.md"));
    List<String> rows = new ArrayList<>();
    for (String line : after("<!-- paths example: events -->", 2)) {
      Matcher event = EVENT.matcher(line);
      while (event.find()) {
        rows.add(row(line.charAt(0), event, rows.size()).toString());
      }
    }
    assertThat(rows).hasSize(13);
    new HistoryWriter(engine.writer()).insert("events", rows);
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  private static ObjectNode row(char person, Matcher event, int offset) {
    ObjectNode row =
        new ObjectMapper()
            .createObjectNode()
            .put("project", 1)
            .put("event", event.group(3))
            .put("kind", "track")
            .put("aid", person)
            .put("uid", person)
            .put("session_id", event.group(2) == null ? "" : event.group(2))
            .put("ts", "2026-11-02 " + event.group(1) + ":00.000")
            .put("received_ts", "2026-11-02 23:59:00.000")
            .put("_offset", offset);
    if (LATE.contains(event.group(1) + " " + event.group(3))) {
      row.putObject("text").put("late", "yes");
    }
    return row;
  }

  @Test
  void linksAreThoseOfTheTables() {
    Paths question =
        QuestionReader.paths(
            """
            {"anchor": "View", "depth": 2, "from": "2026-11-02", "to": "2026-11-02",
             "segments": [{"name": "late", "where": {"property": "late", "op": "isSet"}}]}
            """);
    ProjectContext project = new ProjectContext(new ProjectId(1), ZoneOffset.UTC, DayOfWeek.MONDAY);
    LocalRange range =
        LocalRange.of(question.scope().range(), project.zone(), project.weekStart(), NOW);
    EngineRun run = new EngineRun(engine.reader(), "paths-example", EngineForTests.LIMITS);

    PathsAnswer answer =
        new PathsRun(
                new PathsPlan(project, question, range), new Watermark(Optional.of(NOW), 0), run)
            .answer(List.of());

    assertThat(answer.persons()).isEqualTo(4);
    assertThat(table(answer.nodes(), answer.links()))
        .containsExactlyInAnyOrderElementsOf(after("<!-- paths example: links -->", 3));
    SegmentPaths late = answer.segments().getFirst();
    assertThat(late.persons()).isEqualTo(2);
    assertThat(table(late.nodes(), late.links()))
        .containsExactlyInAnyOrderElementsOf(after("<!-- paths example: segment -->", 3));
  }

  private static List<String> table(List<PathsAnswer.Node> nodes, List<PathsAnswer.Link> links) {
    return links.stream()
        .map(link -> {
          PathsAnswer.Node target = nodes.get(link.target());
          return "| %d | %s | %s | %d |"
              .formatted(
                  target.step(), nodes.get(link.source()).label(), target.label(), link.persons());
        })
        .toList();
  }

  /** The lines from so many after the marker to the end of the block or table. */
  private static List<String> after(String marker, int skipped) {
    return page.stream()
        .dropWhile(line -> !line.equals(marker))
        .skip(skipped)
        .takeWhile(line -> !line.isBlank() && !line.startsWith("```"))
        .toList();
  }
}
