package dev.riffle.query.rest;

import dev.riffle.event.Identity;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.alias.AliasBook;
import dev.riffle.query.alias.AliasConflictException;
import dev.riffle.query.alias.AliasEntry;
import dev.riffle.query.alias.AliasOrder;
import dev.riffle.query.alias.AliasPreview;
import dev.riffle.query.alias.StoredAliases;
import dev.riffle.query.metadata.AliasOrders;
import dev.riffle.query.metadata.NewAliasOrder;
import dev.riffle.query.rest.access.Access;
import dev.riffle.query.rest.access.Caller;
import dev.riffle.query.rest.access.Requires;
import dev.riffle.query.rest.json.JsonObject;
import dev.riffle.query.rest.json.StrictJson;
import dev.riffle.query.rest.problem.FieldError;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Which ids are one person by declaration: asked, ordered and taken back. */
@Path("/api/v1/aliases")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Persons")
public class AliasResource {
  private static final String PREVIOUS_ID = "previousId";
  private static final String USER_ID = "userId";
  private static final int LIMIT_DEFAULT = 100;
  private static final int LIMIT_MAX = 1_000;

  private final StoredAliases stored;
  private final AliasOrders orders;
  private final Caller caller;

  AliasResource(StoredAliases stored, AliasOrders orders, Caller caller) {
    this.stored = stored;
    this.orders = orders;
    this.caller = caller;
  }

  /** Statements about aliases, newest first. */
  public record Aliases(List<AliasEntry> aliases) {}

  /** An order that was placed. */
  @Schema(name = "PlacedAliasOrder")
  public record Placed(long id, String previousId, String userId, String action, String orderedAt) {
    static Placed of(AliasOrder order, String action) {
      return new Placed(
          order.id(), order.previousId(), order.userId(), action, order.orderedAt().toString());
    }
  }

  @Operation(
      operationId = "aliases",
      summary = "Aliases, and what became of them",
      description =
          "All that SDKs and administrators have said about two ids being one person, newest first:"
              + " accepted, refused with the reason, undone or replaced; when, and by which key.")
  @Parameter(ref = "limit")
  @GET
  @Requires(Access.ADMINISTER)
  public Aliases aliases(@Context UriInfo address) {
    int limit = Parameters.in(address).only(Parameters.LIMIT).limit(LIMIT_DEFAULT, LIMIT_MAX);
    return new Aliases(book().entries().stream().limit(limit).toList());
  }

  @Operation(
      operationId = "previewAlias",
      summary = "What an alias would change",
      description = "Persons, events and devices that would be concerned. Changes nothing.")
  @Parameter(name = PREVIOUS_ID, in = ParameterIn.QUERY, required = true, example = "user-17-old")
  @Parameter(name = USER_ID, in = ParameterIn.QUERY, required = true, example = "user-17")
  @GET
  @Path("/preview")
  @Requires(Access.ADMINISTER)
  public AliasPreview preview(@Context UriInfo address) {
    Parameters parameters = Parameters.in(address).only(PREVIOUS_ID, USER_ID);
    String previousId = parameters.id(PREVIOUS_ID);
    String userId = parameters.id(USER_ID);
    requireKnown(previousId, userId, "?");
    return stored.preview(project(), book(), previousId, userId);
  }

  @Operation(
      operationId = "mergePersons",
      summary = "Make two ids one person",
      description =
          "From now on, and for all their events, the previous id's person is the user's. Answers"
              + " follow within seconds; `GET /api/v1/aliases/preview` shows before what changes.")
  @RequestBody(
      required = true,
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "AliasOrder")))
  @APIResponse(responseCode = "201", description = "The order was placed.")
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ADMINISTER)
  public RestResponse<Placed> merge(byte[] body) {
    NewAliasOrder order = order(body, AliasOrder.Action.MERGE);
    requireKnown(order.previousId(), order.userId(), "/");
    return placed(order, "merge");
  }

  @Operation(
      operationId = "undoAlias",
      summary = "Make them two again",
      description =
          "Takes back an alias that holds, whether an SDK or an administrator has made it. SDKs"
              + " that send it again change nothing.")
  @RequestBody(
      required = true,
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "AliasOrder")))
  @APIResponse(responseCode = "201", description = "The order was placed.")
  @POST
  @Path("/undo")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ADMINISTER)
  public RestResponse<Placed> undo(byte[] body) {
    return placed(order(body, AliasOrder.Action.UNDO), "undo");
  }

  private RestResponse<Placed> placed(NewAliasOrder order, String action) {
    try {
      AliasOrder placed = orders.place(caller.project().id(), stored.sent(project()), order);
      return RestResponse.status(RestResponse.Status.CREATED, Placed.of(placed, action));
    } catch (AliasConflictException e) {
      throw new ProblemException(
          ProblemType.ALIAS_CONFLICT, Optional.ofNullable(e.getMessage()).orElse(""));
    }
  }

  private NewAliasOrder order(byte[] body, AliasOrder.Action action) {
    JsonObject fields = StrictJson.object(body).only(PREVIOUS_ID, USER_ID, "reason");
    String reason = fields.text("reason").strip();
    if (reason.isEmpty() || reason.length() > AliasOrder.MAX_REASON_LENGTH) {
      throw JsonObject.wrong(
          "reason",
          "out-of-bounds",
          "A reason has 1 to " + AliasOrder.MAX_REASON_LENGTH + " characters.");
    }
    return new NewAliasOrder(
        id(fields, PREVIOUS_ID),
        id(fields, USER_ID),
        action,
        JsonObject.storable("reason", reason),
        caller.key().id());
  }

  private static String id(JsonObject fields, String name) {
    String id = fields.text(name);
    if (id.isEmpty() || id.length() > Identity.ID_CHARACTERS_MAX) {
      throw JsonObject.wrong(
          name, "out-of-bounds", "An id has 1 to " + Identity.ID_CHARACTERS_MAX + " characters.");
    }
    return JsonObject.storable(name, id);
  }

  private void requireKnown(String previousId, String userId, String pointer) {
    if (!stored.knows(project(), previousId)) {
      throw unknown("No user and no device \"" + previousId + "\".", pointer + PREVIOUS_ID);
    }
    if (!stored.knowsUser(project(), userId)) {
      throw unknown("No user \"" + userId + "\".", pointer + USER_ID);
    }
  }

  private static ProblemException unknown(String what, String pointer) {
    String detail = what + " Ids are exact, capitals included.";
    return new ProblemException(
        ProblemType.PERSON_NOT_FOUND,
        detail,
        List.of(new FieldError(pointer, "unknown-id", detail)));
  }

  private AliasBook book() {
    return AliasBook.of(stored.sent(project()), orders.of(caller.project().id()));
  }

  private ProjectContext project() {
    return CallersProject.of(caller);
  }
}
