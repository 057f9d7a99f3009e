package dev.riffle.query.answer;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * What a question's time came to.
 *
 * @param from first local date
 * @param to last local date, inclusive
 * @param start first instant, in the zone
 * @param end first instant after it
 */
public record AnsweredRange(
    LocalDate from, LocalDate to, ZoneId timeZone, OffsetDateTime start, OffsetDateTime end) {}
