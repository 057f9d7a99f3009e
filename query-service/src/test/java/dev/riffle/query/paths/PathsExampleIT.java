package dev.riffle.query.paths;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.riffle.project.ProjectId;
import dev.riffle.query.EngineForTests;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.Watermark;
import dev.riffle.query.answer.PathsAnswer;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.catalog.EventEntry;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.reference.HistoryWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The example of docs/semantics.md, read from there. */
class PathsExampleIT {
  private static final Pattern EVENT = Pattern.compile("([0-9:]{5})(?:\\[([0-9]+)])? ([A-Za-z]+)");
  private static final Instant NOW = Instant.parse("2026-11-03T00:00:00Z");
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
        rows.add(
            new ObjectMapper()
                .createObjectNode()
                .put("project", 1)
                .put("event", event.group(3))
                .put("kind", "track")
                .put("aid", line.charAt(0))
                .put("uid", line.charAt(0))
                .put("session_id", event.group(2) == null ? "" : event.group(2))
                .put("ts", "2026-11-02 " + event.group(1) + ":00.000")
                .put("received_ts", "2026-11-02 23:59:00.000")
                .put("_offset", rows.size())
                .toString());
      }
    }
    assertThat(rows).hasSize(13);
    new HistoryWriter(engine.writer()).insert("events", rows);
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  @Test
  void linksAreThoseOfTheTable() {
    PathsPlan plan =
        PathsPlan.of(
            QuestionReader.paths(
                "{\"anchor\": \"View\", \"depth\": 2, \"from\": \"2026-11-02\", \"to\":"
                    + " \"2026-11-02\"}"),
            new ProjectContext(new ProjectId(1), ZoneOffset.UTC, DayOfWeek.MONDAY),
            new Catalog(Map.of("View", new EventEntry("View", 1, NOW, NOW)), Map.of(), Map.of()),
            NOW);
    EngineRun run = new EngineRun(engine.reader(), "paths-example", EngineForTests.LIMITS);

    PathsAnswer answer =
        new PathsRun(plan, new Watermark(Optional.of(NOW), 0), run).answer(List.of());

    assertThat(answer.persons()).isEqualTo(4);
    assertThat(answer.links())
        .extracting(link -> {
          PathsAnswer.Node target = answer.nodes().get(link.target());
          return "| %d | %s | %s | %d |"
              .formatted(
                  target.step(),
                  answer.nodes().get(link.source()).label(),
                  target.label(),
                  link.persons());
        })
        .containsExactlyInAnyOrderElementsOf(after("<!-- paths example: links -->", 3));
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
