package dev.riffle.query.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Answers that become examples of the document: of each operation the first, its lists cut, and
 * with no key that ever opened anything.
 */
final class RecordedAnswers {
  private static final Path FILE = Path.of("src/main/resources/openapi/answers.json");
  private static final int LIST_MAX = 3;
  private static final Pattern KEY = Pattern.compile("([rwa]k_)[0-9a-f]{64}");
  private static final String NO_KEY = "0123456789abcdef".repeat(4);

  private final Map<String, JsonNode> answers = new TreeMap<>();

  void keep(String operation, int status, JsonNode body) {
    answers.computeIfAbsent(
        operation,
        _ -> JsonNodeFactory.instance.objectNode().set(String.valueOf(status), cut(body)));
  }

  /** What is in the file and was not answered now was written by hand, and stays. */
  void write() {
    try {
      new ObjectMapper()
          .readTree(FILE.toFile())
          .properties()
          .forEach(each -> answers.putIfAbsent(each.getKey(), each.getValue()));
      Files.writeString(
          FILE,
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(answers) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode cut(JsonNode node) {
    if (node instanceof ArrayNode list) {
      ArrayNode cut = JsonNodeFactory.instance.arrayNode();
      for (int i = 0; i < Math.min(list.size(), LIST_MAX); i++) {
        cut.add(cut(list.get(i)));
      }
      return cut;
    }
    if (node instanceof ObjectNode object) {
      ObjectNode cut = JsonNodeFactory.instance.objectNode();
      object.properties().forEach(each -> cut.set(each.getKey(), cut(each.getValue())));
      return cut;
    }
    return node.isTextual()
        ? TextNode.valueOf(KEY.matcher(node.asText()).replaceAll("$1" + NO_KEY))
        : node;
  }
}
