package dev.riffle.query.rest;

import dev.riffle.query.answer.Answer;
import dev.riffle.query.metadata.SavedItems;
import dev.riffle.query.question.StatedQuestion;
import dev.riffle.query.rest.access.Access;
import dev.riffle.query.rest.access.Caller;
import dev.riffle.query.rest.access.Requires;
import dev.riffle.query.rest.json.StrictJson;
import dev.riffle.query.rest.problem.FieldError;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import dev.riffle.query.saved.SavedItem;
import dev.riffle.query.saved.SavedType;
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

/** Saved questions: written, changed, taken away, and asked. */
@Path("/api/v1/questions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Saved")
public class SavedQuestionResource {
  private static final List<String> FIELDS = List.of("kind", "question");
  private static final byte[] NO_SCOPE = {'{', '}'};

  private final SavedItems items;
  private final Answering answering;
  private final Caller caller;

  SavedQuestionResource(SavedItems items, Answering answering, Caller caller) {
    this.items = items;
    this.answering = answering;
    this.caller = caller;
  }

  /** By their names. */
  public record SavedQuestions(List<SavedQuestionBody> questions) {}

  @Operation(operationId = "savedQuestions", summary = "Saved questions")
  @GET
  @Requires(Access.ASK)
  public SavedQuestions all() {
    return new SavedQuestions(
        items.of(caller.project().id(), SavedType.QUESTION).stream()
            .map(SavedQuestionBody::of)
            .toList());
  }

