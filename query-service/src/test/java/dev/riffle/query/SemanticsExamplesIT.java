package dev.riffle.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.riffle.project.ProjectId;
import dev.riffle.query.answer.ComparedPeriod;
import dev.riffle.query.answer.MeasureComparisons;
import dev.riffle.query.answer.SegmentationAnswer;
import dev.riffle.query.answer.SeriesAnswer;
import dev.riffle.query.answer.Values;
import dev.riffle.query.catalog.StoredCatalogs;
import dev.riffle.query.engine.ResultCache;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.question.Segmentation;
import dev.riffle.query.reference.HistoryWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The worked examples of docs/semantics.md are what the engine answers. */
class SemanticsExamplesIT {
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());
  private static final ProjectContext PROJECT =
      new ProjectContext(new ProjectId(1), ZoneOffset.UTC, DayOfWeek.MONDAY);

  private static EngineForTests engine;
  private static Analyst analyst;
  private static List<String> lines;

  @BeforeAll
  static void start() throws Exception {
    engine = EngineForTests.start();
    analyst =
        new Analyst(
            engine.reader(),
            new StoredCatalogs(
                engine.reader(), () -> UUID.randomUUID().toString(), EngineForTests.LIMITS),
            InstantSource.system(),
            () -> UUID.randomUUID().toString(),
            EngineForTests.LIMITS,
            ResultCache.none());
    lines = Files.readAllLines(Path.of("../docs/semantics.md"));
    store(table("| person | event |"));
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  @Test
  void measuresAreAsInTheExample() throws Exception {
    List<List<String>> rows = table("| measure | whole range |");

    assertThat(rows).hasSizeGreaterThan(10);
    for (List<String> row : rows) {
      String measure = row.get(0).replace("`", "");
      SegmentationAnswer answer =
          analyst.answer(PROJECT, question("\"measures\": [" + measure + "]"));
      var line = answer.series().getFirst().line();
      String key =
          QuestionReader.segmentation("{\"events\": [\"Order\"], \"measures\": [" + measure + "]}")
              .measures()
              .getFirst()
              .key();

      assertThat(List.of(number(line.total(), key))).as(measure).isEqualTo(numbers(row.get(1)));
      assertThat(line.points().stream().map(values -> number(values, key)).toList())
          .as(measure)
          .isEqualTo(numbers(row.get(2)));
    }
  }

  @Test
  void formulasWindowsAndNthAreAsInTheExample() throws Exception {
    List<List<String>> rows = table("| series | fields |");

    assertThat(rows).hasSizeGreaterThan(5);
    for (List<String> row : rows) {
      Segmentation question =
          QuestionReader.segmentation(
              "{\"events\": [%s], \"from\": \"2026-11-02\", \"to\": \"2026-11-04\", %s}"
                  .formatted(row.get(0).replace("`", ""), row.get(1).replace("`", "")));
      SegmentationAnswer answer = analyst.answer(PROJECT, question);
      boolean formula = !question.formulas().isEmpty();
      var line = formula ? answer.formulas().getFirst().line() : answer.series().getFirst().line();
      String key = formula ? "value" : question.measures().getFirst().key();

      assertThat(List.of(number(line.total(), key)))
          .as(row.toString())
          .isEqualTo(numbers(row.get(2)));
      assertThat(line.points().stream().map(values -> number(values, key)).toList())
          .as(row.toString())
          .isEqualTo(numbers(row.get(3)));
    }
  }

  @Test
  void earlierDaysAreAsInTheExample() throws Exception {
    List<List<String>> rows = table("| days | compareTo |");

    assertThat(rows).hasSizeGreaterThan(4);
    for (List<String> row : rows) {
      String[] days = row.get(0).split(" to ", -1);
      SegmentationAnswer answer =
          analyst.answer(
              PROJECT,
              QuestionReader.segmentation(
                  ("{\"events\": [\"Order\"], \"measures\": [\"totals\"], \"from\": \"%s\", \"to\": \"%s\","
                          + " \"compareTo\": %s}")
                      .formatted(
                          days[0],
                          days[1],
                          row.get(1)
                              .replaceFirst("`(.*?)`", "\"$1\"")
                              .replace(" with", ",")
                              .replace("`", ""))));
      ComparedPeriod earlier = answer.comparedTo().orElseThrow();

      assertThat(totals(answer.series().getFirst()))
          .as(row.toString())
          .isEqualTo(numbers(row.get(2)));
      assertThat(earlier.range().from() + " to " + earlier.range().to()).isEqualTo(row.get(3));
      assertThat(totals(earlier.series().getFirst()))
          .as(row.toString())
          .isEqualTo(numbers(row.get(4)));
    }
  }

  @Test
  void groupsAreAsInTheExample() throws Exception {
    List<List<String>> rows = table("| groupBy | groups |");

    assertThat(rows).hasSize(3);
    for (List<String> row : rows) {
      SegmentationAnswer answer =
          analyst.answer(PROJECT, question("\"groupBy\": [" + row.get(0).replace("`", "") + "]"));

      assertThat(
              answer.series().getFirst().groups().stream()
                  .map(group -> group.label() + ": " + group.line().total().uniques().getAsLong())
                  .collect(Collectors.joining("; ")))
          .isEqualTo(row.get(1));
    }
  }

  @Test
  void meansSideBySideAreAsInTheExample() throws Exception {
    List<List<String>> rows = table("| judged measure | segment |");

    assertThat(rows).hasSizeGreaterThan(3);
    Map<String, List<List<String>>> byMeasure =
        rows.stream().collect(Collectors.groupingBy(row -> row.getFirst().replace("`", "")));
    for (Map.Entry<String, List<List<String>>> measure : byMeasure.entrySet()) {
      String segments =
          measure.getValue().stream()
              .map(row -> row.get(1).replace("`", ""))
              .collect(Collectors.joining(", "));
      SegmentationAnswer answer =
          analyst.answer(
              PROJECT,
              question(
                  "\"measures\": [%s], \"segments\": [%s]".formatted(measure.getKey(), segments)));
      MeasureComparisons means = answer.meanComparisons().getFirst();

      List<List<String>> judged = new ArrayList<>();
      judged.add(cells(JSON.valueToTree(means.baseline()), "baseline"));
      means
          .compared()
          .forEach(each -> judged.add(cells(JSON.valueToTree(each), each.verdict().wire())));
      assertThat(judged)
          .as(measure.getKey())
          .isEqualTo(measure.getValue().stream().map(row -> row.subList(2, row.size())).toList());
    }
  }

  private static List<String> cells(JsonNode mean, String verdict) {
    List<String> cells = new ArrayList<>();
    for (String field : List.of("persons", "effectivePersons", "mean", "standardDeviation")) {
      cells.add(mean.has(field) ? mean.get(field).asText() : "-");
    }
    cells.add(verdict);
    return cells;
  }

  private static List<String> totals(SeriesAnswer series) {
    return series.line().points().stream().map(values -> number(values, "totals")).toList();
  }

  private static Segmentation question(String fields) {
    return QuestionReader.segmentation(
        "{\"events\": [\"Order\"], \"from\": \"2026-11-02\", \"to\": \"2026-11-04\", "
            + fields
            + "}");
  }

  /** A dash when absent; the number, or the list, as JSON. */
  private static String number(Values values, String key) {
    JsonNode number = JSON.valueToTree(values).path(key);
    return number.isMissingNode() ? "-" : plain(number);
  }

  private static List<String> numbers(String cell) throws IOException {
    List<String> numbers = new ArrayList<>();
    for (JsonNode number : JSON.readTree("[" + cell.replaceAll("-(?![0-9])", "\"-\"") + "]")) {
      numbers.add(plain(number));
    }
    return numbers;
  }

  private static String plain(JsonNode number) {
    return number.isNumber()
        ? String.valueOf(number.doubleValue())
        : number.toString().replace("\"", "");
  }

  /** The rows below the first table head that begins so. */
  private static List<List<String>> table(String head) {
    List<List<String>> rows = new ArrayList<>();
    int at = 0;
    while (!lines.get(at).startsWith(head)) {
      at++;
    }
    for (at += 2; lines.get(at).startsWith("|"); at++) {
      String row = lines.get(at).substring(1, lines.get(at).length() - 1);
      rows.add(Arrays.stream(row.split("\\|", -1)).map(String::strip).toList());
    }
    return rows;
  }

  private static void store(List<List<String>> events) throws Exception {
    List<String> rows = new ArrayList<>();
    for (List<String> event : events) {
      int person = "abcd".indexOf(event.get(0).charAt(0)) + 1;
      ObjectNode row = JSON.createObjectNode();
      row.put("project", 1)
          .put("event", event.get(1))
          .put("kind", "track")
          .put("aid", person)
          .put("uid", person)
          .put("ts", event.get(2) + ":00")
          .put("received_ts", event.get(2) + ":01")
          .put("_offset", rows.size());
      String amount = event.get(3);
      if (amount.startsWith("\"")) {
        row.putObject("text").put("amount", amount.replace("\"", ""));
      } else if (!amount.isEmpty()) {
        row.putObject("number").put("amount", Double.parseDouble(amount));
      }
      rows.add(row.toString());
    }
    HistoryWriter writer = new HistoryWriter(engine.writer());
    writer.insert("events", rows);
    writer.insert(
        "catalog",
        List.of(
            "{\"project\": 1, \"entry\": \"event\", \"name\": \"Order\", \"occurrences\": 1}",
            "{\"project\": 1, \"entry\": \"event\", \"name\": \"Visit\", \"occurrences\": 1}",
            "{\"project\": 1, \"entry\": \"event_property\", \"name\": \"amount\", \"detail\":"
                + " \"number\"}"));
  }
}
