package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many values become one number. */
public sealed interface Aggregate {
  /** {@code sum}, {@code p90}, ... */
  @JsonValue
  String wire();

  /** Those that need no number of their own. */
  enum Plain implements Aggregate {
    SUM,
    AVG,
    MIN,
    MAX,
    /** The percentile 50. */
    MEDIAN,
    /** How many different values there are, of whatever type. */
    DISTINCT;

    @Override
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The value below which so much of a hundred lies, linear between closest ranks: of n sorted
   * values, the one at place (n - 1) * percent / 100, counted from 0.
   *
   * @param percent above 0 and below 100, with at most three decimals
   */
  record Percentile(double percent) implements Aggregate {
    private static final Pattern FORM = Pattern.compile("p([0-9]{1,2}(?:\\.[0-9]{1,3})?)");

    public Percentile {
      if (!(percent > 0 && percent < 100)) {
        throw InvalidQuestion.at(
            "/measure", FaultCode.OUT_OF_BOUNDS, "A percentile lies between p0 and p100.");
      }
    }

    /** Between 0 and 1. */
    public double level() {
      return BigDecimal.valueOf(percent).movePointLeft(2).doubleValue();
    }

    @Override
    public String wire() {
      return "p" + BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString();
    }
  }

  /** Reads {@code sum} or {@code p90}; empty when it is none. */
  static Optional<Aggregate> of(String wire) {
    for (Plain plain : Plain.values()) {
      if (plain.wire().equals(wire)) {
        return Optional.of(plain);
      }
    }
    Matcher percentile = Percentile.FORM.matcher(wire);
    return percentile.matches() && Double.parseDouble(percentile.group(1)) > 0
        ? Optional.of(new Percentile(Double.parseDouble(percentile.group(1))))
        : Optional.empty();
  }
}
