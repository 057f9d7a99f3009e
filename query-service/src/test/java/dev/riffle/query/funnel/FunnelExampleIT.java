package dev.riffle.query.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.riffle.project.ProjectId;
import dev.riffle.query.EngineForTests;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.Watermark;
import dev.riffle.query.answer.FunnelAnswer.FunnelLine;
import dev.riffle.query.answer.FunnelAnswer.FunnelSegment;
import dev.riffle.query.answer.FunnelAnswer.FunnelStep;
import dev.riffle.query.answer.FunnelAnswer.StepTimes;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The example of docs/semantics.md, read from there. */
class FunnelExampleIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-11-03T00:00:00Z");
  private static EngineForTests engine;
  private static List<String> page;

  @BeforeAll
  static void start() throws Exception {
    engine = EngineForTests.start();
    page = Files.readAllLines(Path.of("../docs/semantics.md"));
    List<String> rows = new ArrayList<>();
    for (String line : after("<!-- funnel example: events -->", 2)) {
      int person = line.charAt(0);
      for (String event : line.substring(4).split(", ", -1)) {
        rows.add(
            JSON.createObjectNode()
                .put("project", 1)
                .put("event", event.substring(6))
                .put("kind", "track")
                .put("aid", person)
                .put("uid", person)
                .put("ts", "2026-11-02 " + event.substring(0, 5) + ":00.000")
                .put("received_ts", "2026-11-02 23:59:00.000")
                .put("_offset", rows.size())
                .toString());
      }
    }
    new HistoryWriter(engine.writer()).insert("events", rows);
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  @Test
  void everyRowOfTheTableIsTrue() throws Exception {
    List<String> table = after("<!-- funnel example: questions -->", 3);
    assertThat(table).hasSize(8);
    for (String row : table) {
      String[] cells = row.split("\\|", -1);
      String question = cells[1].strip().replace("`", "");

      List<Long> counts = steps(question).stream().map(FunnelStep::count).toList();

      List<Long> expected =
          Arrays.stream(cells[2].split(",", -1)).map(cell -> Long.valueOf(cell.strip())).toList();
      assertThat(counts).as(question).isEqualTo(expected);
    }
  }

  @Test
  void mediansAreThoseOfTheText() throws Exception {
    assertThat(String.join("\n", page))
        .contains("the median is 10 min.", "the median is 10.5 min.");

    List<FunnelStep> steps = steps("{\"percentiles\": [50]}");

    assertThat(steps.get(1).times())
        .contains(new StepTimes(List.of(600_000.0), List.of(600_000.0)));
    assertThat(steps.get(2).times().orElseThrow().sincePreviousMs()).containsExactly(630_000.0);
  }

  @Test
  void groupsAreThoseOfTheText() throws Exception {
    List<String> table = after("<!-- funnel example: groups -->", 3);
    assertThat(table).hasSize(2);
    for (String row : table) {
      String[] cells = row.split("\\|", -1);
      String question = cells[1].strip().replace("`", "");

      String groups =
          segment(question).groups().stream()
              .map(group -> group.label() + ": " + counts(group.line()))
              .collect(Collectors.joining("; "));

      assertThat(groups).as(question).isEqualTo(cells[2].strip());
    }
  }

  private static String counts(FunnelLine line) {
    return line.steps().stream()
        .map(step -> String.valueOf(step.count()))
        .collect(Collectors.joining(", "));
  }

  private static List<FunnelStep> steps(String more) throws Exception {
    return segment(more).line().steps();
  }

  private static FunnelSegment segment(String more) throws Exception {
    ObjectNode question = (ObjectNode) JSON.readTree(more);
    question.set("steps", JSON.createArrayNode().add("View").add("Cart").add("Buy"));
    question.put("from", "2026-11-02").put("to", "2026-11-02");
    if (!question.has("window")) {
      question.put("window", "12h");
    }
    Map<String, EventEntry> names = new HashMap<>();
    for (String name : List.of("View", "Cart", "Buy", "Support")) {
      names.put(name, new EventEntry(name, 1, NOW, NOW));
    }
    ProjectContext project = new ProjectContext(new ProjectId(1), ZoneOffset.UTC, DayOfWeek.MONDAY);
    FunnelPlan plan =
        FunnelPlanner.plan(
            QuestionReader.funnel(question.toString()),
            project,
            new Catalog(names, Map.of(), Map.of()),
            NOW);
    EngineRun run =
        new EngineRun(engine.reader(), "example-" + more.hashCode(), EngineForTests.LIMITS);
    return new FunnelRun(plan, new Watermark(Optional.of(NOW), 0), run)
        .answer(List.of())
        .segments()
        .getFirst();
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
