package dev.riffle.query.reference;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyValue;
import dev.riffle.project.ProjectId;
import dev.riffle.query.ProjectContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An example of docs/semantics.md: who did what, questions about it, and their answers. It stands
 * between {@code <!-- example: name -->} and {@code <!-- end of example -->}: a table of events,
 * then by turns a question in JSON and the table of its answer.
 *
 * @param events the project's events, in UTC, received as they happened
 * @param questions the JSON of each question and the rows of its answer, heading included
 */
public record WorkedExample(History events, Map<String, List<List<String>>> questions) {
  private static final Path TEXT = Path.of("../docs/semantics.md");

  /** Begins the columns that are properties of the user at the event; others are the event's. */
  private static final String USER = "user ";

  /** Reads the example of this name, to stand in a project of this number. */
  public static WorkedExample of(String name, int project) throws IOException {
    Matcher found =
        Pattern.compile(
                "<!-- example: " + name + " -->(.*?)<!-- end of example -->", Pattern.DOTALL)
            .matcher(Files.readString(TEXT));
    if (!found.find()) {
      throw new AssertionError("no example " + name);
    }
    String[] parts = found.group(1).split("```", -1);
    Map<String, List<List<String>>> questions = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i += 2) {
      questions.put(parts[i].replaceFirst("json", ""), table(parts[i + 1]));
    }
    return new WorkedExample(history(project, table(parts[0])), questions);
  }

  private static History history(int project, List<List<String>> rows) {
    List<String> heading = rows.getFirst();
    List<String> names = new ArrayList<>();
    List<TestEvent> events = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      Map<String, String> cells = new HashMap<>();
      for (int i = 0; i < row.size(); i++) {
        cells.put(heading.get(i), row.get(i));
      }
      String person = cells.getOrDefault("person", "");
      if (!names.contains(person)) {
        names.add(person);
      }
      int number = names.indexOf(person) + 1;
      Instant time = Instant.parse(cells.get("time") + ":00Z");
      events.add(
          new TestEvent(
              EventKind.TRACK,
              cells.getOrDefault("event", ""),
              number,
              number,
              number,
              time,
              time,
              properties(ofEvent(cells)),
              properties(ofUser(cells)),
              cells.getOrDefault("session", "")));
    }
    ProjectContext context =
        new ProjectContext(new ProjectId(project), ZoneOffset.UTC, DayOfWeek.MONDAY);
    return new History(context, events, List.of(), Map.of());
  }

  private static Map<String, String> ofEvent(Map<String, String> cells) {
    Map<String, String> properties = new HashMap<>(cells);
    properties
        .keySet()
        .removeIf(name ->
            List.of("person", "event", "time", "session").contains(name) || name.startsWith(USER));
    return properties;
  }

  private static Map<String, String> ofUser(Map<String, String> cells) {
    Map<String, String> properties = new HashMap<>();
    cells.forEach((name, cell) -> {
      if (name.startsWith(USER)) {
        properties.put(name.substring(USER.length()), cell);
      }
    });
    return properties;
  }

  /** Numbers where they look so, else texts; an empty cell is none. */
  private static Map<String, PropertyValue> properties(Map<String, String> cells) {
    Map<String, PropertyValue> properties = new HashMap<>();
    cells.forEach((name, cell) -> {
      if (!cell.isEmpty()) {
        properties.put(
            name,
            cell.matches("-?[0-9.]+")
                ? PropertyValue.of(Double.parseDouble(cell))
                : PropertyValue.of(cell));
      }
    });
    return properties;
  }

  private static List<List<String>> table(String text) {
    return text.lines()
        .filter(line -> line.startsWith("|") && !line.startsWith("|---"))
        .map(line -> Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList())
        .toList();
  }
}
