package dev.riffle.query.retention;

import dev.riffle.query.ProjectContext;
import dev.riffle.query.question.Bracket;
import dev.riffle.query.question.DayMode;
import dev.riffle.query.question.Retention;
import dev.riffle.query.question.ReturnRule;
import dev.riffle.query.question.Segment;
import dev.riffle.query.time.LocalRange;
import dev.riffle.query.time.TimeAxis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A retention that cannot be wrong any more: names exist, time is absolute, sizes are within
 * limits.
 *
 * @param cohorts one for each period of the range, in order, cut at the range's ends
 * @param periods those of the cohorts, uncut at the end, and all that are looked at after them
 * @param fewGroups the catalog expects no more groups than one statement may as well return
 */
public record RetentionPlan(
    ProjectContext project,
    Retention question,
    LocalRange range,
    TimeAxis cohorts,
    TimeAxis periods,
    boolean fewGroups) {

  /** Period of 24 hours, or of so many. */
  Duration rollingPeriod() {
    return Duration.ofHours(24L * question.unit().days());
  }

  /** What is told of each cohort. */
  List<Bracket> brackets() {
    return question.told();
  }

  int lastPeriod() {
    return brackets().getLast().to();
  }

  /** The named segments, or everybody. */
  List<Optional<Segment>> segments() {
    return question.segments().isEmpty()
        ? List.of(Optional.empty())
        : question.segments().stream().map(Optional::of).toList();
  }

  boolean isGrouped() {
    return !question.groupBy().isEmpty();
  }

  /** Who is back later counts as back for all that comes before. */
  boolean isCumulative() {
    return question.returned() == ReturnRule.ON_OR_AFTER;
  }

  /** Numbers that one segment's answer has for each group. */
  long cells() {
    return (long) cohorts.buckets().size() * (brackets().size() + 1L);
  }

  /**
   * When a cohort's last member has finished a period. Where days roll that is when who started at
   * the cohort's very end would have.
   */
  Instant finished(int cohort, int period) {
    return question.dayMode() == DayMode.CALENDAR
        ? periods.buckets().get(cohort + period).end()
        : cohorts.buckets().get(cohort).end().plus(rollingPeriod().multipliedBy(period + 1L));
  }

  /** The end of the last period of the last cohort. */
  Instant lastEnd() {
    return finished(cohorts.buckets().size() - 1, lastPeriod());
  }
}
