package dev.riffle.query.answer;

import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * One stretch of the time axis: {@code [start, end)}, cut at the range's ends.
 *
 * @param date local date on which it starts
 */
public record Bucket(LocalDate date, OffsetDateTime start, OffsetDateTime end) {}
