package dev.riffle.acceptance.bench.query;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/**
 * The days that are generated, and those that questions are about, in UTC and both inclusive.
 *
 * @param last the last day with events
 */
record BenchDays(LocalDate last) {
  static final int GENERATED = 90;
  private static final int ASKED = 30;
  private static final int FUNNEL_WINDOW = 7;

  LocalDate first() {
    return last.minusDays(GENERATED - 1L);
  }

  LocalDate lastMonth() {
    return last.minusDays(ASKED - 1L);
  }

  LocalDate lastWeek() {
    return last.minusDays(6);
  }

  /** Later steps fall into the days after it. */
  LocalDate funnelTo() {
    return last.minusDays(FUNNEL_WINDOW + 1L);
  }

  LocalDate funnelFrom() {
    return funnelTo().minusDays(ASKED - 1L);
  }

  LocalDate firstMonday() {
    return first().with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
  }

  LocalDate lastSunday() {
    return last.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
  }

  /** Puts them into a question or statement. */
  String in(String text) {
    return text.replace("{first}", first().toString())
        .replace("{last}", last.toString())
        .replace("{end}", last.plusDays(1).toString())
        .replace("{month}", lastMonth().toString())
        .replace("{week}", lastWeek().toString())
        .replace("{funnelFrom}", funnelFrom().toString())
        .replace("{funnelTo}", funnelTo().toString())
        .replace("{funnelEnd}", funnelTo().plusDays(1).toString())
        .replace("{funnelLast}", funnelTo().plusDays(1L + FUNNEL_WINDOW).toString())
        .replace("{monday}", firstMonday().toString())
        .replace("{sunday}", lastSunday().toString())
        .replace("{afterSunday}", lastSunday().plusDays(1).toString());
  }
}
