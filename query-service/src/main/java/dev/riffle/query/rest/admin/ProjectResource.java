package dev.riffle.query.rest.admin;

import dev.riffle.project.ProjectId;
import dev.riffle.query.metadata.NameTakenException;
import dev.riffle.query.metadata.ProjectDetails;
import dev.riffle.query.metadata.Projects;
import dev.riffle.query.rest.access.Access;
import dev.riffle.query.rest.access.Caller;
import dev.riffle.query.rest.access.Requires;
import dev.riffle.query.rest.json.JsonObject;
import dev.riffle.query.rest.json.StrictJson;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Projects. A key sees only those that it reaches; all others do not exist for it. */
@Path("/api/v1/projects")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Projects")
public class ProjectResource {
  private final Projects projects;
  private final Caller caller;

  ProjectResource(Projects projects, Caller caller) {
    this.projects = projects;
    this.caller = caller;
  }

  @Operation(
      operationId = "projects",
      summary = "Projects that the key reaches",
      description = "All of them for a key that reaches the installation, else the key's own.")
  @GET
  @Requires(Access.ADMINISTER)
  public ProjectBody.Listed list() {
    List<ProjectDetails> all = projects.all();
    return new ProjectBody.Listed(
        all.stream().filter(project -> caller.reaches(project.id())).map(ProjectBody::of).toList());
  }

  @Operation(
      operationId = "createProject",
      summary = "Make a project",
      description = "Needs an admin key that reaches the whole installation.")
  @RequestBody(
      required = true,
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "NewProject")))
  @APIResponse(
      responseCode = "201",
      description = "The project, and its address in `Location`.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ProjectBody.class)))
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ADMINISTER_INSTALLATION)
  public RestResponse<ProjectBody> create(byte[] body) {
    JsonObject fields = StrictJson.object(body).only("name", "timeZone", "weekStart");
    String name = AdminFields.projectName(fields);
    ZoneId timeZone = AdminFields.timeZone(fields).orElse(ZoneId.of("UTC"));
    DayOfWeek weekStart = AdminFields.weekStart(fields).orElse(DayOfWeek.MONDAY);
    try {
      ProjectBody made = ProjectBody.of(projects.create(name, timeZone, weekStart));
      return RestResponse.ResponseBuilder.<ProjectBody>created(
              URI.create("/api/v1/projects/" + made.id()))
          .entity(made)
          .build();
    } catch (NameTakenException e) {
      throw new ProblemException(
          ProblemType.NAME_TAKEN, "There is a project of this name already.");
    }
  }

  @Operation(operationId = "project", summary = "One project")
  @Parameter(ref = "project")
  @GET
  @Path("/{project}")
  @Requires(Access.ADMINISTER)
  public ProjectBody one(@PathParam("project") String project) {
    return projects
        .find(reached(project, caller))
        .map(ProjectBody::of)
        .orElseThrow(() -> noProject(project));
  }

  @Operation(
      operationId = "changeProject",
      summary = "Change a project's time zone or week",
      description =
          "What is left out stays as it is. Questions asked from now on use the new values.")
  @Parameter(ref = "project")
  @RequestBody(
      required = true,
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "ProjectChange")))
  @PATCH
  @Path("/{project}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ADMINISTER)
  public ProjectBody change(@PathParam("project") String project, byte[] body) {
    JsonObject fields = StrictJson.object(body).only("timeZone", "weekStart");
    return projects
        .change(
            reached(project, caller), AdminFields.timeZone(fields), AdminFields.weekStart(fields))
        .map(ProjectBody::of)
        .orElseThrow(() -> noProject(project));
  }

  /** The project of the address, if the caller reaches it. */
  static ProjectId reached(String project, Caller caller) {
    if (!project.matches("[1-9][0-9]{0,8}")) {
      throw noProject(project);
    }
    ProjectId id = new ProjectId(Integer.parseInt(project));
    if (!caller.reaches(id)) {
      throw noProject(project);
    }
    return id;
  }

  static ProblemException noProject(String project) {
    return new ProblemException(
        ProblemType.PROJECT_NOT_FOUND, "There is no project \"" + project + "\".");
  }
}
