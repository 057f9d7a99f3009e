package dev.riffle.query.answer;

import dev.riffle.query.statistics.Difference;
import dev.riffle.query.statistics.Mean;
import dev.riffle.query.statistics.MeanGuard;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** A comparison of means in plain words. Pure. */
final class MeanSentence {
  private static final MathContext DIGITS = new MathContext(4);

  private MeanSentence() {}

  static String of(String name, String baseline, Difference<Mean> difference) {
    return side(name, difference.other())
        + "; "
        + side(baseline, difference.baseline())
        + ". "
        + VerdictSentence.of(difference, "means", lacking(difference), between(difference));
  }

  private static String side(String name, Mean side) {
    return side.mean().isEmpty()
        ? "%s: no persons".formatted(name)
        : String.format(
            Locale.ROOT,
            "%s: %s for each of %,d %s",
            name,
            amount(side.mean().getAsDouble()),
            side.persons(),
            side.persons() == 1 ? "person" : "persons");
  }

  private static String lacking(Difference<Mean> difference) {
    return String.format(
        Locale.ROOT,
        "what they bring weighs like that of %,d and %,d persons who bring the same, and each side"
            + " needs %d.",
        difference.other().wholeEffectivePersons(),
        difference.baseline().wholeEffectivePersons(),
        MeanGuard.EFFECTIVE_PERSONS_MIN);
  }

  /** The interval is that of this comparison alone, at any look. */
  private static String between(Difference<Mean> difference) {
    return difference
        .interval()
        .map(interval ->
            ": by %s (95 %% interval %s to %s)"
                .formatted(
                    signed(difference.difference().orElse(0)),
                    signed(interval.low()),
                    signed(interval.high())))
        .orElse("");
  }

  private static String signed(double number) {
    return (number < 0 ? "" : "+") + amount(number);
  }

  private static String amount(double number) {
    return Math.abs(number) >= 1000
        ? String.format(Locale.ROOT, "%,.0f", number)
        : new BigDecimal(number).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
