package dev.riffle.query.answer;

import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * A whole day, week or month: {@code [start, end)}.
 *
 * @param date local date on which it starts
 * @param finished false when it was not over at the watermark: its numbers are those so far
 */
public record Period(LocalDate date, OffsetDateTime start, OffsetDateTime end, boolean finished) {}
