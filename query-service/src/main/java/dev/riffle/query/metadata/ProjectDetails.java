package dev.riffle.query.metadata;

import dev.riffle.project.ProjectId;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A project as the rest of the service sees it.
 *
 * @param timeZone the IANA zone whose local dates are the project's days
 * @param weekStart the first day of its weeks
 */
public record ProjectDetails(
    ProjectId id, String name, ZoneId timeZone, DayOfWeek weekStart, Instant createdAt) {
  /** Longest name, in characters. */
  public static final int MAX_NAME_LENGTH = 100;

  public ProjectDetails {
    if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
      throw new IllegalArgumentException("a project name has 1 to 100 characters");
    }
  }
}
