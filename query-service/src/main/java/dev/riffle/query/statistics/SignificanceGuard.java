package dev.riffle.query.statistics;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.DoublePredicate;

/**
 * Says of two rates whether they differ, and refuses to when the data do not. Pure, thread-safe.
 *
 * <p>{@link Evidence} tells what the numbers rest on and what they presume.
 */
public final class SignificanceGuard {
  /** Fewest persons on each side. */
  public static final long PERSONS_MIN = 30;

  /** Fewest conversions on each side. */
  public static final long CONVERSIONS_MIN = 5;

  /**
   * Nothing is called different where equal rates would leave fewer persons than this without
   * conversion on a side. It is Cochran's rule (Biometrics 10, 1954): the mirror image, for rates
   * near 100 %, of the fewest conversions.
   */
  public static final double EXPECTED_MISSES_MIN = 1;

  /** Adjusted p-values up to this one are called different. */
  public static final double P_VALUE_MAX = 0.05;

  private static final double ENOUGH = -Math.log(P_VALUE_MAX);

  private SignificanceGuard() {}

  /** Compares two rates, as the only comparison. */
  public static Difference<Proportion> compare(Proportion baseline, Proportion other) {
    OptionalDouble difference =
        baseline.persons() == 0 || other.persons() == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(other.observed() - baseline.observed());
    long lacking = Math.addExact(lacking(baseline), lacking(other));
    if (lacking > 0) {
      return Difference.insufficient(baseline, other, difference, lacking);
    }
    double evidence = Evidence.against(other, baseline, 0);
    double misses = expectedMisses(baseline, other);
    if (evidence >= ENOUGH && misses < EXPECTED_MISSES_MIN) {
      double persons = (double) baseline.persons() + other.persons();
      double more = persons * (EXPECTED_MISSES_MIN / misses - 1);
      return Difference.insufficient(baseline, other, difference, (long) Math.ceil(more));
    }
    double pValue = Math.min(1, Math.exp(-evidence));
    return judged(
        Difference.alone(baseline, other, difference, interval(other, baseline), pValue),
        pValue,
        1);
  }

  /**
   * The same comparisons, with p-values and verdicts that allow for their number. Comparisons below
   * the minimum count too: leaving them out would let the data choose how many questions were
   * asked.
   */
  public static List<Difference<Proportion>> adjusted(
      List<Difference<Proportion>> comparisons, Adjustment adjustment) {
    return adjustment.judge(
        comparisons, (each, adjusted) -> judged(each, adjusted, comparisons.size()));
  }

  /** Whether {@link #compare} says different; without the interval, and so quicker. */
  static boolean isDifferent(Proportion baseline, Proportion other) {
    return lacking(baseline) == 0
        && lacking(other) == 0
        && expectedMisses(baseline, other) >= EXPECTED_MISSES_MIN
        && Evidence.against(other, baseline, 0) >= ENOUGH;
  }

  private static Difference<Proportion> judged(
      Difference<Proportion> alone, double adjusted, int family) {
    return alone.judged(adjusted, () -> more(alone, adjusted, family));
  }

  /** About how many persons a side lacks, with its rate drawn towards a half as Laplace does. */
  private static long lacking(Proportion side) {
    long persons = Math.max(0, PERSONS_MIN - side.persons());
    long conversions = Math.max(0, CONVERSIONS_MIN - side.conversions());
    double likelyRate = (side.conversions() + 1.0) / (side.persons() + 2.0);
    return Math.max(persons, (long) Math.ceil(conversions / likelyRate));
  }

  /** On the smaller side, if the rates were equal. */
  private static double expectedMisses(Proportion baseline, Proportion other) {
    double persons = (double) baseline.persons() + other.persons();
    double misses = persons - baseline.conversions() - other.conversions();
    return misses * Math.min(baseline.persons(), other.persons()) / persons;
  }

  /** Supposed differences from the observed one outwards, as far as the evidence is not enough. */
  private static ConfidenceInterval interval(Proportion other, Proportion baseline) {
    double observed = other.observed() - baseline.observed();
    DoublePredicate holds = difference -> Evidence.against(other, baseline, difference) < ENOUGH;
    return new ConfidenceInterval(last(observed, -1, holds), last(observed, 1, holds));
  }

  private static double last(double inside, double end, DoublePredicate holds) {
    if (holds.test(end)) {
      return end;
    }
    double in = inside;
    double out = end;
    double middle = (in + out) / 2;
    while (middle != in && middle != out && Math.abs(out - in) > 1e-12) {
      if (holds.test(middle)) {
        in = middle;
      } else {
        out = middle;
      }
      middle = (in + out) / 2;
    }
    return in;
  }

  /** Both sides growing at their pace; evidence of a squared score grows with their number. */
  private static OptionalLong more(Difference<Proportion> from, double adjusted, int family) {
    Proportion baseline = from.baseline();
    Proportion other = from.other();
    double off = other.observed() - baseline.observed();
    RestrictedRates equal = RestrictedRates.of(other, baseline, 0);
    double variance = equal.variance(other.persons(), baseline.persons());
    if (off == 0 || variance == 0) {
      return OptionalLong.empty();
    }
    double score = off * off / variance;
    double information = Evidence.WEIGHTS_VARIANCE * equal.variancePerPerson() / variance;
    return MoreNeeded.until(
        MoreNeeded.amongOthers(ENOUGH, from.pValue().orElse(1), adjusted, family),
        (double) other.persons() + baseline.persons(),
        times -> Evidence.ofScore(score * times, information * times));
  }
}
