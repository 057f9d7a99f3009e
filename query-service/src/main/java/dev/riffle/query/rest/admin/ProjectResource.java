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
import org.jboss.resteasy.reactive.RestResponse;

/** Projects. A key sees only those that it reaches; all others do not exist for it. */
@Path("/api/v1/projects")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ProjectResource {
  private final Projects projects;
  private final Caller caller;

  ProjectResource(Projects projects, Caller caller) {
    this.projects = projects;
    this.caller = caller;
  }

  @GET
  @Requires(Access.ADMINISTER)
  public ProjectBody.Listed list() {
    List<ProjectDetails> all = projects.all();
    return new ProjectBody.Listed(
        all.stream().filter(project -> caller.reaches(project.id())).map(ProjectBody::of).toList());
  }

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

  @GET
  @Path("/{project}")
  @Requires(Access.ADMINISTER)
  public ProjectBody one(@PathParam("project") String project) {
    return projects
        .find(reached(project, caller))
        .map(ProjectBody::of)
        .orElseThrow(() -> noProject(project));
  }

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
