package dev.riffle.query.activity;

import dev.riffle.query.answer.Comparisons;
import dev.riffle.query.answer.Comparisons.Named;
import dev.riffle.query.answer.Period;
import dev.riffle.query.answer.PeriodComparisons;
import dev.riffle.query.question.Segment;
import dev.riffle.query.statistics.Adjustment;
import dev.riffle.query.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Whether segments differ from the first one in a share of each finished period. Pure. */
final class ActivityComparisons {
  private ActivityComparisons() {}

  /**
   * Compares, with Holm over all periods and segments.
   *
   * @param shares of a segment and a period, by their places
   * @return nothing with fewer than two segments
   */
  static List<PeriodComparisons> of(
      List<Segment> segments,
      List<Period> periods,
      BiFunction<Integer, Integer, Proportion> shares) {
    List<Integer> finished =
        IntStream.range(0, periods.size())
            .filter(period -> periods.get(period).finished())
            .boxed()
            .toList();
    if (segments.size() < 2) {
      return List.of();
    }
    List<List<Named>> places = new ArrayList<>();
    for (int period : finished) {
      List<Named> rates = new ArrayList<>();
      for (int segment = 0; segment < segments.size(); segment++) {
        rates.add(new Named(segments.get(segment).name(), shares.apply(segment, period)));
      }
      places.add(rates);
    }
    List<Comparisons> compared = Comparisons.together(places, Adjustment.HOLM);
    return IntStream.range(0, finished.size())
        .mapToObj(place -> {
          Comparisons of = compared.get(place);
          return new PeriodComparisons(
              periods.get(finished.get(place)).start(),
              of.baseline(),
              of.adjustment(),
              of.compared());
        })
        .toList();
  }
}
