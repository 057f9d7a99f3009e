package dev.riffle.query.rest;

import dev.riffle.query.ProjectContext;
import dev.riffle.query.export.EventExport;
import dev.riffle.query.export.EventExports;
import dev.riffle.query.export.ExportFormat;
import dev.riffle.query.metadata.KnownKey;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.question.Scope;
import dev.riffle.query.rest.access.Access;
import dev.riffle.query.rest.access.Caller;
import dev.riffle.query.rest.access.Requires;
import dev.riffle.query.time.LocalRange;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.text.Normalizer;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The events themselves, as files. */
@Path("/api/v1/events/export")
@RunOnVirtualThread
@Tag(name = "Questions")
public class EventExportResource {
  private static final String CSV = AnswerTableWriter.CSV;
  private static final String JSONL = AnswerTableWriter.JSONL;
  private static final String PARQUET = AnswerTableWriter.PARQUET;
  private static final String EVENT = "event";
  private static final String FORMAT = "format";

  /** Of a file: newest received time that it covers. */
  private static final String AS_OF = "Riffle-As-Of";

  private final EventExports exports;
  private final Caller caller;
  private final QuestionSlots slots;
  private final InstantSource clock;

  EventExportResource(
      EventExports exports, Caller caller, QuestionSlots slots, InstantSource clock) {
    this.exports = exports;
    this.caller = caller;
    this.slots = slots;
    this.clock = clock;
  }

  @Operation(
      operationId = "exportEvents",
      summary = "The events of a range, as a file",
      description =
          "Tracked events in the order of their times, with the person as it is known by now and"
              + " the user's properties at the event. There is no limit of rows: they are sent as the"
              + " engine makes them. A file that ends before its last chunk is not"
              + " whole. The header `Riffle-As-Of` says up to which received time it goes; sent as"
              + " `asOfReceived` with the same dates, it gives the same events again.")
  @Parameter(ref = "last")
  @Parameter(ref = "from")
  @Parameter(ref = "to")
  @Parameter(ref = "timeZone")
  @Parameter(ref = "asOfReceived")
  @Parameter(
      name = EVENT,
      in = ParameterIn.QUERY,
      description = "Only events of this exact name.",
      example = "Export Started")
  @Parameter(
      name = FORMAT,
      in = ParameterIn.QUERY,
      description = "Instead of `Accept`.",
      schema =
          @Schema(
              enumeration = {"csv", "jsonl", "parquet"},
              defaultValue = "csv"))
  @APIResponse(
      responseCode = "200",
      description = "OK",
      content = {
        @Content(
            mediaType = CSV,
            schema = @Schema(implementation = String.class),
            examples =
                @ExampleObject(
                    name = "One event",
                    value =
                        "event,time,received,person,personKind,personId,device,session,properties,"
                            + "userProperties\n"
                            + "\"Export Started\",\"2026-11-20T09:30:00.000Z\",\"2026-11-20T09:30:01.217Z\","
                            + "17,\"user\",\"ann\",\"d-1\",\"\",\"{}\",\"{\"\"plan\"\":\"\"free\"\"}\"\n")),
        @Content(mediaType = JSONL, schema = @Schema(implementation = String.class)),
        @Content(mediaType = PARQUET, schema = @Schema(implementation = String.class))
      })
  @GET
  @Produces({CSV, JSONL, PARQUET})
  @Requires(Access.ASK)
  public Response export(@Context UriInfo address, @Context HttpHeaders headers) {
    Parameters parameters =
        Parameters.in(address)
            .only("last", "from", "to", "timeZone", "asOfReceived", EVENT, FORMAT);
    ExportFormat format = parameters.constant(FORMAT, ExportFormat.class, accepted(headers));
    Map<String, String> times = new HashMap<>(parameters.values());
    times.remove(EVENT);
    times.remove(FORMAT);
    Scope scope = QuestionReader.scope(times);
    ProjectContext project = CallersProject.of(caller);
    LocalRange range =
        LocalRange.of(
            scope.range(),
            scope.timeZone().orElse(project.zone()),
            project.weekStart(),
            clock.instant());
    Optional<String> event =
        parameters.optional(EVENT).map(name -> Normalizer.normalize(name, Normalizer.Form.NFC));
    EventExport export = new EventExport(range, event, scope.asOfReceived(), format);
    KnownKey key = caller.key();
    EventExports.Prepared file = slots.in(key, () -> exports.prepare(project, export));
    StreamingOutput rows = output -> write(key, file, output);
    Response.ResponseBuilder reply =
        Response.ok(rows, format.mediaType())
            .header(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"events-%s-%s.%s\""
                    .formatted(range.from(), range.to(), format.wire()));
    file.asOf().ifPresent(asOf -> reply.header(AS_OF, asOf));
    return reply.build();
  }

  private void write(KnownKey key, EventExports.Prepared file, OutputStream output)
      throws IOException {
    for (int i = 0; i < file.pieces(); i++) {
      int piece = i;
      slots.<Integer, IOException>inTurn(
          key,
          () -> {
            file.write(piece, output);
            return piece;
          });
    }
  }

  /** The first format of those that are accepted; a browser that takes anything gets CSV. */
  private static ExportFormat accepted(HttpHeaders headers) {
    for (MediaType accepted : headers.getAcceptableMediaTypes()) {
      for (ExportFormat format : ExportFormat.values()) {
        if (accepted.isCompatible(MediaType.valueOf(format.mediaType()))) {
          return format;
        }
      }
    }
    return ExportFormat.CSV;
  }
}
