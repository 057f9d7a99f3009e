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
    JsonFields fields = JsonFields.scoped(node, faults, "by", "where", "top");
    Optional<String> by = fields.name("by");
    Optional<Predicate> where = fields.object("where", new PredicateReader(faults)::read);
    Optional<Scope> scope = fields.scope();
    int top = fields.wholeNumber("top", Segmentation.TOP_DEFAULT);
    if (by.isEmpty() || scope.isEmpty() || !faults.isEmpty()) {
      return Optional.empty();
    }
    return fields.built(() -> new FeatureUsage(by.get(), where, scope.get(), top));
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
        object.set(name, condition(value));
      } else {
        object.put(name, value);
      }
    });
    return object;
  }

  private static JsonNode condition(String text) {
    JsonNode json;
    try {
      json = QuestionJson.tree(text);
    } catch (InvalidQuestion e) {
      throw InvalidQuestion.at("/where", FaultCode.MALFORMED, "This must be a condition, as JSON.");
    }
    // nothing at all is no JSON either
    return json.isMissingNode() ? TextNode.valueOf(text) : json;
  }
}
