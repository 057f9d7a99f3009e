package dev.riffle.query;

import dev.riffle.project.ProjectId;
import dev.riffle.query.question.SavedPopulations;
import java.time.DayOfWeek;
import java.time.ZoneId;

/**
 * The project a question is about, from the asker's key, never from the question.
 *
 * @param zone of dates, unless a question names another
 * @param weekStart first day of the week
 * @param segments that the project has saved
 */
public record ProjectContext(
    ProjectId id, ZoneId zone, DayOfWeek weekStart, SavedPopulations segments) {
  /** A project without saved segments. */
  public ProjectContext(ProjectId id, ZoneId zone, DayOfWeek weekStart) {
    this(id, zone, weekStart, SavedPopulations.NONE);
  }
}
