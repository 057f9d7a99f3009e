package dev.riffle.query.rest.amplitude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.riffle.query.rest.json.StrictJson;
import dev.riffle.query.rest.problem.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An object in the JSON of a parameter; each reading method refuses what it did not expect. */
record AmplitudeJson(String parameter, ObjectNode fields) {
  static JsonNode tree(String parameter, String text) {
    try {
      return StrictJson.node(text);
    } catch (ProblemException e) {
      throw AmplitudeParameters.wrong(parameter, "It is no JSON that can be read. " + e.detail());
    }
  }

  static AmplitudeJson object(String parameter, JsonNode node) {
    if (!(node instanceof ObjectNode fields)) {
      throw AmplitudeParameters.wrong(parameter, "A JSON object is expected.");
    }
    return new AmplitudeJson(parameter, fields);
  }

  AmplitudeJson only(String... known) {
    List<String> names = Arrays.asList(known);
    fields
        .fieldNames()
        .forEachRemaining(name -> {
          if (!names.contains(name)) {
            throw AmplitudeParameters.notHere(
                parameter, "The field " + name + " is none of " + String.join(", ", names) + ".");
          }
        });
    return this;
  }

  boolean has(String name) {
    return fields.hasNonNull(name);
  }

  String text(String name) {
    JsonNode node = fields.get(name);
    if (node == null || !node.isTextual()) {
      throw AmplitudeParameters.wrong(parameter, "The field " + name + " is a text.");
    }
    return node.textValue();
  }

  List<AmplitudeJson> objects(String name) {
    List<AmplitudeJson> objects = new ArrayList<>();
    list(name).forEach(each -> objects.add(object(parameter, each)));
    return objects;
  }

  /** Values, which Amplitude writes as texts; numbers and flags are taken as their texts. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : list(name)) {
      if (!each.isValueNode() || each.isNull()) {
        throw AmplitudeParameters.wrong(parameter, "The field " + name + " is a list of texts.");
      }
      texts.add(each.asText());
    }
    return texts;
  }

  private JsonNode list(String name) {
    JsonNode node = fields.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return fields.arrayNode();
    }
    if (!node.isArray()) {
      throw AmplitudeParameters.wrong(parameter, "The field " + name + " is a list.");
    }
    return node;
  }
}
