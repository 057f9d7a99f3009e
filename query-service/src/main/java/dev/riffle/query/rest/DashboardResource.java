package dev.riffle.query.rest;

import dev.riffle.query.metadata.SavedItems;
import dev.riffle.query.rest.access.Access;
import dev.riffle.query.rest.access.Caller;
import dev.riffle.query.rest.access.Requires;
import dev.riffle.query.rest.json.StrictJson;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import dev.riffle.query.saved.Dashboard;
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
import jakarta.ws.rs.core.MediaType;
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

/** Dashboards: saved questions side by side. */
@Path("/api/v1/dashboards")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Saved")
public class DashboardResource {
  private final SavedItems items;
  private final Caller caller;

  DashboardResource(SavedItems items, Caller caller) {
    this.items = items;
    this.caller = caller;
  }

  /** By their names. */
  public record Dashboards(List<DashboardBody> dashboards) {}

  @Operation(operationId = "dashboards", summary = "Dashboards")
  @GET
  @Requires(Access.ASK)
  public Dashboards all() {
    return new Dashboards(
        items.of(caller.project().id(), SavedType.DASHBOARD).stream()
            .map(DashboardBody::of)
            .toList());
  }

  @Operation(
      operationId = "createDashboard",
      summary = "Make a dashboard",
      description =
          "Its charts are saved questions. Its range and time zone, when it has them, are sent to"
              + " `POST /api/v1/questions/{question}/answer` with each.")
  @RequestBody(
      required = true,
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "NewDashboard")))
  @APIResponse(
      responseCode = "201",
      description = "The dashboard, and its address in `Location`.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = DashboardBody.class)))
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ADMINISTER)
  public RestResponse<DashboardBody> create(byte[] body) {
    SavedItem.Draft<Dashboard> draft = draft(body, false);
    SavedItem<Dashboard> saved =
        SavedRefusals.unlessInTheWay(
            SavedType.DASHBOARD,
            () ->
                items.create(caller.project().id(), SavedType.DASHBOARD, draft, caller.key().id()));
    return RestResponse.ResponseBuilder.<DashboardBody>created(
            URI.create("/api/v1/dashboards/" + saved.id()))
        .entity(DashboardBody.of(saved))
        .build();
  }

  @Operation(operationId = "dashboard", summary = "One dashboard")
  @Parameter(ref = "dashboard")
  @GET
  @Path("/{dashboard}")
  @Requires(Access.ASK)
  public DashboardBody one(@PathParam("dashboard") String dashboard) {
    return items
        .find(caller.project().id(), SavedType.DASHBOARD, dashboard)
        .map(DashboardBody::of)
        .orElseThrow(() -> noDashboard(dashboard));
  }

  @Operation(
      operationId = "changeDashboard",
      summary = "Change a dashboard",
      description =
          "`version` must be the newest one: so nobody overwrites what somebody else has just"
              + " written. Its id stays.")
  @Parameter(ref = "dashboard")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "DashboardChange")))
  @PUT
  @Path("/{dashboard}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ADMINISTER)
  public DashboardBody change(@PathParam("dashboard") String dashboard, byte[] body) {
    SavedItem.Draft<Dashboard> draft = draft(body, true);
    Optional<SavedItem<Dashboard>> changed =
        SavedRefusals.unlessInTheWay(
            SavedType.DASHBOARD,
            () ->
                items.change(
                    caller.project().id(),
                    SavedType.DASHBOARD,
                    dashboard,
                    draft,
                    caller.key().id()));
    return DashboardBody.of(changed.orElseThrow(() -> noDashboard(dashboard)));
  }

  @Operation(
      operationId = "deleteDashboard",
      summary = "Take a dashboard away",
      description = "Its questions stay.")
  @Parameter(ref = "dashboard")
  @APIResponse(responseCode = "204", description = "It is gone.")
  @DELETE
  @Path("/{dashboard}")
  @Requires(Access.ADMINISTER)
  public void delete(@PathParam("dashboard") String dashboard) {
    if (!items.delete(caller.project().id(), SavedType.DASHBOARD, dashboard)) {
      throw noDashboard(dashboard);
    }
  }

  private static SavedItem.Draft<Dashboard> draft(byte[] body, boolean change) {
    return SavedItem.draft(StrictJson.text(body), change, Dashboard.FIELDS, Dashboard::in);
  }

  private static ProblemException noDashboard(String id) {
    return new ProblemException(
        ProblemType.DASHBOARD_NOT_FOUND, "There is no dashboard \"" + id + "\".");
  }
}
