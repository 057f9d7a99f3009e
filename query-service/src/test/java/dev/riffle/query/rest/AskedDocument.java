package dev.riffle.query.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.riffle.query.question.QuestionKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What somebody may ask: the examples of the OpenAPI document, the questions of the golden
 * statements, and those of a test resource, which have what neither has.
 *
 * @param source where it is written
 * @param what a question of this kind, or one of the other two
 */
record AskedDocument(String source, String what, JsonNode body) {
  static final String PEOPLE = "people";
  static final String POPULATION = "population";

  /** Stands for a text. */
  static final String HERE = "<here>";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final String OWN = "/injection/questions.json";

  static List<AskedDocument> all() {
    List<AskedDocument> all = new ArrayList<>();
    for (OpenApiDocument.Operation operation : OpenApiDocument.committed().operations()) {
      JsonNode content =
          operation.node().path("requestBody").path("content").path("application/json");
      String schema = content.path("schema").path("$ref").asText().replaceAll(".*/", "");
      for (Map.Entry<String, JsonNode> example : content.path("examples").properties()) {
        of(operation + ": " + example.getKey(), schema, example.getValue().get("value"))
            .ifPresent(all::add);
      }
    }
    for (String what : kinds()) {
      golden(what).forEach(all::add);
    }
    for (Map.Entry<String, JsonNode> own : own().properties()) {
      for (int i = 0; i < own.getValue().size(); i++) {
        all.add(
            new AskedDocument(
                OWN + ", " + own.getKey() + " " + i, own.getKey(), own.getValue().get(i)));
      }
    }
    return all;
  }

  /** All that can be asked. */
  static Set<String> kinds() {
    Set<String> kinds = new TreeSet<>(List.of(PEOPLE, POPULATION));
    for (QuestionKind kind : QuestionKind.values()) {
      kinds.add(kind.wire());
    }
    return kinds;
  }

  /** How many values a group of the question has. */
  int groupBy() {
    JsonNode question = what.equals(PEOPLE) ? body.path("question") : body;
    return question.path("groupBy").size();
  }

  /** The body as text, with {@link #HERE} in one of its fields. */
  String around(RequestFields.Field field) {
    return field.body().apply(JSON.textNode(HERE)).toString();
  }

  /** All of its texts. */
  Set<String> texts() {
    Set<String> texts = new HashSet<>();
    add(body, texts);
    return texts;
  }

  private static void add(JsonNode node, Set<String> texts) {
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.forEach(each -> add(each, texts));
  }

  List<RequestFields.Field> fields() {
    return new RequestFields(JSON.objectNode()).of(JSON.objectNode(), List.of(body));
  }

  /** By the name of its schema, or what is within it. */
  private static Optional<AskedDocument> of(String source, String schema, JsonNode body) {
    return place(schema, body)
        .map(place -> {
          String what =
              switch (place) {
                case "/question" -> body.get("kind").asText();
                case "/population" -> POPULATION;
                default -> kind(schema).orElse(POPULATION);
              };
          return new AskedDocument(source, what, body.at(place));
        });
  }

  /** Where in a body of this schema the document is, as a pointer, if there is one. */
  static Optional<String> place(String schema, JsonNode body) {
    if (body.has("kind") && body.has("question") && !body.has("cell")) {
      return Optional.of("/question");
    }
    if (body.has(POPULATION)) {
      return Optional.of("/population");
    }
    return schema.equals("Population") || schema.equals("RfmQuestion") || kind(schema).isPresent()
        ? Optional.of("")
        : Optional.empty();
  }

  private static Optional<String> kind(String schema) {
    return kinds().stream().filter(kind -> schema.equalsIgnoreCase(kind + "Question")).findFirst();
  }

  private static List<AskedDocument> golden(String what) {
    Path folder = RESOURCES.resolve(what);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<AskedDocument> documents = new ArrayList<>();
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).sorted().toList()) {
        documents.add(
            new AskedDocument(file.toString(), what, DoorRequests.tree(Files.readString(file))));
      }
      return documents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode own() {
    try (InputStream file = AskedDocument.class.getResourceAsStream(OWN)) {
      if (file == null) {
        throw new IllegalStateException("no " + OWN);
      }
      return DoorRequests.tree(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
