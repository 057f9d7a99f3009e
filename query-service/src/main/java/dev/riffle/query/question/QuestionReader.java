package dev.riffle.query.question;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads questions from JSON, strictly: unknown and repeated fields, wrong types and wrong values
 * are refused, all in one {@link InvalidQuestion}. Stateless and thread-safe.
 */
public final class QuestionReader {
  /** Longest question, in characters. */
  public static final int CHARACTERS_MAX = 256 * 1024;

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxNumberLength(100)
                          .maxStringLength(2 * Predicate.TEXT_CHARACTERS_MAX)
                          .maxNameLength(200)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private QuestionReader() {}

  /**
   * Reads a segmentation.
   *
   * @throws InvalidQuestion with every fault that was found
   */
  public static Segmentation segmentation(String json) {
    List<Fault> faults = new ArrayList<>();
    return checked(segmentation(tree(json), faults), faults);
  }

  /** Reads a feature usage question; throws as {@link #segmentation} does. */
  public static FeatureUsage featureUsage(String json) {
    List<Fault> faults = new ArrayList<>();
    return checked(featureUsage(tree(json), faults), faults);
  }

  /** The same from the parameters of a URL. */
  public static FeatureUsage featureUsage(Map<String, String> parameters) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    parameters.forEach((name, value) -> {
      if (name.equals("top") && value.matches("-?[0-9]{1,9}")) {
        object.put(name, Integer.parseInt(value));
      } else if (name.equals("explain") && value.matches("true|false")) {
        object.put(name, Boolean.parseBoolean(value));
      } else {
        object.put(name, value);
      }
    });
    List<Fault> faults = new ArrayList<>();
    return checked(featureUsage(object, faults), faults);
  }

  private static Optional<Segmentation> segmentation(JsonNode node, List<Fault> faults) {
    JsonFields fields =
        new JsonFields(
            node,
            "",
            faults,
            "events",
            "measures",
            "from",
            "to",
            "last",
            "timeZone",
            "interval",
            "where",
            "segments",
            "groupBy",
            "top",
            "asOfReceived",
            "explain");
    PredicateReader predicates = new PredicateReader(faults);
    fields.require("events");
    List<Series> events = fields.list("events", (each, at) -> series(each, at, predicates, faults));
    List<Measure> measures = fields.list("measures", (each, at) -> measure(each, at, faults));
    var from = fields.date("from");
    var to = fields.date("to");
    var last = fields.last("last");
    var zone = fields.zone("timeZone");
    Interval interval =
        fields.oneOf("interval", Interval.values(), Interval::wire).orElse(Interval.DAY);
    Optional<Predicate> where = fields.object("where", predicates::read);
    List<Segment> segments =
        fields.list("segments", (each, at) -> segment(each, at, predicates, faults));
    List<GroupBy> groupBy = fields.list("groupBy", (each, at) -> groupBy(each, at, faults));
    int top = fields.wholeNumber("top", Segmentation.TOP_DEFAULT);
    var asOf = fields.instant("asOfReceived");
    boolean explain = fields.flag("explain");
    if (!faults.isEmpty()) {
      return Optional.empty();
    }
    return fields.built(() ->
        new Segmentation(
            events,
            fields.has("measures") ? measures : List.of(Measure.UNIQUES),
            from,
            to,
            last,
            zone,
            interval,
            where,
            segments,
            groupBy,
            top,
            asOf,
            explain));
  }

  private static Optional<FeatureUsage> featureUsage(JsonNode node, List<Fault> faults) {
    JsonFields fields =
        new JsonFields(
            node,
            "",
            faults,
            "by",
            "from",
            "to",
            "last",
            "timeZone",
            "top",
            "asOfReceived",
            "explain");
    Optional<String> by = fields.name("by");
    var from = fields.date("from");
    var to = fields.date("to");
    var last = fields.last("last");
    var zone = fields.zone("timeZone");
    int top = fields.wholeNumber("top", Segmentation.TOP_DEFAULT);
    var asOf = fields.instant("asOfReceived");
    boolean explain = fields.flag("explain");
    if (by.isEmpty() || !faults.isEmpty()) {
      return Optional.empty();
    }
    return fields.built(() -> new FeatureUsage(by.get(), from, to, last, zone, top, asOf, explain));
  }

  /** {@code "Signed Up"} is short for {@code {"event": "Signed Up"}}. */
  private static Optional<Series> series(
      JsonNode node, String pointer, PredicateReader predicates, List<Fault> faults) {
    JsonNode object =
        node.isTextual() ? JsonNodeFactory.instance.objectNode().set("event", node) : node;
    JsonFields fields = new JsonFields(object, pointer, faults, "event", "where");
    Optional<String> event = fields.name("event");
    Optional<Predicate> where = fields.object("where", predicates::read);
    return event.flatMap(name -> fields.built(() -> new Series(name, where)));
  }

  private static Optional<Measure> measure(JsonNode node, String pointer, List<Fault> faults) {
    return JsonFields.oneOf(node.asText(), pointer, Measure.values(), Measure::wire, faults);
  }

  private static Optional<Segment> segment(
      JsonNode node, String pointer, PredicateReader predicates, List<Fault> faults) {
    JsonFields fields = new JsonFields(node, pointer, faults, "name", "where");
    Optional<String> name = fields.name("name");
    Optional<Predicate> where = fields.object("where", predicates::read);
    return name.flatMap(text -> fields.built(() -> new Segment(text, where)));
  }

  private static Optional<GroupBy> groupBy(JsonNode node, String pointer, List<Fault> faults) {
    JsonFields fields = new JsonFields(node, pointer, faults, "property", "of", "mode");
    Optional<String> property = fields.name("property");
    PropertyOf of =
        fields.oneOf("of", PropertyOf.values(), PropertyOf::wire).orElse(PropertyOf.EVENT);
    PropertyMode mode =
        fields
            .oneOf("mode", PropertyMode.values(), PropertyMode::wire)
            .orElse(PropertyMode.AT_EVENT);
    return property.flatMap(name -> fields.built(() -> new GroupBy(name, of, mode)));
  }

  private static JsonNode tree(String json) {
    if (json.length() > CHARACTERS_MAX) {
      throw InvalidQuestion.at(
          "", FaultCode.TOO_LARGE, "A question has at most " + CHARACTERS_MAX + " characters.");
    }
    try {
      return JSON.readTree(json);
    } catch (StreamConstraintsException e) {
      throw InvalidQuestion.at(
          "", FaultCode.TOO_LARGE, "This JSON nests too deep, or has too long a text or number.");
    } catch (JsonProcessingException e) {
      throw InvalidQuestion.at("", FaultCode.MALFORMED, whereNotJson(e));
    }
  }

  /** Where, and whether a name was repeated; the parser's own words name its classes. */
  private static String whereNotJson(JsonProcessingException e) {
    String what =
        e.getOriginalMessage().startsWith("Duplicate")
            ? "a field is given twice"
            : "this is not JSON";
    JsonLocation place = e.getLocation();
    return place == null
        ? "In the body " + what + "."
        : "Line %d, column %d: %s.".formatted(place.getLineNr(), place.getColumnNr(), what);
  }

  private static <T> T checked(Optional<T> question, List<Fault> faults) {
    if (!faults.isEmpty() || question.isEmpty()) {
      throw new InvalidQuestion(faults);
    }
    return question.get();
  }
}
