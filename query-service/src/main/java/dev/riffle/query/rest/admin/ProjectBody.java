package dev.riffle.query.rest.admin;

import dev.riffle.query.metadata.ProjectDetails;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A project on the wire. */
@Schema(name = "Project")
public record ProjectBody(
    int id, String name, String timeZone, String weekStart, Instant createdAt) {
  static ProjectBody of(ProjectDetails project) {
    return new ProjectBody(
        project.id().number(),
        project.name(),
        project.timeZone().getId(),
        project.weekStart().name().toLowerCase(Locale.ROOT),
        project.createdAt());
  }

  /** A list of them; an object, so that it can grow. */
  @Schema(name = "Projects")
  public record Listed(java.util.List<ProjectBody> projects) {}
}
