package dev.riffle.query.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The committed document, read for tests. */
record OpenApiDocument(JsonNode root) {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** An operation of it. */
  record Operation(String method, String path, JsonNode node) {
    @Override
    public String toString() {
      return method.toUpperCase(Locale.ROOT) + " " + path;
    }
  }

  static OpenApiDocument committed() {
    try {
      return new OpenApiDocument(new YAMLMapper().readTree(Path.of("openapi.yaml").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> entry : path.getValue().properties()) {
        if (METHODS.contains(entry.getKey())) {
          operations.add(new Operation(entry.getKey(), path.getKey(), entry.getValue()));
        }
      }
    }
    return operations;
  }

  /** What a reference points to; anything else is itself. */
  JsonNode resolved(JsonNode node) {
    String ref = node.path("$ref").asText();
    return ref.isEmpty() ? node : root.at(ref.substring(1));
  }

  /** What OpenAPI's own schema of documents says against it. */
  Set<String> faults() {
    try (var schema = OpenApiDocument.class.getResourceAsStream("/openapi/schema-3.1.json")) {
      return messages(factory().getSchema(new ObjectMapper().readTree(schema)).validate(root));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a schema of the document says against a value. */
  Set<String> faults(JsonNode schema, JsonNode value) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", root.path("components"));
    JsonSchema compiled = factory().getSchema(whole);
    return messages(compiled.validate(value));
  }

  private static JsonSchemaFactory factory() {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  }

  private static Set<String> messages(Set<ValidationMessage> messages) {
    Set<String> texts = new TreeSet<>();
    messages.forEach(message -> texts.add(message.toString()));
    return texts;
  }
}
