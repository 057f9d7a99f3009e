package dev.riffle.query.rest;

import dev.riffle.query.metadata.Annotations;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.question.Scope;
import dev.riffle.query.rest.access.Access;
import dev.riffle.query.rest.access.Caller;
import dev.riffle.query.rest.access.Requires;
import dev.riffle.query.rest.json.StrictJson;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import dev.riffle.query.saved.Annotation;
import dev.riffle.query.time.LocalRange;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Notes on the time axis: releases, campaigns, outages. */
@Path("/api/v1/annotations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Saved")
public class AnnotationResource {
  private final Annotations annotations;
  private final Caller caller;
  private final InstantSource clock;

  AnnotationResource(Annotations annotations, Caller caller, InstantSource clock) {
    this.annotations = annotations;
    this.caller = caller;
    this.clock = clock;
  }

  /** In the order of time. */
  public record AnnotationList(List<AnnotationBody> annotations) {}

  @Operation(
      operationId = "annotations",
      summary = "Annotations in a range",
      description = "Instants on the range's local days, and dates among them.")
  @Parameter(ref = "last")
  @Parameter(ref = "from")
  @Parameter(ref = "to")
  @Parameter(ref = "timeZone")
  @GET
  @Requires(Access.ASK)
  public AnnotationList within(@Context UriInfo address) {
    Parameters parameters = Parameters.in(address).only("last", "from", "to", "timeZone");
    Scope scope = QuestionReader.scope(parameters.values());
    LocalRange range =
        LocalRange.of(
            scope.range(),
            scope.timeZone().orElse(caller.project().timeZone()),
            caller.project().weekStart(),
            clock.instant());
    return new AnnotationList(
        annotations.within(caller.project().id(), range).stream().map(AnnotationBody::of).toList());
  }

  @Operation(operationId = "createAnnotation", summary = "Note what happened")
  @RequestBody(
      required = true,
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "NewAnnotation")))
  @APIResponse(
      responseCode = "201",
      description = "The annotation, and its address in `Location`.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = AnnotationBody.class)))
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ADMINISTER)
  public RestResponse<AnnotationBody> create(byte[] body) {
    Annotation.Draft draft = Annotation.draft(StrictJson.text(body), false);
    Annotation saved =
        SavedRefusals.unlessChanged(
            () -> annotations.create(caller.project().id(), draft.content(), caller.key().id()));
    return RestResponse.ResponseBuilder.<AnnotationBody>created(
            URI.create("/api/v1/annotations/" + saved.id()))
        .entity(AnnotationBody.of(saved))
        .build();
  }

  @Operation(operationId = "annotation", summary = "One annotation")
  @Parameter(ref = "annotation")
  @GET
  @Path("/{annotation}")
  @Requires(Access.ASK)
  public AnnotationBody one(@PathParam("annotation") String annotation) {
    return annotations
        .find(caller.project().id(), number(annotation))
        .map(AnnotationBody::of)
        .orElseThrow(() -> noAnnotation(annotation));
  }

  @Operation(
      operationId = "changeAnnotation",
      summary = "Change an annotation",
      description = "`version` must be the newest one.")
  @Parameter(ref = "annotation")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "AnnotationChange")))
  @PUT
  @Path("/{annotation}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ADMINISTER)
  public AnnotationBody change(@PathParam("annotation") String annotation, byte[] body) {
    Annotation.Draft draft = Annotation.draft(StrictJson.text(body), true);
    long id = number(annotation);
    Optional<Annotation> changed =
        SavedRefusals.unlessChanged(
            () -> annotations.change(caller.project().id(), id, draft, caller.key().id()));
    return AnnotationBody.of(changed.orElseThrow(() -> noAnnotation(annotation)));
  }

  @Operation(operationId = "deleteAnnotation", summary = "Take an annotation away")
  @Parameter(ref = "annotation")
  @APIResponse(responseCode = "204", description = "It is gone.")
  @DELETE
  @Path("/{annotation}")
  @Requires(Access.ADMINISTER)
  public void delete(@PathParam("annotation") String annotation) {
    if (!annotations.delete(caller.project().id(), number(annotation))) {
      throw noAnnotation(annotation);
    }
  }

  private static long number(String annotation) {
    if (!annotation.matches("[1-9][0-9]{0,17}")) {
      throw noAnnotation(annotation);
    }
    return Long.parseLong(annotation);
  }

  private static ProblemException noAnnotation(String id) {
    return new ProblemException(
        ProblemType.ANNOTATION_NOT_FOUND, "There is no annotation " + id + ".");
  }
}