  @Operation(
      operationId = "createQuestion",
      summary = "Save a question",
      description =
          "It is kept as it was sent, a relative range stays relative. Its names of events and"
              + " properties are looked up whenever it is asked.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "NewSavedQuestion")))
  @APIResponse(
      responseCode = "201",
      description = "The question, and its address in `Location`.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SavedQuestionBody.class)))
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ADMINISTER)
  public RestResponse<SavedQuestionBody> create(byte[] body) {
    SavedItem.Draft<StatedQuestion> draft = draft(body, false);
    SavedItem<StatedQuestion> saved =
        SavedRefusals.unlessInTheWay(
            SavedType.QUESTION,
            () ->
                items.create(caller.project().id(), SavedType.QUESTION, draft, caller.key().id()));
    return RestResponse.ResponseBuilder.<SavedQuestionBody>created(
            URI.create("/api/v1/questions/" + saved.id()))
        .entity(SavedQuestionBody.of(saved))
        .build();
  }

  @Operation(operationId = "savedQuestion", summary = "One saved question")
  @Parameter(ref = "question")
  @GET
  @Path("/{question}")
  @Requires(Access.ASK)
  public SavedQuestionBody one(@PathParam("question") String question) {
    return SavedQuestionBody.of(found(question));
  }

  @Operation(
      operationId = "changeQuestion",
      summary = "Change a saved question",
      description =
          "`version` must be the newest one: so nobody overwrites what somebody else has just"
              + " written. Its id stays.")
  @Parameter(ref = "question")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "SavedQuestionChange")))
  @PUT
  @Path("/{question}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ADMINISTER)
  public SavedQuestionBody change(@PathParam("question") String question, byte[] body) {
    SavedItem.Draft<StatedQuestion> draft = draft(body, true);
    Optional<SavedItem<StatedQuestion>> changed =
        SavedRefusals.unlessInTheWay(
            SavedType.QUESTION,
            () ->
                items.change(
                    caller.project().id(), SavedType.QUESTION, question, draft, caller.key().id()));
    return SavedQuestionBody.of(changed.orElseThrow(() -> noQuestion(question)));
  }

  @Operation(
      operationId = "deleteQuestion",
      summary = "Take a saved question away",
      description = "Refused as long as dashboards show it.")
  @Parameter(ref = "question")
  @APIResponse(responseCode = "204", description = "It is gone.")
  @DELETE
  @Path("/{question}")
  @Requires(Access.ADMINISTER)
  public void delete(@PathParam("question") String question) {
    boolean gone =
        SavedRefusals.unlessInTheWay(
            SavedType.QUESTION,
            () -> items.delete(caller.project().id(), SavedType.QUESTION, question));
    if (!gone) {
      throw noQuestion(question);
    }
  }

  @Operation(
      operationId = "askSavedQuestion",
      summary = "Ask a saved question",
      description =
          "The answer is that of the question's kind. What the body says of range, time zone,"
              + " `asOfReceived` and `explain` takes the place of what the question says.")
  @Parameter(ref = "question")
  @RequestBody(
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "ScopeChange")))
  @APIResponse(
      responseCode = "200",
      description = "OK",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Answer.class)),
        @Content(
            mediaType = AnswerTableWriter.CSV,
            schema = @Schema(implementation = String.class)),
        @Content(
            mediaType = AnswerTableWriter.JSONL,
            schema = @Schema(implementation = String.class)),
        @Content(
            mediaType = AnswerTableWriter.PARQUET,
            schema = @Schema(implementation = String.class))
      })
  @Parameter(ref = "X-Riffle-Query-Id")
  @POST
  @Path("/{question}/answer")
  @Produces({
    MediaType.APPLICATION_JSON,
    AnswerTableWriter.CSV,
    AnswerTableWriter.JSONL,
    AnswerTableWriter.PARQUET
  })
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ASK)
  public Answer answer(@PathParam("question") String question, byte[] body) {
    return answering.answer(
        readable(question).within(StrictJson.text(body.length == 0 ? NO_SCOPE : body)));
  }

  @Operation(
      operationId = "answerOfSavedQuestion",
      summary = "The answer of a saved question",
      description =
          "As `POST`, by an address: with `If-None-Match` and the `ETag` of an answer, 304 says that"
              + " nothing in it has changed.")
  @Parameter(ref = "question")
  @Parameter(ref = "last")
  @Parameter(ref = "from")
  @Parameter(ref = "to")
  @Parameter(ref = "timeZone")
  @Parameter(ref = "asOfReceived")
  @Parameter(ref = "explain")
  @APIResponse(
      responseCode = "200",
      description = "OK",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Answer.class)),
        @Content(
            mediaType = AnswerTableWriter.CSV,
            schema = @Schema(implementation = String.class)),
        @Content(
            mediaType = AnswerTableWriter.JSONL,
            schema = @Schema(implementation = String.class)),
        @Content(
            mediaType = AnswerTableWriter.PARQUET,
            schema = @Schema(implementation = String.class))
      })
  @GET
  @Path("/{question}/answer")
  @Produces({
    MediaType.APPLICATION_JSON,
    AnswerTableWriter.CSV,
    AnswerTableWriter.JSONL,
    AnswerTableWriter.PARQUET
  })
  @Requires(Access.ASK)
  public Answer answer(@PathParam("question") String question, @Context UriInfo address) {
    return answering.answer(readable(question).within(Parameters.in(address).values()));
  }

  /** A saved question that this language can read. */
  private StatedQuestion readable(String question) {
    StatedQuestion stated = found(question).content();
    List<FieldError> faults = SavedQuestionBody.faults(stated);
    if (!faults.isEmpty()) {
      throw new ProblemException(
          ProblemType.SAVED_QUESTION_OUTDATED,
          "It was saved in an older language. `errors` points into the saved question.",
          faults);
    }
    return stated;
  }

  private static SavedItem.Draft<StatedQuestion> draft(byte[] body, boolean change) {
    return SavedItem.draft(StrictJson.text(body), change, FIELDS, StatedQuestion::in);
  }

  private SavedItem<StatedQuestion> found(String id) {
    return items
        .find(caller.project().id(), SavedType.QUESTION, id)
        .orElseThrow(() -> noQuestion(id));
  }

  private static ProblemException noQuestion(String id) {
    return new ProblemException(
        ProblemType.SAVED_QUESTION_NOT_FOUND, "There is no saved question \"" + id + "\".");
  }
}
