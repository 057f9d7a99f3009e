package dev.riffle.query.rest;

import dev.riffle.query.rest.access.Access;
import dev.riffle.query.rest.access.Caller;
import dev.riffle.query.rest.access.Requires;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How answers came about. */
@Path("/api/v1/queries")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Questions")
public class ExplanationResource {
  private final AnsweredQuestions answered;
  private final Caller caller;

  ExplanationResource(AnsweredQuestions answered, Caller caller) {
    this.answered = answered;
    this.caller = caller;
  }

  @Operation(
      operationId = "explanation",
      summary = "How an answer came about",
      description =
          "What its numbers mean, the question as it was understood, the SQL with its parameters,"
              + " what was read, and up to when. Kept for an hour by the process that answered.")
  @Parameter(
      name = "id",
      in = ParameterIn.PATH,
      required = true,
      description = "The answer's `meta.queryId`.",
      example = "31f300ec-8287-4cc9-a769-e37facaa7dba")
  @GET
  @Path("/{id}")
  @Requires(Access.ASK)
  public Explanation explanation(@PathParam("id") String id) {
    return answered
        .explanation(caller.project().id(), id)
        .orElseThrow(() ->
            new ProblemException(
                ProblemType.ANSWER_NOT_FOUND,
                "This process has given the project no answer of this id within the last hour."));
  }
}
