package dev.riffle.query.rest;

import dev.riffle.query.metadata.NameTakenException;
import dev.riffle.query.metadata.SegmentConflictException;
import dev.riffle.query.metadata.Segments;
import dev.riffle.query.rest.access.Access;
import dev.riffle.query.rest.access.Caller;
import dev.riffle.query.rest.access.Requires;
import dev.riffle.query.rest.json.JsonObject;
import dev.riffle.query.rest.json.StrictJson;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import dev.riffle.query.segment.SavedSegment;
import dev.riffle.query.segment.SegmentAnalyst;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Saved segments: written, changed with their history kept, and taken away. */
@Path("/api/v1/segments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Segments")
public class SegmentResource {
  private static final String[] FIELDS = {"name", "owner", "description", "population"};

  private final Segments segments;
  private final SegmentAnalyst analyst;
  private final Caller caller;

  SegmentResource(Segments segments, SegmentAnalyst analyst, Caller caller) {
    this.segments = segments;
    this.analyst = analyst;
    this.caller = caller;
  }

  /** In the order of their ids. */
  public record SavedSegments(List<SegmentBody> segments) {}

  /** Oldest first; one that says {@code deleted} may be the last. */
  public record SegmentVersions(List<SegmentBody> versions) {}

  @Operation(operationId = "segments", summary = "Saved segments")
  @GET
  @Requires(Access.ASK)
  public SavedSegments all() {
    return new SavedSegments(
        segments.of(caller.project().id()).stream().map(SegmentBody::of).toList());
  }

  @Operation(
      operationId = "createSegment",
      summary = "Save a segment",
      description =
          "Questions name it by the `id` that is made from its name. Membership is never stored: it"
              + " is computed for each question, as of the question's time.")
  @RequestBody(
      required = true,
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "NewSegment")))
  @APIResponse(
      responseCode = "201",
      description = "The segment, and its address in `Location`.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SegmentBody.class)))
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ADMINISTER)
  public RestResponse<SegmentBody> create(byte[] body) {
    SegmentBody.Written written = written(StrictJson.object(body).only(FIELDS));
    SavedSegment saved =
        unlessInTheWay(
            () -> segments.create(caller.project().id(), written.content(), caller.key().id()));
    return RestResponse.ResponseBuilder.<SegmentBody>created(
            URI.create("/api/v1/segments/" + saved.id()))
        .entity(SegmentBody.of(saved))
        .build();
  }

  @Operation(operationId = "segment", summary = "One saved segment")
  @Parameter(ref = "segment")
  @GET
  @Path("/{segment}")
  @Requires(Access.ASK)
  public SegmentBody one(@PathParam("segment") String segment) {
    return SegmentBody.of(found(segments.find(caller.project().id(), segment), segment));
  }

  @Operation(
      operationId = "changeSegment",
      summary = "Change a segment",
      description =
          "Writes a new version in place of `version`, which must be the newest one: so nobody"
              + " overwrites what somebody else has just written. Its id stays.")
  @Parameter(ref = "segment")
  @RequestBody(
      required = true,
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "SegmentChange")))
  @PUT
  @Path("/{segment}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ADMINISTER)
  public SegmentBody change(@PathParam("segment") String segment, byte[] body) {
    JsonObject fields =
        StrictJson.object(body).only("name", "owner", "description", "population", "version");
    int version = fields.wholeNumber("version");
    SegmentBody.Written written = written(fields);
    Optional<SavedSegment> changed =
        unlessInTheWay(() ->
            segments.change(
                caller.project().id(), segment, version, written.content(), caller.key().id()));
    return SegmentBody.of(found(changed, segment));
  }

  @Operation(
      operationId = "deleteSegment",
      summary = "Take a segment away",
      description = "Its versions can still be read. Questions that name it are refused.")
  @Parameter(ref = "segment")
  @APIResponse(responseCode = "204", description = "It is gone.")
  @DELETE
  @Path("/{segment}")
  @Requires(Access.ADMINISTER)
  public void delete(@PathParam("segment") String segment) {
    Optional<SavedSegment> gone =
        unlessInTheWay(() -> segments.delete(caller.project().id(), segment, caller.key().id()));
    found(gone, segment);
  }

  @Operation(
      operationId = "segmentVersions",
      summary = "All versions of a segment",
      description = "Who wrote what and when, oldest first; of deleted segments too.")
  @Parameter(ref = "segment")
  @GET
  @Path("/{segment}/versions")
  @Requires(Access.ASK)
  public SegmentVersions versions(@PathParam("segment") String segment) {
    List<SavedSegment> versions = segments.history(caller.project().id(), segment);
    if (versions.isEmpty()) {
      throw noSegment(segment);
    }
    return new SegmentVersions(versions.stream().map(SegmentBody::of).toList());
  }

  private SegmentBody.Written written(JsonObject fields) {
    SegmentBody.Written written = SegmentBody.Written.in(fields);
    analyst.check(CallersProject.of(caller), written.population(), "/population");
    return written;
  }

  static <T> T unlessInTheWay(Supplier<T> write) {
    try {
      return write.get();
    } catch (NameTakenException e) {
      throw new ProblemException(
          ProblemType.NAME_TAKEN, "There is a segment of this name already.");
    } catch (SegmentConflictException e) {
      throw new ProblemException(
          ProblemType.SEGMENT_CONFLICT, Optional.ofNullable(e.getMessage()).orElse(""));
    }
  }

  static SavedSegment found(Optional<SavedSegment> segment, String id) {
    return segment.orElseThrow(() -> noSegment(id));
  }

  private static ProblemException noSegment(String id) {
    return new ProblemException(
        ProblemType.SEGMENT_NOT_FOUND, "There is no segment \"" + id + "\".");
  }
}
