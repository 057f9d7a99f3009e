package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How many persons go how far along steps, and how long that takes.
 *
 * @param steps {@value #STEPS_MIN} to {@value #STEPS_MAX} events
 * @param order of the steps, {@code this} by default
 * @param window from the first event of a path to its last, inclusive; 7 days by default
 * @param entry which path of a person counts, {@code best} by default; only with {@code uniques}
 * @param counting {@code uniques} by default
 * @param scope on which days paths begin; later steps may fall after its end
 * @param where what every event must meet that is looked at
 * @param segments at most {@value Segmentation#SEGMENTS_MAX}; the event that begins a path says
 *     whose it is
 * @param exclusions at most {@value #EXCLUSIONS_MAX} events that end a path
 * @param dropExcluded persons with a path that an exclusion ended are not counted at all
 * @param hold at most {@value #HOLD_MAX} properties that all events of a path have in common; each
 *     combination of person and values is then counted
 * @param breakdown by a property
 * @param top how many groups are told apart
 * @param interval also count by when paths begin; {@code none} by default
 * @param percentiles of the times between steps, each above 0 and below 100; none by default
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Funnel(
    List<Series> steps,
    StepOrder order,
    ConversionWindow window,
    FunnelEntry entry,
    FunnelCounting counting,
    @JsonUnwrapped Scope scope,
    Optional<Predicate> where,
    List<Segment> segments,
    List<Exclusion> exclusions,
    boolean dropExcluded,
    List<GroupBy> hold,
    Optional<FunnelBreakdown> breakdown,
    int top,
    Interval interval,
    List<Double> percentiles)
    implements Question {
  public static final int STEPS_MIN = 2;
  public static final int STEPS_MAX = 20;
  public static final int EXCLUSIONS_MAX = 10;
  public static final int HOLD_MAX = 3;
  public static final int PERCENTILES_MAX = 5;

  /** Steps that share an event are matched by trying all subsets of them. */
  public static final int SAME_EVENT_MAX = 8;

  public Funnel {
    List<Fault> faults = new ArrayList<>();
    within("/steps", steps.size(), STEPS_MIN, STEPS_MAX, faults);
    within("/segments", segments.size(), 0, Segmentation.SEGMENTS_MAX, faults);
    within("/exclusions", exclusions.size(), 0, EXCLUSIONS_MAX, faults);
    within("/hold", hold.size(), 0, HOLD_MAX, faults);
    within("/percentiles", percentiles.size(), 0, PERCENTILES_MAX, faults);
    different("/segments", segments.stream().map(Segment::name).toList(), faults);
    different("/hold", hold, faults);
    different("/percentiles", percentiles, faults);
    checkOrder(order, steps, exclusions, faults);
    for (int i = 0; i < exclusions.size(); i++) {
      checkRange(exclusions.get(i), steps.size(), "/exclusions/" + i, faults);
    }
    if (counting == FunnelCounting.TOTALS && entry == FunnelEntry.FIRST) {
      fault(faults, "/entry", FaultCode.CONTRADICTION, "`totals` counts every entry.");
    }
    for (int i = 0; i < hold.size(); i++) {
      if (hold.get(i).mode() == PropertyMode.CURRENT) {
        fault(
            faults,
            "/hold/" + i + "/mode",
            FaultCode.CONTRADICTION,
            "Current values are the same for all events of a person anyway.");
      }
    }
    if (dropExcluded && exclusions.isEmpty()) {
      fault(faults, "/dropExcluded", FaultCode.CONTRADICTION, "There are no exclusions.");
    }
    if (breakdown.isPresent()
        && (breakdown.get().step() < 1 || breakdown.get().step() > steps.size())) {
      fault(faults, "/breakdown/step", FaultCode.OUT_OF_BOUNDS, "The funnel has no such step.");
    }
    for (int i = 0; i < percentiles.size(); i++) {
      if (!(percentiles.get(i) > 0 && percentiles.get(i) < 100)) {
        fault(
            faults,
            "/percentiles/" + i,
            FaultCode.OUT_OF_BOUNDS,
            "A percentile lies between 0 and 100.");
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidQuestion(faults);
    }
    steps = List.copyOf(steps);
    segments = List.copyOf(segments);
    exclusions = List.copyOf(exclusions);
    hold = List.copyOf(hold);
    percentiles = List.copyOf(percentiles);
    top = Top.checked(top);
  }

  /** The plainest funnel: these events in this order, within 7 days, begun in the last 30 days. */
  public static Funnel of(Series... steps) {
    return new Funnel(
        List.of(steps),
        StepOrder.THIS,
        ConversionWindow.DEFAULT,
        FunnelEntry.BEST,
        FunnelCounting.UNIQUES,
        Scope.DEFAULT,
        Optional.empty(),
        List.of(),
        List.of(),
        false,
        List.of(),
        Optional.empty(),
        Segmentation.TOP_DEFAULT,
        Interval.NONE,
        List.of());
  }

  /** True when two steps may be met by the same event. */
  public boolean stepsOverlap() {
    return steps.stream().map(Series::event).distinct().count() < steps.size();
  }

  @Override
  public boolean usesMode(PropertyMode mode) {
    return breakdown.stream().anyMatch(breakdown -> breakdown.by().uses(mode))
        || Stream.of(
                where.stream(),
                steps.stream().flatMap(step -> step.where().stream()),
                exclusions.stream().flatMap(exclusion -> exclusion.where().stream()),
                segments.stream().flatMap(segment -> segment.where().stream()))
            .flatMap(predicates -> predicates)
            .anyMatch(predicate -> predicate.uses(mode));
  }

  private static void checkOrder(
      StepOrder order, List<Series> steps, List<Exclusion> exclusions, List<Fault> faults) {
    if (order != StepOrder.THIS && !exclusions.isEmpty()) {
      fault(
          faults,
          "/exclusions",
          FaultCode.CONTRADICTION,
          "Exclusions stand between steps that follow each other: only with the order `this`.");
    }
    for (int i = 0; i < steps.size(); i++) {
      String event = steps.get(i).event();
      long before = steps.subList(0, i).stream().filter(s -> s.event().equals(event)).count();
      if (order == StepOrder.ANY && before > 0) {
        fault(
            faults,
            "/steps/" + i,
            FaultCode.DUPLICATE,
            "With the order `any` every step is another event.");
      } else if (before >= SAME_EVENT_MAX) {
        fault(
            faults,
            "/steps/" + i,
            FaultCode.TOO_LARGE,
            "At most " + SAME_EVENT_MAX + " steps are of the same event.");
      }
    }
  }

  private static void checkRange(
      Exclusion exclusion, int steps, String pointer, List<Fault> faults) {
    int after = exclusion.after().orElse(1);
    int before = exclusion.before().orElse(steps);
    if (after < 1 || after >= before || before > steps) {
      fault(
          faults,
          pointer,
          FaultCode.OUT_OF_BOUNDS,
          "`after` and `before` are steps of the funnel, one after the other.");
    }
  }

  private static void within(String pointer, int size, int min, int max, List<Fault> faults) {
    if (size < min || size > max) {
      fault(faults, pointer, FaultCode.OUT_OF_BOUNDS, "Takes " + min + " to " + max + " entries.");
    }
  }

  private static void different(String pointer, List<?> items, List<Fault> faults) {
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      if (!seen.add(items.get(i))) {
        fault(faults, pointer + "/" + i, FaultCode.DUPLICATE, "This entry stands here twice.");
      }
    }
  }

  private static void fault(List<Fault> faults, String pointer, FaultCode code, String detail) {
    faults.add(new Fault(pointer, code, detail));
  }
}
