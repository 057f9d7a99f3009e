package dev.riffle.query.rest.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.jboss.jandex.IndexView;

/** Adds to the document what is the same everywhere, and the examples, which a test really asks. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class DocumentFilter implements OASFilter {
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
    Map<String, Map<String, Object>> examples = examples();
    for (PathItem path : document.getPaths().getPathItems().values()) {
      for (Operation operation : path.getOperations().values()) {
        parameters.writeTo(operation);
        Refusals.describe(operation);
        addExamples(operation, examples.getOrDefault(operation.getOperationId(), Map.of()));
      }
    }
  }

  private static void addExamples(Operation operation, Map<String, Object> examples) {
    if (operation.getRequestBody() == null) {
      return;
    }
    MediaType body = operation.getRequestBody().getContent().getMediaType("application/json");
    examples.forEach((name, value) ->
        body.addExample(name, OASFactory.createExample().summary(name).value(value)));
  }

  /** By operation and by name. */
  private static Map<String, Map<String, Object>> examples() {
    try (InputStream file = DocumentFilter.class.getResourceAsStream("/openapi/examples.json")) {
      if (file == null) {
        throw new IllegalStateException("no examples");
      }
      return new ObjectMapper()
          .readValue(file, new TypeReference<LinkedHashMap<String, Map<String, Object>>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the examples are not JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
