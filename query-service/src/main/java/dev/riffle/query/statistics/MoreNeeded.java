package dev.riffle.query.statistics;

import java.util.OptionalLong;
import java.util.function.DoubleUnaryOperator;

/** About how many more persons. Pure. */
final class MoreNeeded {
  /** More than this many persons are as good as "never". */
  static final long MORE_MAX = 100_000_000;

  private MoreNeeded() {}

  /**
   * Until there is enough evidence, both sides growing at their pace.
   *
   * @param persons there are
   * @param grown the evidence with so many times the persons; it grows with their number
   */
  static OptionalLong until(double enough, double persons, DoubleUnaryOperator grown) {
    double least = 1;
    double most = 1 + MORE_MAX / persons;
    if (grown.applyAsDouble(most) < enough) {
      return OptionalLong.empty();
    }
    while (most - least > 1e-6 * least) {
      double middle = (least + most) / 2;
      if (grown.applyAsDouble(middle) < enough) {
        least = middle;
      } else {
        most = middle;
      }
    }
    return upTo((long) Math.ceil(persons * (most - 1)));
  }

  /** A number that means something. */
  static OptionalLong upTo(long more) {
    return more > MORE_MAX ? OptionalLong.empty() : OptionalLong.of(Math.max(1, more));
  }

  /**
   * Evidence that is needed beside other comparisons.
   *
   * @param enough alone
   * @param family number of comparisons
   */
  static double amongOthers(double enough, double pValue, double adjusted, int family) {
    double raised = adjusted < 1 ? adjusted / pValue : family;
    return enough + Math.log(Math.max(1, raised));
  }
}
