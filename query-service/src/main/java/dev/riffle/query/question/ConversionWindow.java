package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a path may take, from its first event to its last, both included: {@code 30s}, {@code
 * 45min}, {@code 12h}, {@code 7d}, {@code 4w}. A day is 24 hours.
 */
public record ConversionWindow(int count, Unit unit) {
  /** Longest: 366 days. */
  public static final Duration MAX = Duration.ofDays(366);

  public static final ConversionWindow DEFAULT = new ConversionWindow(7, Unit.DAYS);

  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,7})(s|min|h|d|w)");

  /** Unit of a window. */
  public enum Unit {
    SECONDS("s", Duration.ofSeconds(1)),
    MINUTES("min", Duration.ofMinutes(1)),
    HOURS("h", Duration.ofHours(1)),
    DAYS("d", Duration.ofDays(1)),
    WEEKS("w", Duration.ofDays(7));

    private final String letters;
    private final Duration length;

    Unit(String letters, Duration length) {
      this.letters = letters;
      this.length = length;
    }
  }

  public ConversionWindow {
    if (count < 1 || unit.length.multipliedBy(count).compareTo(MAX) > 0) {
      throw InvalidQuestion.at(
          "/window",
          FaultCode.OUT_OF_BOUNDS,
          "A conversion window has 1 s to " + MAX.toDays() + " days.");
    }
  }

  /** Reads {@code 7d}. */
  public static ConversionWindow parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      for (Unit unit : Unit.values()) {
        if (unit.letters.equals(matcher.group(2))) {
          return new ConversionWindow(Integer.parseInt(matcher.group(1)), unit);
        }
      }
    }
    throw InvalidQuestion.at(
        "/window",
        FaultCode.MALFORMED,
        "`window` is a whole number and s, min, h, d or w: for example 30min, 12h, 7d.");
  }

  public Duration length() {
    return unit.length.multipliedBy(count);
  }

  @Override
  @JsonValue
  public String toString() {
    return count + unit.letters;
  }
}
