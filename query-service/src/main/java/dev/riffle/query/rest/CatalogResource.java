package dev.riffle.query.rest;

import dev.riffle.query.ProjectContext;
import dev.riffle.query.catalog.EventEntry;
import dev.riffle.query.catalog.Pickers;
import dev.riffle.query.catalog.PropertyEntry;
import dev.riffle.query.catalog.ValueEntry;
import dev.riffle.query.question.Fault;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.PropertyOf;
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

/** What there is to choose from while writing a question. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Catalog")
public class CatalogResource {
  private final Pickers pickers;
  private final Caller caller;

  CatalogResource(Pickers pickers, Caller caller) {
    this.pickers = pickers;
    this.caller = caller;
  }

  /** Events, most frequent first. */
  public record Events(List<EventEntry> events) {}

  /** Properties, most frequent first. */
  public record Properties(List<PropertyEntry> properties) {}

  /** Values of a property, most frequent first. */
  public record PropertyValues(String property, PropertyOf of, List<ValueEntry> values) {}

  @Operation(
      operationId = "events",
      summary = "Events that were received",
      description = "Names and counts of the project's events, most frequent first.")
  @Parameter(ref = "search")
  @Parameter(ref = "limit")
  @GET
  @Path("/events")
  @Requires(Access.ASK)
  public Events events(@Context UriInfo address) {
    Parameters parameters = Parameters.in(address).only(Parameters.SEARCH, Parameters.LIMIT);
    return new Events(pickers.events(project(), parameters.search(), limit(parameters)));
  }

  @Operation(
      operationId = "properties",
      summary = "Properties that were received",
      description =
          "Names, types and counts of the properties of events and of users, most frequent first."
              + " A property sent with more than one type names each.")
  @Parameter(
      name = "of",
      in = ParameterIn.QUERY,
      description = "Only properties of events, or only those of users; both when left out.",
      schema = @Schema(enumeration = {"event", "user"}))
  @Parameter(ref = "search")
  @Parameter(ref = "limit")
  @GET
  @Path("/properties")
  @Requires(Access.ASK)
  public Properties properties(@Context UriInfo address) {
    Parameters parameters =
        Parameters.in(address).only(Parameters.OF, Parameters.SEARCH, Parameters.LIMIT);
    return new Properties(
        pickers.properties(project(), parameters.of(), parameters.search(), limit(parameters)));
  }

  @Operation(
      operationId = "propertyValues",
      summary = "Values of a property",
      description = "Values of one property with their counts, most frequent first.")
  @Parameter(
      name = "name",
      in = ParameterIn.PATH,
      required = true,
      description = "Exact name of the property.",
      example = "plan")
  @Parameter(
      name = "of",
      in = ParameterIn.QUERY,
      description = "Whose property it is; `event` when left out.",
      schema = @Schema(enumeration = {"event", "user"}),
      example = "user")
  @Parameter(ref = "search")
  @Parameter(ref = "limit")
  @GET
  @Path("/properties/{name}/values")
  @Requires(Access.ASK)
  public PropertyValues values(@PathParam("name") String name, @Context UriInfo address) {
    Parameters parameters =
        Parameters.in(address).only(Parameters.OF, Parameters.SEARCH, Parameters.LIMIT);
    PropertyOf of = parameters.of().orElse(PropertyOf.EVENT);
    try {
      return new PropertyValues(
          name, of, pickers.values(project(), of, name, parameters.search(), limit(parameters)));
    } catch (InvalidQuestion e) {
      Fault fault = e.faults().getFirst();
      if (fault.code() == FaultCode.UNKNOWN_PROPERTY) {
        throw new ProblemException(ProblemType.PROPERTY_NOT_FOUND, fault.detail());
      }
      throw e;
    }
  }

  private ProjectContext project() {
    return CallersProject.of(caller);
  }

  private static int limit(Parameters parameters) {
    return parameters.limit(Pickers.LIMIT_DEFAULT, Pickers.LIMIT_MAX);
  }
}
