package dev.riffle.query;

import dev.riffle.project.ProjectId;
import java.time.DayOfWeek;
import java.time.ZoneId;

/**
 * The project a question is about, from the asker's key, never from the question.
 *
 * @param zone of dates, unless a question names another
 * @param weekStart first day of the week
 */
public record ProjectContext(ProjectId id, ZoneId zone, DayOfWeek weekStart) {}
