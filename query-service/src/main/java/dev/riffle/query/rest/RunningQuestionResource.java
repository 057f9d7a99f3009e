package dev.riffle.query.rest;

import dev.riffle.query.rest.access.Access;
import dev.riffle.query.rest.access.Caller;
import dev.riffle.query.rest.access.Requires;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Questions that have no answer yet. */
@Path("/api/v1/queries")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Questions")
public class RunningQuestionResource {
  private final RunningQuestions running;
  private final Caller caller;

  RunningQuestionResource(RunningQuestions running, Caller caller) {
    this.running = running;
    this.caller = caller;
  }

  /** The oldest first. */
  public record RunningQuestionList(List<RunningQuestion> queries) {}

  /**
   * A question that waits for its turn, or runs.
   *
   * @param queryId that of the answer to come
   */
  public record RunningQuestion(String queryId, RunningQuestions.State state, Instant askedAt) {
    static RunningQuestion of(RunningQuestions.Running running) {
      return new RunningQuestion(running.id(), running.state(), running.askedAt());
    }
  }

  @Operation(
      operationId = "runningQuestions",
      summary = "Questions without an answer yet",
      description =
          "Those of the project that wait for their turn or run now, in the process that is asked.")
  @GET
  @Requires(Access.ASK)
  public RunningQuestionList running() {
    return new RunningQuestionList(
        running.of(caller.project().id()).stream().map(RunningQuestion::of).toList());
  }

  @Operation(
      operationId = "cancelQuestion",
      summary = "Cancel a question",
      description =
          "It leaves the queue, or is stopped in the engine; whoever asked it is told"
              + " `question-cancelled`, unless the answer was on its way already. A question is"
              + " also cancelled when the connection of whoever asked is closed.")
  @Parameter(
      name = "id",
      in = ParameterIn.PATH,
      required = true,
      description = "One of `GET /api/v1/queries`.",
      example = "31f300ec-8287-4cc9-a769-e37facaa7dba")
  @APIResponse(responseCode = "204", description = "It is being stopped.")
  @DELETE
  @Path("/{id}")
  @Requires(Access.ASK)
  public void cancel(@PathParam("id") String id) {
    if (!running.cancel(caller.project().id(), id)) {
      throw notRunning();
    }
  }

  static ProblemException notRunning() {
    return new ProblemException(
        ProblemType.QUESTION_NOT_RUNNING,
        "No question of the project with this id waits or runs in this process.");
  }
}
