package dev.riffle.query.saved;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.riffle.query.question.Fault;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.JsonFields;
import dev.riffle.query.question.TimeRange;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Charts side by side, over one time.
 *
 * @param charts in the order in which they are shown, row by row
 * @param last the range of all charts, in place of their questions' own; absent: each its own
 * @param from first local date, instead of {@code last}; together with {@code to}
 * @param timeZone of all charts, in place of their questions' own; absent: each its own
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Dashboard(
    List<Chart> charts,
    Optional<TimeRange.Last> last,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Optional<ZoneId> timeZone) {
  public static final int CHARTS_MAX = 50;

  /** Columns of the grid that charts stand in. */
  public static final int WIDTH_MAX = 12;

  public static final int HEIGHT_MAX = 12;

  /** Fields of a dashboard in JSON. */
  public static final List<String> FIELDS = List.of("charts", "last", "from", "to", "timeZone");

  private static final int WIDTH = 6;
  private static final int HEIGHT = 4;

  public Dashboard {
    charts = List.copyOf(charts);
    if (charts.size() > CHARTS_MAX) {
      throw InvalidQuestion.at(
          "/charts", FaultCode.OUT_OF_BOUNDS, "A dashboard has at most " + CHARTS_MAX + " charts.");
    }
    TimeRange.of(from, to, last);
  }

  /**
   * A kept question in the grid.
   *
   * @param question its id
   * @param width in columns of 12
   * @param height in rows
   */
  public record Chart(String question, int width, int height) {
    public Chart {
      if (width < 1 || width > WIDTH_MAX) {
        throw InvalidQuestion.at(
            "/width", FaultCode.OUT_OF_BOUNDS, "A chart is 1 to " + WIDTH_MAX + " columns wide.");
      }
      if (height < 1 || height > HEIGHT_MAX) {
        throw InvalidQuestion.at(
            "/height", FaultCode.OUT_OF_BOUNDS, "A chart is 1 to " + HEIGHT_MAX + " rows high.");
      }
    }
  }

  /** Reads {@link #FIELDS}. */
  public static Optional<Dashboard> in(JsonFields fields) {
    fields.require("charts");
    List<Chart> charts =
        fields.list("charts", (node, pointer) -> chart(node, pointer, fields.faults()));
    Optional<TimeRange.Last> last = fields.last("last");
    Optional<LocalDate> from = fields.date("from");
    Optional<LocalDate> to = fields.date("to");
    Optional<ZoneId> zone = fields.zone("timeZone");
    return fields.built(() -> new Dashboard(charts, last, from, to, zone));
  }

  /** Ids of the questions that it shows, chart by chart. */
  public List<String> questions() {
    return charts.stream().map(Chart::question).toList();
  }

  private static Optional<Chart> chart(JsonNode node, String pointer, List<Fault> faults) {
    JsonFields fields = new JsonFields(node, pointer, faults, "question", "width", "height");
    fields.require("question");
    Optional<String> question = fields.text("question");
    int width = fields.wholeNumber("width", WIDTH);
    int height = fields.wholeNumber("height", HEIGHT);
    return question.flatMap(id -> fields.built(() -> new Chart(id, width, height)));
  }
}
