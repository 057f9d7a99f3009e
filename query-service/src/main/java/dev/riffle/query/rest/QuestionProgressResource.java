package dev.riffle.query.rest;

import dev.riffle.project.ProjectId;
import dev.riffle.query.rest.access.Access;
import dev.riffle.query.rest.access.Caller;
import dev.riffle.query.rest.access.Requires;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Questions that have no answer yet, followed. */
@Path("/api/v1/queries")
@RunOnVirtualThread
@Tag(name = "Questions")
public class QuestionProgressResource {
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final RunningQuestions running;
  private final ReadRows rows;
  private final OpenStreams streams;
  private final InstantSource clock;
  private final Caller caller;
  private final CurrentVertxRequest current;

  QuestionProgressResource(
      RunningQuestions running,
      ReadRows rows,
      OpenStreams streams,
      InstantSource clock,
      Caller caller,
      CurrentVertxRequest current) {
    this.running = running;
    this.rows = rows;
    this.streams = streams;
    this.clock = clock;
    this.caller = caller;
    this.current = current;
  }

  @Operation(
      operationId = "questionProgress",
      summary = "How far a question is",
      description =
          "Server-sent events, about twice a second: `waiting` with its `place` among those of its"
              + " key that wait; `running` with `elapsedMs` since its turn came, the number of the"
              + " `statement` that runs, `rowsRead` by it and `rowsToRead` as far as the engine knows"
              + " by now; then one of `done`, `failed` and `cancelled`, and the end. The id can be"
              + " chosen when asking, by `X-Riffle-Query-Id`.")
  @Parameter(
      name = "id",
      in = ParameterIn.PATH,
      required = true,
      description = "One of `GET /api/v1/queries`, or one that was chosen.",
      example = "31f300ec-8287-4cc9-a769-e37facaa7dba")
  @APIResponse(
      responseCode = "200",
      description = "Events until the question ends.",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = String.class),
              examples =
                  @ExampleObject(
                      name = "A question that waits, runs and is answered",
                      value =
                          """
                          event: waiting
                          data: {"place":1}

                          event: running
                          data: {"statement":2,"rowsRead":1376256,"rowsToRead":4194304,"elapsedMs":512}

                          event: done
                          data: {}

                          """)))
  @GET
  @Path("/{id}/progress")
  @Requires(Access.ASK)
  public RestResponse<StreamingOutput> progress(@PathParam("id") String id) {
    ProjectId project = caller.project().id();
    RunningQuestions.Running question =
        running.find(project, id).orElseThrow(RunningQuestionResource::notRunning);
    streams.open(project);
    HttpServerResponse response = current.getCurrent().response();
    ProgressStream progress =
        new ProgressStream(question, rows::of, response::closed, clock, LOOK_EVERY);
    return RestResponse.ResponseBuilder.<StreamingOutput>ok(
            out -> {
              try {
                progress.write(out);
              } finally {
                streams.close(project);
              }
            })
        .header(HttpHeaders.CONTENT_TYPE, MediaType.SERVER_SENT_EVENTS)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        // nginx would else collect events before it passes them on
        .header("X-Accel-Buffering", "no")
        .build();
  }
}
