package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/** When something must have happened, seen from the instant T. Nothing after T is ever seen. */
public sealed interface Window {
  /**
   * {@code "last": "30d"}: (T - 30 days, T]. A day has 24 hours and a week 168; months are those of
   * the calendar, back from T's local time.
   */
  record Rolling(TimeRange.Last last) implements Window {}

  /**
   * {@code "calendar": "this month"}: the unit that T is in, so far, or the whole one before it.
   */
  record Calendar(When when, Unit unit) implements Window {
    static Calendar parse(String text) {
      for (When when : When.values()) {
        for (Unit unit : Unit.values()) {
          if (text.equals(when.wire() + " " + unit.wire())) {
            return new Calendar(when, unit);
          }
        }
      }
      throw InvalidQuestion.at(
          "/calendar",
          FaultCode.UNKNOWN_VALUE,
          "This is `this` or `previous` and day, week, month, quarter or year: `this month`.");
    }
  }

  /** {@code "from": ..., "to": ...}: local dates, both inclusive. */
  record Dates(TimeRange.Dates dates) implements Window {}

  /** {@code "since": "2026-11-01"}: from that local date on. */
  record Since(LocalDate date) implements Window {
    public Since {
      new TimeRange.Dates(date, date);
    }
  }

  /** {@code "withinFirst": "7d"}: at most so long after the person's first record, inclusive. */
  record WithinFirst(Length length) implements Window {}

  /** Which unit of the calendar. */
  enum When {
    THIS,
    PREVIOUS;

    @JsonValue
    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Unit of the calendar. */
  enum Unit {
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR;

    @JsonValue
    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** True when it begins at a time that does not depend on the person. */
  static boolean isBounded(Optional<Window> window) {
    return window.isPresent() && !(window.get() instanceof WithinFirst);
  }
}
