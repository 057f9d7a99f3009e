package dev.riffle.query.rest.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jboss.jandex.IndexView;

/**
 * Adds to the document what is the same everywhere, and the examples: requests, which a test really
 * asks, and answers, which that test kept.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class DocumentFilter implements OASFilter {
  private static final String JSON = "application/json";
  private static final List<String> ROWS = List.of("text/csv", "application/x-ndjson");
  private static final String FILE = "application/vnd.apache.parquet";

  private final DeclaredParameters parameters;

  /** Made by the build, with all classes of the service. */
  public DocumentFilter(IndexView index) {
    this.parameters = new DeclaredParameters(index);
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme("bearer"));
    document.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme("basic"));
    AnswerSchemas.correct(document.getComponents().getSchemas());
    Map<String, Map<String, Object>> examples = read("/openapi/examples.json");
    Map<String, Map<String, Object>> answers = read("/openapi/answers.json");
    for (PathItem path : document.getPaths().getPathItems().values()) {
      for (Operation operation : path.getOperations().values()) {
        parameters.writeTo(operation);
        Refusals.describe(operation);
        operation.getResponses().getAPIResponses().values().forEach(DocumentFilter::describeRows);
        if (operation.equals(path.getGET())) {
          describeTag(operation.getResponses());
        }
        addExamples(operation, examples.getOrDefault(operation.getOperationId(), Map.of()));
        addAnswer(operation, answers.getOrDefault(operation.getOperationId(), Map.of()));
      }
    }
  }

  /** Answers to {@code GET} have one. */
  private static void describeTag(APIResponses responses) {
    if (responses.getAPIResponses().values().stream().anyMatch(DocumentFilter::isAnswer)) {
      responses.addAPIResponse(
          "304",
          OASFactory.createAPIResponse()
              .description(
                  "The answer is still that of the `ETag` in `If-None-Match`: the same numbers, up"
                      + " to the same `asOf`."));
    }
  }

  private static boolean isAnswer(APIResponse response) {
    Content content = response.getContent();
    return content != null
        && content.hasMediaType(JSON)
        && ROWS.stream().allMatch(content::hasMediaType);
  }

  /** Rows of an answer are text or a file, whatever the answer is that they were made of. */
  private static void describeRows(APIResponse response) {
    if (response.getContent() != null && response.getContent().hasMediaType(FILE)) {
      response
          .getContent()
          .getMediaType(FILE)
          .setSchema(
              OASFactory.createSchema()
                  .type(List.of(Schema.SchemaType.STRING))
                  .format("binary")
                  .description("The same rows as an Apache Parquet file."));
    }
    if (!isAnswer(response)) {
      return;
    }
    for (String rows : ROWS) {
      response
          .getContent()
          .getMediaType(rows)
          .setSchema(
              OASFactory.createSchema()
                  .type(List.of(Schema.SchemaType.STRING))
                  .description("One row for each number, with what it is of."));
    }
  }

  private static void addExamples(Operation operation, Map<String, Object> examples) {
    if (operation.getRequestBody() == null) {
      return;
    }
    MediaType body = operation.getRequestBody().getContent().getMediaType(JSON);
    examples.forEach((name, value) ->
        body.addExample(name, OASFactory.createExample().summary(name).value(value)));
  }

  private static void addAnswer(Operation operation, Map<String, Object> byStatus) {
    byStatus.forEach((status, answer) ->
        operation
            .getResponses()
            .getAPIResponse(status)
            .getContent()
            .getMediaType(JSON)
            .addExample(
                "An answer",
                OASFactory.createExample()
                    .summary("An answer, its lists cut after three entries")
                    .value(answer)));
  }

  /** By operation, and then by name or by status. */
  private static Map<String, Map<String, Object>> read(String resource) {
    try (InputStream file = DocumentFilter.class.getResourceAsStream(resource)) {
      if (file == null) {
        throw new IllegalStateException("no " + resource);
      }
      return new ObjectMapper()
          .readValue(file, new TypeReference<LinkedHashMap<String, Map<String, Object>>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(resource + " is not JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
