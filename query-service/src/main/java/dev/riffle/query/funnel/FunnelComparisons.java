package dev.riffle.query.funnel;

import dev.riffle.query.answer.Comparisons;
import dev.riffle.query.answer.Comparisons.Named;
import dev.riffle.query.answer.FunnelAnswer.FunnelGroup;
import dev.riffle.query.answer.FunnelAnswer.FunnelLine;
import dev.riffle.query.answer.FunnelAnswer.FunnelSegment;
import dev.riffle.query.question.Attribution;
import dev.riffle.query.question.Funnel;
import dev.riffle.query.question.FunnelCounting;
import dev.riffle.query.statistics.Adjustment;
import dev.riffle.query.statistics.Proportion;
import java.util.List;
import java.util.Optional;

/** Whether conversions differ. Only of persons: several paths of one are not independent. Pure. */
final class FunnelComparisons {
  private FunnelComparisons() {}

  /** Of the segments that the asker named, with the first one. */
  static Optional<Comparisons> ofSegments(Funnel question, List<FunnelSegment> segments) {
    return compared(
        question,
        segments.stream()
            .flatMap(segment -> segment.segment().stream().map(name -> named(name, segment.line())))
            .toList(),
        Adjustment.HOLM);
  }

  /** Of the groups that were found, with the first one. */
  static Optional<Comparisons> ofGroups(Funnel question, List<FunnelGroup> groups) {
    boolean atEntry =
        question
            .breakdown()
            .filter(by -> by.attribution() == Attribution.STEP && by.step() == 1)
            .isPresent();
    return atEntry
        ? compared(
            question,
            groups.stream().map(group -> named(group.label(), group.line())).toList(),
            Adjustment.BENJAMINI_HOCHBERG)
        : Optional.empty();
  }

  private static Optional<Comparisons> compared(
      Funnel question, List<Named> rates, Adjustment adjustment) {
    return rates.size() < 2
            || question.counting() == FunnelCounting.TOTALS
            || !question.hold().isEmpty()
        ? Optional.empty()
        : Optional.of(Comparisons.of(rates.getFirst(), rates.subList(1, rates.size()), adjustment));
  }

  private static Named named(String name, FunnelLine line) {
    return new Named(
        name, new Proportion(line.steps().getFirst().count(), line.steps().getLast().count()));
  }
}
