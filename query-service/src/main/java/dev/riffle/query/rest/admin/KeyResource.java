package dev.riffle.query.rest.admin;

import dev.riffle.project.ProjectId;
import dev.riffle.query.metadata.KeyDetails;
import dev.riffle.query.metadata.KeyOrder;
import dev.riffle.query.metadata.KeyReach;
import dev.riffle.query.metadata.ProjectKeys;
import dev.riffle.query.rest.access.Access;
import dev.riffle.query.rest.access.Caller;
import dev.riffle.query.rest.access.Requires;
import dev.riffle.query.rest.json.StrictJson;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Keys of a project: made, listed, revoked. Never changed, never shown again. */
@Path("/api/v1/projects/{project}/keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Keys")
public class KeyResource {
  private final ProjectKeys keys;
  private final Caller caller;
  private final InstantSource clock;

  KeyResource(ProjectKeys keys, Caller caller, InstantSource clock) {
    this.keys = keys;
    this.caller = caller;
    this.clock = clock;
  }

  @Operation(
      operationId = "keys",
      summary = "Keys of a project",
      description = "Revoked ones included. The text of a key is not among what is kept.")
  @Parameter(ref = "project")
  @GET
  @Requires(Access.ADMINISTER)
  public KeyBody.Listed list(@PathParam("project") String project) {
    return keys.list(ProjectResource.reached(project, caller))
        .map(found -> new KeyBody.Listed(found.stream().map(KeyBody::of).toList()))
        .orElseThrow(() -> ProjectResource.noProject(project));
  }

  @Operation(
      operationId = "issueKey",
      summary = "Make a key",
      description = "The reply is the only place where the key is ever shown.")
  @Parameter(ref = "project")
  @RequestBody(
      required = true,
      content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "NewKey")))
  @APIResponse(
      responseCode = "201",
      description = "The key with its text, and its address in `Location`.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = KeyBody.Issued.class)))
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ADMINISTER)
  public RestResponse<KeyBody.Issued> issue(@PathParam("project") String project, byte[] body) {
    ProjectId id = ProjectResource.reached(project, caller);
    KeyOrder order =
        AdminFields.keyOrder(
            StrictJson.object(body).only("scope", "reach", "label", "expiresAt"), clock.instant());
    if (order.reach() == KeyReach.INSTALLATION && !caller.reachesInstallation()) {
      throw new ProblemException(
          ProblemType.KEY_LACKS_SCOPE,
          "Only an admin key that reaches the installation makes another such key.");
    }
    KeyBody.Issued issued =
        keys.issue(id, order)
            .map(KeyBody.Issued::of)
            .orElseThrow(() -> ProjectResource.noProject(project));
    return RestResponse.ResponseBuilder.<KeyBody.Issued>created(
            URI.create("/api/v1/projects/" + id + "/keys/" + issued.details().id()))
        .entity(issued)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @Operation(
      operationId = "revokeKey",
      summary = "Revoke a key",
      description = "For good. No process takes it any more after 5 seconds.")
  @Parameter(ref = "project")
  @Parameter(
      name = "key",
      in = ParameterIn.PATH,
      required = true,
      description = "Its number.",
      example = "12")
  @DELETE
  @Path("/{key}")
  @Requires(Access.ADMINISTER)
  public void revoke(@PathParam("project") String project, @PathParam("key") String key) {
    ProjectId id = ProjectResource.reached(project, caller);
    long keyId = key.matches("[1-9][0-9]{0,17}") ? Long.parseLong(key) : 0;
    if (keyId == caller.key().id()) {
      throw new ProblemException(
          ProblemType.KEY_IN_USE,
          "A key does not revoke itself, so that nobody locks himself out. Use another admin key.");
    }
    KeyDetails found = keys.find(id, keyId).orElseThrow(() -> noKey(key));
    if (found.reach() == KeyReach.INSTALLATION && !caller.reachesInstallation()) {
      throw new ProblemException(
          ProblemType.KEY_LACKS_SCOPE,
          "Only an admin key that reaches the installation revokes another such key.");
    }
    keys.revoke(id, keyId);
  }

  private static ProblemException noKey(String key) {
    return new ProblemException(
        ProblemType.KEY_NOT_FOUND, "The project has no key \"" + key + "\".");
  }
}
