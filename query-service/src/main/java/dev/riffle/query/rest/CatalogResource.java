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

/** What there is to choose from while writing a question. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
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

  @GET
  @Path("/events")
  @Requires(Access.ASK)
  public Events events(@Context UriInfo address) {
    Parameters parameters = Parameters.in(address).only(Parameters.SEARCH, Parameters.LIMIT);
    return new Events(pickers.events(project(), parameters.search(), limit(parameters)));
  }

  @GET
  @Path("/properties")
  @Requires(Access.ASK)
  public Properties properties(@Context UriInfo address) {
    Parameters parameters =
        Parameters.in(address).only(Parameters.OF, Parameters.SEARCH, Parameters.LIMIT);
    return new Properties(
        pickers.properties(project(), parameters.of(), parameters.search(), limit(parameters)));
  }

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
