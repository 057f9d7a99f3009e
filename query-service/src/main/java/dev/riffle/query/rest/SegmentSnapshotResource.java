package dev.riffle.query.rest;

import dev.riffle.query.metadata.Segments;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.TimeRange;
import dev.riffle.query.rest.access.Access;
import dev.riffle.query.rest.access.Caller;
import dev.riffle.query.rest.access.Requires;
import dev.riffle.query.rest.json.JsonObject;
import dev.riffle.query.rest.json.StrictJson;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import dev.riffle.query.segment.SavedSegment;
import dev.riffle.query.segment.SegmentAnalyst;
import dev.riffle.query.segment.Snapshot;
import dev.riffle.query.segment.SnapshotException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Lists of who was in a segment at an instant, saved as segments themselves. */
@Path("/api/v1/segments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Segments")
public class SegmentSnapshotResource {
  private static final String AS_OF = "asOf";

  private final Segments segments;
  private final SegmentAnalyst analyst;
  private final Caller caller;
  private final QuestionSlots slots;

  SegmentSnapshotResource(
      Segments segments, SegmentAnalyst analyst, Caller caller, QuestionSlots slots) {
    this.segments = segments;
    this.analyst = analyst;
    this.caller = caller;
    this.slots = slots;
  }

  @Operation(
      operationId = "snapshotSegment",
      summary = "Keep who is in a segment",
      description =
          "Saves the members as of now, or as of a past instant, as a segment of its own: a list of"
              + " ids that does not change any more, to be used wherever a segment is. It has 1 to"
              + " 10,000 persons, and at most 120,000 bytes as JSON.")
  @Parameter(ref = "segment")
  @RequestBody(
      required = true,
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "NewSnapshot")))
  @APIResponse(
      responseCode = "201",
      description = "The new segment, and its address in `Location`.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SegmentBody.class)))
  @POST
  @Path("/{segment}/snapshots")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ADMINISTER)
  public RestResponse<SegmentBody> keep(@PathParam("segment") String segment, byte[] body) {
    JsonObject fields = StrictJson.object(body).only("name", "owner", "description", AS_OF);
    String name = SegmentBody.Written.name(fields);
    Optional<Instant> asOf = fields.optionalText(AS_OF).map(SegmentSnapshotResource::instant);
    SavedSegment of = SegmentResource.found(segments.find(caller.project().id(), segment), segment);
    Snapshot snapshot =
        slots.in(
            caller.key(),
            () -> {
              try {
                return analyst.snapshot(CallersProject.of(caller), of.population(), asOf);
              } catch (SnapshotException e) {
                throw new ProblemException(
                    ProblemType.SEGMENT_CONFLICT, Optional.ofNullable(e.getMessage()).orElse(""));
              }
            });
    String description =
        "The %d persons who were in \"%s\" (%s, version %d) at %s."
            .formatted(
                snapshot.persons(), of.content().name(), of.id(), of.version(), snapshot.asOf());
    SavedSegment saved =
        SegmentResource.unlessInTheWay(() ->
            segments.create(
                caller.project().id(),
                new SavedSegment.Content(
                    name,
                    SegmentBody.Written.owner(fields),
                    SegmentBody.Written.description(fields).orElse(description),
                    snapshot.population()),
                caller.key().id()));
    return RestResponse.ResponseBuilder.<SegmentBody>created(
            URI.create("/api/v1/segments/" + saved.id()))
        .entity(SegmentBody.of(saved))
        .build();
  }

  private static Instant instant(String text) {
    try {
      return TimeRange.checked("", Instant.parse(text));
    } catch (InvalidQuestion e) {
      throw JsonObject.wrong(AS_OF, "out-of-bounds", e.faults().getFirst().detail());
    } catch (DateTimeException e) {
      throw JsonObject.wrong(
          AS_OF, "malformed", "It is an instant such as 2026-11-22T09:30:00.123Z.");
    }
  }
}
