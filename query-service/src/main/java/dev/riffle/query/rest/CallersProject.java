package dev.riffle.query.rest;

import dev.riffle.query.ProjectContext;
import dev.riffle.query.metadata.ProjectDetails;
import dev.riffle.query.rest.access.Caller;

/** The project of the caller's key: the only one that a question can be about. */
public final class CallersProject {
  private CallersProject() {}

  public static ProjectContext of(Caller caller) {
    ProjectDetails project = caller.project();
    return new ProjectContext(
        project.id(), project.timeZone(), project.weekStart(), caller.segments());
  }
}
