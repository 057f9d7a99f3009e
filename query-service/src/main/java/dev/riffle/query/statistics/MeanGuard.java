package dev.riffle.query.statistics;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Says of two means per person whether they differ, and refuses to when the data do not. Pure,
 * thread-safe.
 *
 * <p>{@link MeanEvidence} tells what the numbers rest on. They presume what those of rates do: each
 * person counts once, and independently of the others.
 */
public final class MeanGuard {
  /**
   * Fewest {@linkplain Mean#effectivePersons effective persons} on each side. Of a share, where
   * everybody brings 0 or 1, they are the conversions; of lognormal amounts of sigma 1.5 they are
   * about one in ten who bring something.
   */
  public static final long EFFECTIVE_PERSONS_MIN = 50;

  private static final double ENOUGH = -Math.log(SignificanceGuard.P_VALUE_MAX);

  private MeanGuard() {}

  /** Compares two means, as the only comparison. */
  public static Difference<Mean> compare(Mean baseline, Mean other) {
    OptionalDouble difference =
        baseline.mean().isEmpty() || other.mean().isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(other.observed() - baseline.observed());
    double lacking = lacking(baseline) + lacking(other);
    if (lacking > 0) {
      return Difference.insufficient(baseline, other, difference, (long) lacking);
    }
    MeanEvidence evidence = MeanEvidence.of(other, baseline);
    double pValue = Math.min(1, Math.exp(-evidence.against(0)));
    return judged(
        Difference.alone(baseline, other, difference, evidence.interval(ENOUGH), pValue),
        pValue,
        1);
  }

  /**
   * The same comparisons, with p-values and verdicts that allow for their number, those below the
   * minimum included.
   */
  public static List<Difference<Mean>> adjusted(
      List<Difference<Mean>> comparisons, Adjustment adjustment) {
    return adjustment.judge(
        comparisons, (each, adjusted) -> judged(each, adjusted, comparisons.size()));
  }

  /** Whether {@link #compare} says different; without the interval, and so quicker. */
  static boolean isDifferent(Mean baseline, Mean other) {
    return lacking(baseline) == 0
        && lacking(other) == 0
        && MeanEvidence.of(other, baseline).against(0) >= ENOUGH;
  }

  private static Difference<Mean> judged(Difference<Mean> alone, double adjusted, int family) {
    return alone.judged(adjusted, () -> more(alone, adjusted, family));
  }

  /** About how many persons a side lacks, who weigh as those before them, a little smoothed. */
  private static double lacking(Mean side) {
    double effective = side.effectivePersons();
    if (side.wholeEffectivePersons() >= EFFECTIVE_PERSONS_MIN) {
      return 0;
    }
    double likelyWeight = (effective + 1) / (side.persons() + 2.0);
    return Math.ceil((EFFECTIVE_PERSONS_MIN - effective) / likelyWeight);
  }

  private static OptionalLong more(Difference<Mean> from, double adjusted, int family) {
    MeanEvidence evidence = MeanEvidence.of(from.other(), from.baseline());
    return MoreNeeded.until(
        MoreNeeded.amongOthers(ENOUGH, from.pValue().orElse(1), adjusted, family),
        (double) from.other().persons() + from.baseline().persons(),
        times -> evidence.grown(times).against(0));
  }
}
