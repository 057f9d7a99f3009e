package dev.riffle.query.rest;

import dev.riffle.query.group.GroupProfile;
import dev.riffle.query.group.StoredGroups;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Single groups. */
@Path("/api/v1/groups")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Groups")
public class GroupResource {
  private static final int RECENT_DEFAULT = 20;
  private static final int RECENT_MAX = 1_000;

  private final StoredGroups stored;
  private final Caller caller;

  GroupResource(StoredGroups stored, Caller caller) {
    this.stored = stored;
    this.caller = caller;
  }

  @Operation(
      operationId = "group",
      summary = "A group",
      description =
          "Current properties, members, first and last seen, and the newest `limit` events that"
              + " carry the group's id as property `group.<type>`.")
  @Parameter(name = "type", in = ParameterIn.PATH, required = true, example = "company")
  @Parameter(name = "id", in = ParameterIn.PATH, required = true, example = "acme")
  @Parameter(ref = "limit")
  @GET
  @Path("/{type}/{id}")
  @Requires(Access.ASK)
  public GroupProfile group(
      @PathParam("type") String type, @PathParam("id") String id, @Context UriInfo address) {
    int limit = Parameters.in(address).only(Parameters.LIMIT).limit(RECENT_DEFAULT, RECENT_MAX);
    return stored
        .profile(CallersProject.of(caller), type, id, limit)
        .orElseThrow(() ->
            new ProblemException(
                ProblemType.GROUP_NOT_FOUND,
                "No group \"%s\" of the type \"%s\". Both are exact, capitals included."
                    .formatted(id, type)));
  }
}
