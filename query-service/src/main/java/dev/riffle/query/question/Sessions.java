package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;

/**
 * How often persons come, how long they stay, and how much they do meanwhile.
 *
 * @param inactivity a session without a client's id ends before a longer pause than this: {@link
 *     #INACTIVITY_DEFAULT} by default, at most {@value #INACTIVITY_HOURS_MAX} hours
 * @param scope which days; a session belongs to the one on which it begins
 * @param interval width of a bucket, {@code day} by default
 * @param where what a session's first event must meet
 * @param segments at most {@value Segmentation#SEGMENTS_MAX}: what it must meet besides
 * @param groupBy at most {@value Segmentation#GROUP_BY_MAX} properties and segments, by the
 *     session's first event
 * @param top how many groups are told apart, by their sessions; the others are one exact group
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Sessions(
    @JsonUnwrapped Scope scope,
    Length inactivity,
    Interval interval,
    Optional<Predicate> where,
    List<Segment> segments,
    List<Breakdown> groupBy,
    int top)
    implements Question {
  public static final Length INACTIVITY_DEFAULT = new Length(30, Length.Unit.MIN);
  public static final int INACTIVITY_HOURS_MAX = 12;

  public Sessions {
    if (inactivity.millis() > INACTIVITY_HOURS_MAX * 3_600_000L) {
      throw InvalidQuestion.at(
          "/inactivity",
          FaultCode.OUT_OF_BOUNDS,
          "Inactivity is 1s to " + INACTIVITY_HOURS_MAX + "h.");
    }
    segments = Entries.within("/segments", segments, 0, Segmentation.SEGMENTS_MAX);
    Entries.different("/segments", segments.stream().map(Segment::name).toList());
    groupBy = Entries.breakdowns("/groupBy", groupBy, Segmentation.GROUP_BY_MAX);
    top = Top.checked(top);
  }

  @Override
  public boolean usesMode(PropertyMode mode) {
    return where.filter(condition -> condition.uses(mode)).isPresent()
        || segments.stream().anyMatch(segment -> segment.uses(mode))
        || groupBy.stream().anyMatch(by -> by.uses(mode));
  }
}
