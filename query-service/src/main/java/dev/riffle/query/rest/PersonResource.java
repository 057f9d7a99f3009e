package dev.riffle.query.rest;

import dev.riffle.event.Identity;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.alias.AliasBook;
import dev.riffle.query.alias.StoredAliases;
import dev.riffle.query.metadata.AliasOrders;
import dev.riffle.query.person.FoundId;
import dev.riffle.query.person.IdKind;
import dev.riffle.query.person.PersonEvents;
import dev.riffle.query.person.PersonProfile;
import dev.riffle.query.person.StoredPersons;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Single persons: found, shown, and what they did. */
@Path("/api/v1/persons")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Persons")
public class PersonResource {
  private static final String KIND = "kind";
  private static final String EVENT = "event";
  private static final String CURSOR = "cursor";
  private static final int LIMIT_DEFAULT = 100;
  private static final int LIMIT_MAX = 1_000;

  private final StoredPersons stored;
  private final StoredAliases aliases;
  private final AliasOrders orders;
  private final Caller caller;

  PersonResource(StoredPersons stored, StoredAliases aliases, AliasOrders orders, Caller caller) {
    this.stored = stored;
    this.aliases = aliases;
    this.orders = orders;
    this.caller = caller;
  }

  /** Ids in their order. */
  public record Found(List<FoundId> ids) {}

  @Operation(
      operationId = "findPersons",
      summary = "Find ids by their beginning",
      description = "User ids and anonymous ids that begin with `search`, capitals included.")
  @Parameter(
      name = Parameters.SEARCH,
      in = ParameterIn.QUERY,
      description = "What the id begins with; everything when left out.",
      example = "user-1")
  @Parameter(ref = "limit")
  @GET
  @Requires(Access.ASK)
  public Found find(@Context UriInfo address) {
    Parameters parameters = Parameters.in(address).only(Parameters.SEARCH, Parameters.LIMIT);
    return new Found(
        stored.search(project(), parameters.search(), parameters.limit(LIMIT_DEFAULT, LIMIT_MAX)));
  }

  @Operation(
      operationId = "person",
      summary = "A person",
      description =
          "Current properties and how they came about, devices, aliases, first and last seen. An"
              + " anonymous id that a user has logged in on is that user.")
  @Parameter(name = "id", in = ParameterIn.PATH, required = true, example = "user-17")
  @Parameter(
      name = KIND,
      in = ParameterIn.QUERY,
      description = "What the id names.",
      schema =
          @Schema(
              enumeration = {"user", "device"},
              defaultValue = "user"))
  @GET
  @Path("/{id}")
  @Requires(Access.ASK)
  public PersonProfile person(@PathParam("id") String id, @Context UriInfo address) {
    long person = found(id, Parameters.in(address).only(KIND));
    AliasBook book = AliasBook.of(aliases.sent(project()), orders.of(caller.project().id()));
    return stored.profile(project(), person, book);
  }

  @Operation(
      operationId = "personEvents",
      summary = "What a person did",
      description =
          "Tracked events, newest first, with their properties and the user's at each event. Pages"
              + " do not shift when events arrive meanwhile.")
  @Parameter(name = "id", in = ParameterIn.PATH, required = true, example = "user-17")
  @Parameter(
      name = KIND,
      in = ParameterIn.QUERY,
      description = "What the id names.",
      schema =
          @Schema(
              enumeration = {"user", "device"},
              defaultValue = "user"))
  @Parameter(name = EVENT, in = ParameterIn.QUERY, description = "Only events of this name.")
  @Parameter(name = CURSOR, in = ParameterIn.QUERY, description = "The `next` of the page before.")
  @Parameter(ref = "limit")
  @GET
  @Path("/{id}/events")
  @Requires(Access.ASK)
  public PersonEvents events(@PathParam("id") String id, @Context UriInfo address) {
    Parameters parameters = Parameters.in(address).only(KIND, EVENT, CURSOR, Parameters.LIMIT);
    int limit = parameters.limit(LIMIT_DEFAULT, LIMIT_MAX);
    return stored
        .events(
            project(),
            found(id, parameters),
            parameters.optional(EVENT),
            parameters.optional(CURSOR),
            limit)
        .orElseThrow(
            () -> Parameters.wrong(CURSOR, "malformed", "It is the `next` of an earlier page."));
  }

  private long found(String id, Parameters parameters) {
    IdKind kind = parameters.constant(KIND, IdKind.class, IdKind.USER);
    if (id.length() <= Identity.ID_CHARACTERS_MAX) {
      var person = stored.person(project(), kind, id);
      if (person.isPresent()) {
        return person.get();
      }
    }
    throw new ProblemException(
        ProblemType.PERSON_NOT_FOUND,
        "No " + kind.wire() + " \"" + id + "\". Ids are exact, capitals included.");
  }

  private ProjectContext project() {
    return CallersProject.of(caller);
  }
}
