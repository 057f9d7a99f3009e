package dev.riffle.query.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.riffle.query.rest.OpenApiDocument.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The committed document by itself; {@link OpenApiIT} holds it against the service. */
class OpenApiDocumentTest {
  private final OpenApiDocument document = OpenApiDocument.committed();

  @Test
  void isValidByOpenApisOwnSchema() {
    assertThat(document.faults()).isEmpty();
    // the same schema does find faults
    ObjectNode broken = document.root().deepCopy();
    broken.remove("info");
    assertThat(new OpenApiDocument(broken).faults()).isNotEmpty();
  }

  @Test
  void operationsHaveNamesOfTheirOwn() {
    assertThat(document.operations())
        .extracting(operation -> operation.node().path("operationId").asText())
        .doesNotHaveDuplicates()
        .doesNotContain("");
  }

  @Test
  void everyParameterIsThereOnceAndThoseOfThePathAre() {
    for (Operation operation : document.operations()) {
      List<String> names = new ArrayList<>();
      for (JsonNode each : operation.node().path("parameters")) {
        JsonNode parameter = document.resolved(each);
        assertThat(parameter.path("schema").isMissingNode()).as("%s %s", operation, each).isFalse();
        names.add(parameter.path("in").asText() + " " + parameter.path("name").asText());
      }
      assertThat(names).as(operation.toString()).doesNotHaveDuplicates();
      for (String part : operation.path().split("/", -1)) {
        if (part.startsWith("{")) {
          assertThat(names)
              .as(operation.toString())
              .contains("path " + part.substring(1, part.length() - 1));
        }
      }
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    assertThat(document.root().findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(ref ->
            assertThat(document.root().at(ref.substring(1)).isMissingNode()).as(ref).isFalse());
  }

  @Test
  void everyBodyHasExamplesThatItsSchemaAllows() {
    for (Operation operation : document.operations()) {
      if (operation.node().has("requestBody")) {
        JsonNode content =
            operation.node().path("requestBody").path("content").path("application/json");
        assertThat(content.path("examples").size()).as(operation.toString()).isPositive();
        for (JsonNode example : content.path("examples")) {
          assertThat(document.faults(content.path("schema"), example.path("value")))
              .as("%s %s", operation, example)
              .isEmpty();
        }
      }
    }
  }

  @Test
  void everyAnswerHasAnExampleThatItsSchemaAllows() {
    int answers = 0;
    for (Operation operation : document.operations()) {
      for (Map.Entry<String, JsonNode> response : operation.node().path("responses").properties()) {
        JsonNode content = response.getValue().path("content").path("application/json");
        if (response.getKey().startsWith("2") && !content.isMissingNode()) {
          assertThat(content.path("examples").size()).as(operation.toString()).isPositive();
          for (JsonNode example : content.path("examples")) {
            assertThat(document.faults(content.path("schema"), example.path("value")))
                .as("%s %s", operation, example)
                .isEmpty();
            answers++;
          }
        }
      }
    }
    assertThat(answers).isGreaterThan(40);
  }

  @Test
  void everyParameterThatMustBeThereHasAnExample() {
    for (Operation operation : document.operations()) {
      for (JsonNode each : operation.node().path("parameters")) {
        JsonNode parameter = document.resolved(each);
        if (parameter.path("required").asBoolean()) {
          assertThat(parameter.has("example")).as("%s %s", operation, parameter).isTrue();
        }
      }
    }
  }

  /** Else a client's generator takes it for one that has no field. */
  @Test
  void objectOfUnknownFieldsSaysThatItTakesAny() {
    List<JsonNode> schemas = new ArrayList<>();
    document
        .root()
        .path("components")
        .path("schemas")
        .forEach(schema -> {
          schemas.add(schema);
          schema.findParents("type").forEach(schemas::add);
        });
    assertThat(schemas)
        .filteredOn(schema -> schema.path("type").asText().equals("object"))
        .hasSizeGreaterThan(50)
        .allMatch(schema ->
            schema.has("properties") || schema.has("additionalProperties") || schema.has("oneOf"));
  }
}
