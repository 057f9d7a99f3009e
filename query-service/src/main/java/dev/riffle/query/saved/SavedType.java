package dev.riffle.query.saved;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.riffle.query.question.JsonFields;
import dev.riffle.query.question.QuestionKind;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.question.StatedQuestion;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * What can be kept by name, and how it is stored.
 *
 * @param stored as it stands in the column {@code type}
 * @param words for a person, of one of them
 * @param max how many a project can have
 * @param questions ids of the kept questions that a content names
 */
public record SavedType<C>(
    String stored,
    String words,
    int max,
    Function<C, String> write,
    Function<String, C> read,
    Function<C, List<String>> questions) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  public static final SavedType<StatedQuestion> QUESTION =
      new SavedType<>(
          "question",
          "saved question",
          1_000,
          SavedType::json,
          SavedType::question,
          _ -> List.of());

  public static final SavedType<Dashboard> DASHBOARD =
      new SavedType<>(
          "dashboard",
          "dashboard",
          200,
          SavedType::json,
          SavedType::dashboard,
          Dashboard::questions);

  private static String json(StatedQuestion question) {
    return "{\"kind\":\"" + question.kind().wire() + "\",\"question\":" + question.json() + "}";
  }

  /** Without looking at the question itself: a later language may refuse it. */
  private static StatedQuestion question(String json) {
    try {
      ObjectNode fields = (ObjectNode) JSON.readTree(json);
      String kind = fields.get("kind").textValue();
      return new StatedQuestion(
          Arrays.stream(QuestionKind.values())
              .filter(each -> each.wire().equals(kind))
              .findAny()
              .orElseThrow(() -> new IllegalStateException("no kind of question " + kind)),
          fields.get("question").toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a kept question is no JSON", e);
    }
  }

  private static String json(Dashboard dashboard) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    ArrayNode charts = fields.putArray("charts");
    for (Dashboard.Chart chart : dashboard.charts()) {
      charts
          .addObject()
          .put("question", chart.question())
          .put("width", chart.width())
          .put("height", chart.height());
    }
    dashboard.last().ifPresent(last -> fields.put("last", last.toString()));
    dashboard.from().ifPresent(from -> fields.put("from", from.toString()));
    dashboard.to().ifPresent(to -> fields.put("to", to.toString()));
    dashboard.timeZone().ifPresent(zone -> fields.put("timeZone", zone.getId()));
    return fields.toString();
  }

  private static Dashboard dashboard(String json) {
    String[] known = Dashboard.FIELDS.toArray(String[]::new);
    return QuestionReader.read(
        json, (node, faults) -> Dashboard.in(new JsonFields(node, "", faults, known)));
  }
}
