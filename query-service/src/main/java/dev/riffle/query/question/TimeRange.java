package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The time that a question covers, in its time zone. */
public sealed interface TimeRange {
  /** From the first to the last local date, both inclusive. */
  record Dates(LocalDate from, LocalDate to) implements TimeRange {
    public Dates {
      if (to.isBefore(from)) {
        throw InvalidQuestion.at("/to", FaultCode.RANGE_REVERSED, "`to` lies before `from`.");
      }
      if (from.getYear() < YEAR_MIN || to.getYear() > YEAR_MAX) {
        throw InvalidQuestion.at(
            "/from",
            FaultCode.OUT_OF_BOUNDS,
            "Dates lie between the years " + YEAR_MIN + " and " + YEAR_MAX + ".");
      }
    }
  }

  /**
   * The current calendar unit in the zone, so far, and the {@code count - 1} units before it:
   * {@code 24h}, {@code 30d}, {@code 12w}, {@code 6m}.
   */
  record Last(int count, Unit unit) implements TimeRange {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,4})([hdwm])");

    public Last {
      if (count < 1 || count > unit.max) {
        throw InvalidQuestion.at(
            "/last",
            FaultCode.OUT_OF_BOUNDS,
            "`last` covers 1 to " + unit.max + " " + unit.words + ".");
      }
    }

    /** Reads {@code 30d}. */
    public static Last parse(String text) {
      Matcher matcher = FORM.matcher(text);
      if (!matcher.matches()) {
        throw InvalidQuestion.at(
            "/last",
            FaultCode.MALFORMED,
            "`last` is a whole number and h, d, w or m: for example 24h, 30d, 12w, 6m.");
      }
      return new Last(Integer.parseInt(matcher.group(1)), Unit.of(matcher.group(2).charAt(0)));
    }

    @Override
    @JsonValue
    public String toString() {
      return count + String.valueOf(unit.letter);
    }
  }

  /** Unit of {@link Last}. */
  enum Unit {
    HOURS('h', 24 * 31, "hours"),
    DAYS('d', 3660, "days"),
    WEEKS('w', 520, "weeks"),
    MONTHS('m', 120, "months");

    private final char letter;
    private final int max;
    private final String words;

    Unit(char letter, int max, String words) {
      this.letter = letter;
      this.max = max;
      this.words = words;
    }

    public int max() {
      return max;
    }

    private static Unit of(char letter) {
      for (Unit unit : values()) {
        if (unit.letter == letter) {
          return unit;
        }
      }
      throw new IllegalArgumentException("no unit " + letter);
    }
  }

  /** What the events table can hold. */
  int YEAR_MIN = 1971;

  int YEAR_MAX = 2148;

  /** First instant of those years. */
  Instant INSTANT_MIN = LocalDate.of(YEAR_MIN, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();

  /** First instant after them. */
  Instant INSTANT_END = LocalDate.of(YEAR_MAX + 1, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();

  /** When a question names no time at all. */
  Last DEFAULT = new Last(30, Unit.DAYS);

  /**
   * An instant that the events table can hold.
   *
   * @throws InvalidQuestion when it cannot
   */
  static Instant checked(String pointer, Instant instant) {
    // the furthest instants have no date in any zone
    if (instant.isBefore(INSTANT_MIN) || !instant.isBefore(INSTANT_END)) {
      throw InvalidQuestion.at(
          pointer,
          FaultCode.OUT_OF_BOUNDS,
          "Instants lie between the years " + YEAR_MIN + " and " + YEAR_MAX + ".");
    }
    return instant;
  }

  /** The range of a question's three fields; 30 days when all are absent. */
  static TimeRange of(Optional<LocalDate> from, Optional<LocalDate> to, Optional<Last> last) {
    if (last.isPresent() && (from.isPresent() || to.isPresent())) {
      throw InvalidQuestion.at(
          "/last", FaultCode.CONTRADICTION, "Give either `last`, or `from` and `to`.");
    }
    if (from.isPresent() != to.isPresent()) {
      throw new InvalidQuestion(
          List.of(
              new Fault(
                  from.isPresent() ? "/to" : "/from",
                  FaultCode.MISSING,
                  "`from` and `to` come together.")));
    }
    if (from.isPresent() && to.isPresent()) {
      return new Dates(from.get(), to.get());
    }
    return last.isPresent() ? last.get() : DEFAULT;
  }
}
