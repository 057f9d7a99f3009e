package dev.riffle.query.rest;

import dev.riffle.query.Analyst;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.metadata.KnownKey;
import dev.riffle.query.person.PeopleAnswer;
import dev.riffle.query.person.PeopleCursor;
import dev.riffle.query.person.PeopleList;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.PeopleQuestion;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.rest.access.Access;
import dev.riffle.query.rest.access.Caller;
import dev.riffle.query.rest.access.Requires;
import dev.riffle.query.rest.json.StrictJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The persons behind any number. */
@Path("/api/v1/people")
@RunOnVirtualThread
@Tag(name = "Questions")
public class PeopleResource {
  static final String CSV = "text/csv";

  private static final MediaType CSV_TYPE = MediaType.valueOf(CSV);

  private final Analyst analyst;
  private final Caller caller;
  private final QuestionSlots slots;
  private final PeopleCsv csv;

  PeopleResource(Analyst analyst, Caller caller, QuestionSlots slots, PeopleCsv csv) {
    this.analyst = analyst;
    this.caller = caller;
    this.slots = slots;
    this.csv = csv;
  }

  @Operation(
      operationId = "people",
      summary = "Who the persons behind a number are",
      description =
          "Exactly the persons that a number of an answer counts, with their ids as they were sent"
              + " and their current properties: page by page, or with `Accept: text/csv` all of"
              + " them as one stream. Set the question's dates and `asOfReceived` to those of the"
              + " answer, so that the list is that of its number.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "PeopleQuestion")))
  @APIResponse(
      responseCode = "200",
      description = "OK",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = PeopleAnswer.class)),
        @Content(mediaType = CSV, schema = @Schema(implementation = String.class))
      })
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces({MediaType.APPLICATION_JSON, CSV})
  @Requires(Access.ASK)
  public Response people(byte[] body, @Context HttpHeaders headers) {
    PeopleQuestion question = QuestionReader.people(StrictJson.text(body));
    Optional<PeopleCursor> cursor = question.cursor().map(PeopleResource::cursor);
    Optional<Instant> asOf = cursor.map(PeopleCursor::receivedUntil);
    ProjectContext project = CallersProject.of(caller);
    KnownKey key = caller.key();
    if (wantsCsv(headers)) {
      PeopleList list = slots.in(key, () -> analyst.people(project, question.cell(), asOf));
      PeopleList.Page first = slots.in(key, () -> list.page(0, PeopleCsv.PAGE));
      StreamingOutput rows =
          output ->
              csv.write(
                  output,
                  first,
                  after -> slots.inTurn(key, () -> list.page(after, PeopleCsv.PAGE)));
      return Response.ok(rows, CSV_TYPE)
          .header("Content-Disposition", "attachment; filename=\"people.csv\"")
          .build();
    }
    PeopleAnswer answer =
        slots.in(
            key,
            () ->
                analyst
                    .people(project, question.cell(), asOf)
                    .answer(
                        cursor, question.limit(), question.cell().question().scope().explain()));
    return Response.ok(answer, MediaType.APPLICATION_JSON_TYPE).build();
  }

  private static boolean wantsCsv(HttpHeaders headers) {
    for (MediaType accepted : headers.getAcceptableMediaTypes()) {
      if (accepted.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
        return false;
      }
      if (accepted.isCompatible(CSV_TYPE)) {
        return true;
      }
    }
    return false;
  }

  private static PeopleCursor cursor(String text) {
    return PeopleCursor.of(text)
        .orElseThrow(() ->
            InvalidQuestion.at(
                "/cursor", FaultCode.MALFORMED, "It is the `next` of an earlier page."));
  }
}
