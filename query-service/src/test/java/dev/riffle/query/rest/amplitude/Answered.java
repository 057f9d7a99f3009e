package dev.riffle.query.rest.amplitude;

import dev.riffle.query.answer.AnsweredRange;
import dev.riffle.query.answer.Bucket;
import dev.riffle.query.answer.Meta;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What all answers of these tests have. */
final class Answered {
  static final LocalDate FIRST = LocalDate.of(2026, 11, 4);

  static final Meta META =
      new Meta("q", Optional.empty(), 0, 0, 0, 0, 0, true, List.of(), Optional.empty(), List.of());

  private Answered() {}

  static AnsweredRange range(int days) {
    return new AnsweredRange(
        FIRST,
        FIRST.plusDays(days - 1L),
        ZoneOffset.UTC,
        FIRST.atStartOfDay().atOffset(ZoneOffset.UTC),
        FIRST.plusDays(days).atStartOfDay().atOffset(ZoneOffset.UTC));
  }

  static List<Bucket> days(int days) {
    return Stream.iterate(FIRST, date -> date.plusDays(1))
        .limit(days)
        .map(date ->
            new Bucket(
                date,
                date.atStartOfDay().atOffset(ZoneOffset.UTC),
                date.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC)))
        .toList();
  }
}
