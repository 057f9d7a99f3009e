package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many persons did what, over time, side by side for segments and groups.
 *
 * @param events 1 to {@value #EVENTS_MAX} series, lettered A, B, ... in the answer
 * @param measures 1 to {@value #MEASURES_MAX}, {@code [uniques]} by default; the first one ranks
 *     the groups
 * @param formulas at most {@value #FORMULAS_MAX}, over the series
 * @param window what a point covers, when it is more than its bucket
 * @param scope which days
 * @param compareTo earlier days to answer the same about
 * @param interval width of a bucket, {@code day} by default
 * @param where what every counted event must meet
 * @param segments at most {@value #SEGMENTS_MAX}, by default one that is everybody
 * @param groupBy at most {@value #GROUP_BY_MAX} properties and segments, the latter with a
 *     condition and with different names
 * @param top how many groups are told apart, for each series and segment: 1 to {@value #TOP_MAX},
 *     {@value #TOP_DEFAULT} by default; the others are one exact group
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Segmentation(
    List<Series> events,
    List<Measure> measures,
    List<Formula> formulas,
    Optional<PointWindow> window,
    @JsonUnwrapped Scope scope,
    Optional<CompareTo> compareTo,
    Interval interval,
    Optional<Predicate> where,
    List<Segment> segments,
    List<Breakdown> groupBy,
    int top)
    implements Question {
  public static final int EVENTS_MAX = 10;
  public static final int MEASURES_MAX = 10;
  public static final int FORMULAS_MAX = 10;
  public static final int SEGMENTS_MAX = 10;
  public static final int GROUP_BY_MAX = 3;
  public static final int TOP_DEFAULT = 10;
  public static final int TOP_MAX = 100;

  public Segmentation {
    events = Entries.within("/events", events, 1, EVENTS_MAX);
    measures = Entries.within("/measures", measures, 1, MEASURES_MAX);
    formulas = Entries.within("/formulas", formulas, 0, FORMULAS_MAX);
    segments = Entries.within("/segments", segments, 0, SEGMENTS_MAX);
    groupBy = Entries.breakdowns("/groupBy", groupBy, GROUP_BY_MAX);
    Entries.different("/measures", measures.stream().map(Measure::key).toList());
    Entries.different("/formulas", formulas.stream().map(Formula::name).toList());
    Entries.different("/segments", segments.stream().map(Segment::name).toList());
    top = Top.checked(top);
    checkOperands(events.size(), measures, formulas);
    if (window.isPresent() && interval == Interval.NONE) {
      throw InvalidQuestion.at(
          "/window", FaultCode.CONTRADICTION, "One bucket leaves no room for a window.");
    }
  }

  /** The plainest question: daily uniques of one event over the last 30 days. */
  public static Segmentation of(Series... events) {
    return new Segmentation(
        List.of(events),
        List.of(Measure.Count.UNIQUES),
        List.of(),
        Optional.empty(),
        Scope.DEFAULT,
        Optional.empty(),
        Interval.DAY,
        Optional.empty(),
        List.of(),
        List.of(),
        TOP_DEFAULT);
  }

  @Override
  public boolean usesMode(PropertyMode mode) {
    return groupBy.stream().anyMatch(by -> by.uses(mode))
        || Stream.of(
                where.stream(),
                events.stream().flatMap(series -> series.where().stream()),
                segments.stream().flatMap(segment -> segment.where().stream()))
            .flatMap(predicates -> predicates)
            .anyMatch(predicate -> predicate.uses(mode));
  }

  private static void checkOperands(int series, List<Measure> measures, List<Formula> formulas) {
    List<String> keys =
        measures.stream()
            .filter(measure -> !(measure instanceof Measure.Frequency))
            .map(Measure::key)
            .toList();
    for (int i = 0; i < formulas.size(); i++) {
      for (Expression.Operand operand : formulas.get(i).expression().operands().toList()) {
        String pointer = "/formulas/" + i + "/formula";
        if (operand.series() >= series) {
          throw InvalidQuestion.at(
              pointer,
              FaultCode.UNKNOWN_VALUE,
              "There is no series " + (char) ('A' + operand.series()) + ".");
        }
        if (!keys.contains(operand.measure().orElseGet(() -> measures.getFirst().key()))) {
          throw InvalidQuestion.at(
              pointer,
              FaultCode.UNKNOWN_VALUE,
              "The measures that a formula can name are: " + String.join(", ", keys) + ".");
        }
      }
    }
  }
}
