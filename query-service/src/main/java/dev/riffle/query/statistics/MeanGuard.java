package dev.riffle.query.statistics;

import java.util.List;
import java.util.Optional;
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
  public static MeanDifference compare(Mean baseline, Mean other) {
    OptionalDouble difference =
        baseline.mean().isEmpty() || other.mean().isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(other.observed() - baseline.observed());
    double lacking = lacking(baseline) + lacking(other);
    if (lacking > 0) {
      return new MeanDifference(
          baseline,
          other,
          difference,
          Optional.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          Verdict.INSUFFICIENT_DATA,
          MoreNeeded.upTo((long) lacking));
    }
    MeanEvidence evidence = MeanEvidence.of(other, baseline);
    double pValue = Math.min(1, Math.exp(-evidence.against(0)));
    MeanDifference unadjusted =
        new MeanDifference(
            baseline,
            other,
            difference,
            Optional.of(evidence.interval(ENOUGH)),
            OptionalDouble.of(pValue),
            OptionalDouble.of(pValue),
            Verdict.NO_EVIDENCE,
            OptionalLong.empty());
    return judged(unadjusted, pValue, 1);
  }

  /**
   * The same comparisons, with p-values and verdicts that allow for their number, those below the
   * minimum included.
   */
  public static List<MeanDifference> adjusted(
      List<MeanDifference> comparisons, Adjustment adjustment) {
    return adjustment.judge(
        comparisons,
        MeanDifference::pValue,
        (each, adjusted) -> judged(each, adjusted, comparisons.size()));
  }

  /** Whether {@link #compare} says different; without the interval, and so quicker. */
  static boolean isDifferent(Mean baseline, Mean other) {
    return lacking(baseline) == 0
        && lacking(other) == 0
        && MeanEvidence.of(other, baseline).against(0) >= ENOUGH;
  }

  private static MeanDifference judged(MeanDifference unadjusted, double adjusted, int family) {
    boolean different = adjusted <= SignificanceGuard.P_VALUE_MAX;
    return new MeanDifference(
        unadjusted.baseline(),
        unadjusted.other(),
        unadjusted.difference(),
        unadjusted.interval(),
        unadjusted.pValue(),
        OptionalDouble.of(adjusted),
        different ? Verdict.DIFFERENT : Verdict.NO_EVIDENCE,
        different ? OptionalLong.empty() : more(unadjusted, adjusted, family));
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

  private static OptionalLong more(MeanDifference from, double adjusted, int family) {
    MeanEvidence evidence = MeanEvidence.of(from.other(), from.baseline());
    return MoreNeeded.until(
        MoreNeeded.amongOthers(ENOUGH, from.pValue().orElse(1), adjusted, family),
        (double) from.other().persons() + from.baseline().persons(),
        times -> evidence.grown(times).against(0));
  }
}
