package dev.riffle.query.rest.admin;

import dev.riffle.query.metadata.ProjectDetails;
import java.time.Instant;
import java.util.Locale;

/** A project on the wire. */
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
  public record Listed(java.util.List<ProjectBody> projects) {}
}
