package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Of those who started, how many came back, period by period.
 *
 * @param startEvent what makes a person part of a cohort; any event by default
 * @param returnEvent what counts as coming back; any event by default
 * @param scope which days the starts lie in; returns are looked for after them too
 * @param unit length of a period and of a cohort
 * @param periods periods 0 to this one are told: 1 to {@link PeriodUnit#periodsMax}, {@link
 *     PeriodUnit#periodsDefault} by default
 * @param dayMode where periods begin
 * @param returned when a person counts as returned
 * @param brackets instead of single periods; ascending, without overlap, at most {@value
 *     #BRACKETS_MAX}
 * @param starts which starts count
 * @param segments at most {@value Segmentation#SEGMENTS_MAX}: what the start must meet besides
 * @param groupBy at most {@value Segmentation#GROUP_BY_MAX} properties and segments, as they are at
 *     the start
 * @param top how many groups are told apart, by their starts; the others are one exact group
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Retention(
    SelectedEvent startEvent,
    SelectedEvent returnEvent,
    @JsonUnwrapped Scope scope,
    PeriodUnit unit,
    OptionalInt periods,
    DayMode dayMode,
    ReturnRule returned,
    List<Bracket> brackets,
    StartRule starts,
    List<Segment> segments,
    List<Breakdown> groupBy,
    int top)
    implements Question {
  public static final int BRACKETS_MAX = 100;

  public Retention {
    if (periods.isPresent() && (periods.getAsInt() < 1 || periods.getAsInt() > unit.periodsMax())) {
      throw InvalidQuestion.at(
          "/periods", FaultCode.OUT_OF_BOUNDS, "`periods` is 1 to " + unit.periodsMax() + ".");
    }
    if (periods.isPresent() && !brackets.isEmpty()) {
      throw InvalidQuestion.at(
          "/brackets", FaultCode.CONTRADICTION, "Give either `periods` or `brackets`.");
    }
    brackets = Entries.within("/brackets", brackets, 0, BRACKETS_MAX);
    checkBrackets(brackets, unit, returned);
    segments = Entries.within("/segments", segments, 0, Segmentation.SEGMENTS_MAX);
    Entries.different("/segments", segments.stream().map(Segment::name).toList());
    groupBy = Entries.breakdowns("/groupBy", groupBy, Segmentation.GROUP_BY_MAX);
    top = Top.checked(top);
  }

  /** What is told of each cohort: its brackets, or each period as one. */
  public List<Bracket> told() {
    return brackets.isEmpty()
        ? IntStream.rangeClosed(0, periods.orElse(unit.periodsDefault()))
            .mapToObj(period -> new Bracket(period, period))
            .toList()
        : brackets;
  }

  @Override
  public boolean usesMode(PropertyMode mode) {
    return groupBy.stream().anyMatch(by -> by.uses(mode))
        || Stream.of(startEvent, returnEvent).anyMatch(selected -> selected.uses(mode))
        || segments.stream()
            .flatMap(segment -> segment.where().stream())
            .anyMatch(where -> where.uses(mode));
  }

  private static void checkBrackets(List<Bracket> brackets, PeriodUnit unit, ReturnRule returned) {
    if (!brackets.isEmpty() && returned == ReturnRule.ON_OR_AFTER) {
      throw InvalidQuestion.at(
          "/brackets", FaultCode.CONTRADICTION, "Brackets are told with `returned`: `on` alone.");
    }
    for (int i = 0; i < brackets.size(); i++) {
      if (brackets.get(i).to() > unit.periodsMax()) {
        throw InvalidQuestion.at(
            "/brackets/" + i + "/to",
            FaultCode.OUT_OF_BOUNDS,
            "The last period is " + unit.periodsMax() + ".");
      }
      if (i > 0 && brackets.get(i).from() <= brackets.get(i - 1).to()) {
        throw InvalidQuestion.at(
            "/brackets/" + i + "/from",
            FaultCode.CONTRADICTION,
            "A bracket begins after the end of the one before it.");
      }
    }
  }
}
