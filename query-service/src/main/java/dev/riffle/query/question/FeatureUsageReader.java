package dev.riffle.query.question;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a {@link FeatureUsage}. */
final class FeatureUsageReader {
  private FeatureUsageReader() {}

  static Optional<FeatureUsage> read(JsonNode node, List<Fault> faults) {
    JsonFields fields = JsonFields.scoped(node, faults, "by", "segments", "where", "top");
    PredicateReader predicates = new PredicateReader(faults);
    if (!fields.has("by") && !fields.has("segments")) {
      fields.fault(
          "/by", FaultCode.MISSING, "A user property in `by`, or else `segments`, is required.");
    }
    Optional<String> by = fields.has("by") ? fields.name("by") : Optional.empty();
    List<Segment> segments =
        fields.list(
            "segments", (each, at) -> SegmentationReader.segment(each, at, predicates, faults));
    Optional<Predicate> where = fields.object("where", predicates::read);
    Optional<Scope> scope = fields.scope();
    int top = fields.wholeNumber("top", Segmentation.TOP_DEFAULT);
    if (scope.isEmpty() || !faults.isEmpty()) {
      return Optional.empty();
    }
    return fields.built(() -> new FeatureUsage(by, segments, where, scope.get(), top));
  }

  /** The parameters of a URL as the JSON that they stand for. */
  static JsonNode json(Map<String, String> parameters) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    parameters.forEach((name, value) -> {
      if (name.equals("top") && value.matches("-?[0-9]{1,9}")) {
        object.put(name, Integer.parseInt(value));
      } else if (name.equals("explain") && value.matches("true|false")) {
        object.put(name, Boolean.parseBoolean(value));
      } else if (name.equals("where")) {
        object.set(name, json(name, value, "a condition"));
      } else if (name.equals("segments")) {
        object.set(name, json(name, value, "a list of segments"));
      } else {
        object.put(name, value);
      }
    });
    return object;
  }

  private static JsonNode json(String name, String text, String what) {
    JsonNode json;
    try {
      json = QuestionJson.tree(text);
    } catch (InvalidQuestion e) {
      throw InvalidQuestion.at(
          "/" + name, FaultCode.MALFORMED, "This must be " + what + ", as JSON.");
    }
    // nothing at all is no JSON either
    return json.isMissingNode() ? TextNode.valueOf(text) : json;
  }
}
