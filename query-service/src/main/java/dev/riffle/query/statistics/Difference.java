package dev.riffle.query.statistics;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Two sides compared: rates by {@link SignificanceGuard}, means by {@link MeanGuard}.
 *
 * @param <S> what a side is
 * @param difference {@code other - baseline}, of rates -1 to 1; absent when a side has nobody
 * @param interval of the difference, valid at every look; absent below the minimum
 * @param pValue of equal sides, valid at every look; absent below the minimum. At most 0.05 exactly
 *     when {@code interval} does not hold 0
 * @param adjustedPValue {@code pValue} raised for the number of comparisons; the verdict is from it
 * @param moreNeeded about how many more persons, on both sides together, are needed to come to the
 *     minimum, or from there to a difference if the sides stay as they are; absent when it is
 *     different already, or when no number of persons would do
 */
public record Difference<S>(
    S baseline,
    S other,
    OptionalDouble difference,
    Optional<ConfidenceInterval> interval,
    OptionalDouble pValue,
    OptionalDouble adjustedPValue,
    Verdict verdict,
    OptionalLong moreNeeded) {

  /** Below the minimum. */
  static <S> Difference<S> insufficient(
      S baseline, S other, OptionalDouble difference, long lacking) {
    return new Difference<>(
        baseline,
        other,
        difference,
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Verdict.INSUFFICIENT_DATA,
        MoreNeeded.upTo(lacking));
  }

  /** As the only comparison, but for how many more persons are needed. */
  static <S> Difference<S> alone(
      S baseline, S other, OptionalDouble difference, ConfidenceInterval interval, double pValue) {
    return new Difference<>(
        baseline,
        other,
        difference,
        Optional.of(interval),
        OptionalDouble.of(pValue),
        OptionalDouble.of(pValue),
        Verdict.NO_EVIDENCE,
        OptionalLong.empty());
  }

  /** The same with a verdict from an adjusted p-value. */
  Difference<S> judged(double adjusted, Supplier<OptionalLong> more) {
    boolean different = adjusted <= SignificanceGuard.P_VALUE_MAX;
    return new Difference<>(
        baseline,
        other,
        difference,
        interval,
        pValue,
        OptionalDouble.of(adjusted),
        different ? Verdict.DIFFERENT : Verdict.NO_EVIDENCE,
        different ? OptionalLong.empty() : more.get());
  }
}
