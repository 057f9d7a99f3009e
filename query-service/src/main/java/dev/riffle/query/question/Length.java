package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time, whatever the calendar says: {@code 30s}, {@code 15min}, {@code 24h}, {@code
 * 7d}.
 */
public record Length(int count, Unit unit) {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})(s|min|h|d|w)");
  private static final Duration MAX = Duration.ofDays(3_660);

  /** Unit of a length. */
  public enum Unit {
    S(Duration.ofSeconds(1)),
    MIN(Duration.ofMinutes(1)),
    H(Duration.ofHours(1)),
    D(Duration.ofDays(1)),
    W(Duration.ofDays(7));

    private final Duration duration;

    Unit(Duration duration) {
      this.duration = duration;
    }
  }

  public Length {
    if (count < 1 || unit.duration.multipliedBy(count).compareTo(MAX) > 0) {
      throw InvalidQuestion.at("", FaultCode.OUT_OF_BOUNDS, "This is 1s to 3660d.");
    }
  }

  static Length parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw InvalidQuestion.at(
          "",
          FaultCode.MALFORMED,
          "This is a whole number and s, min, h, d or w: for example 15min, 24h, 7d.");
    }
    return new Length(
        Integer.parseInt(matcher.group(1)),
        Unit.valueOf(matcher.group(2).toUpperCase(Locale.ROOT)));
  }

  @Override
  @JsonValue
  public String toString() {
    return count + unit.name().toLowerCase(Locale.ROOT);
  }

  public long millis() {
    return unit.duration.multipliedBy(count).toMillis();
  }
}
