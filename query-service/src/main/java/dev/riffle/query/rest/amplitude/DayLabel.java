package dev.riffle.query.rest.amplitude;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A date as Amplitude shows it: {@code Aug 14}. */
final class DayLabel {
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("MMM dd", Locale.ENGLISH);
  private static final DateTimeFormatter WITH_YEAR =
      DateTimeFormatter.ofPattern("MMM dd, uuuu", Locale.ENGLISH);

  private DayLabel() {}

  static String of(LocalDate date) {
    return SHORT.format(date);
  }

  /** Labels that tell these dates apart: with the year where they would not otherwise. */
  static Function<LocalDate, String> telling(List<LocalDate> dates) {
    boolean told = dates.stream().map(SHORT::format).distinct().count() == dates.size();
    return told ? SHORT::format : WITH_YEAR::format;
  }
}
