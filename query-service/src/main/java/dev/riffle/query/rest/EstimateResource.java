package dev.riffle.query.rest;

import dev.riffle.query.ProjectContext;
import dev.riffle.query.cost.Estimate;
import dev.riffle.query.cost.Estimator;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.JsonFields;
import dev.riffle.query.question.Question;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.question.StatedQuestion;
import dev.riffle.query.rest.access.Access;
import dev.riffle.query.rest.access.Caller;
import dev.riffle.query.rest.access.Requires;
import dev.riffle.query.rest.json.StrictJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What questions would cost. */
@Path("/api/v1/queries/estimate")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Questions")
public class EstimateResource {
  private final Estimator estimator;
  private final QuestionSlots slots;
  private final Caller caller;

  EstimateResource(Estimator estimator, QuestionSlots slots, Caller caller) {
    this.estimator = estimator;
    this.slots = slots;
    this.caller = caller;
  }

  @Operation(
      operationId = "estimateQuestion",
      summary = "What a question would cost",
      description =
          "The rows that the engine would read at most, all statements together, by its primary"
              + " keys and partitions; the question is not run. Where a breakdown has more values"
              + " than it tells apart, it takes up to `statementsAtMost` and `rowsAtMost`.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "QuestionToEstimate")))
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ASK)
  public Estimate estimate(byte[] body) {
    Question question =
        QuestionReader.read(
                StrictJson.text(body),
                (node, faults) ->
                    StatedQuestion.in(new JsonFields(node, "", faults, "kind", "question")))
            .read();
    ProjectContext project = CallersProject.of(caller);
    try {
      return slots.in(caller.key(), () -> estimator.estimate(project, question));
    } catch (InvalidQuestion e) {
      throw e.under("/question");
    }
  }
}
