package dev.riffle.query.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.riffle.query.question.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Answer to a {@code Funnel}.
 *
 * @param steps names of the events, in the question's order
 * @param buckets by when paths begin; one for the whole range without an interval
 * @param percentiles that the times are of, as asked for
 * @param segments for each segment of the question, in its order; one without a name for everybody
 * @param comparisons of the whole conversion, from the first step to the last, with that of the
 *     first segment; present when there are several and persons are counted
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record FunnelAnswer(
    AnsweredRange range,
    List<String> steps,
    Interval interval,
    List<Bucket> buckets,
    List<Double> percentiles,
    List<FunnelSegment> segments,
    Optional<Comparisons> comparisons,
    Meta meta)
    implements Answer {
  public FunnelAnswer {
    steps = List.copyOf(steps);
    buckets = List.copyOf(buckets);
    percentiles = List.copyOf(percentiles);
    segments = List.copyOf(segments);
  }

  /**
   * The funnel of one segment.
   *
   * @param segment its name; absent when the question names no segments
   * @param line all paths of the segment, whatever the group
   * @param groups most paths first, ties by the value's text; then {@code (other)}, then those that
   *     did not reach the step of the attribution. Each path is in exactly one
   * @param comparisons of the whole conversion with that of the first group; present when persons
   *     are counted and the groups are those of the first step, so that they do not depend on the
   *     outcome
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record FunnelSegment(
      Optional<String> segment,
      FunnelLine line,
      List<FunnelGroup> groups,
      Optional<Comparisons> comparisons) {
    public FunnelSegment {
      groups = List.copyOf(groups);
    }
  }

  /**
   * Paths with one value of the breakdown's property, of or outside its segment, or all others.
   *
   * @param value absent for all others, and where there is none because the step was not reached
   * @param other true for all values that are not among the top
   * @param notReached true for paths that did not reach the step of the attribution
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record FunnelGroup(
      Optional<GroupValue> value,
      boolean other,
      boolean notReached,
      String label,
      FunnelLine line) {
    public static final String NOT_REACHED_LABEL = "(not reached)";
  }

  /**
   * One funnel in numbers.
   *
   * @param points for each bucket, in order, the count of each step: of the paths that begin in it.
   *     They add up to the counts of the steps
   */
  public record FunnelLine(List<FunnelStep> steps, List<List<Long>> points) {
    public FunnelLine {
      steps = List.copyOf(steps);
      points = points.stream().map(List::copyOf).toList();
    }
  }

  /**
   * One step.
   *
   * @param count who reached it: persons; with {@code hold} persons and values; with {@code totals}
   *     paths
   * @param fromPrevious count / count of the step before, 0 to 1; absent for the first step, and
   *     when nobody reached the one before
   * @param fromFirst count / count of the first step; absent when nobody entered
   * @param times since the step before; present when percentiles are asked for and somebody reached
   *     this step, which is not the first
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record FunnelStep(
      long count,
      OptionalDouble fromPrevious,
      OptionalDouble fromFirst,
      Optional<StepTimes> times) {}

  /**
   * How long it took those who reached a step, in milliseconds: one number for each of the
   * percentiles, exact, interpolated linearly between the closest ranks.
   */
  public record StepTimes(List<Double> sincePreviousMs, List<Double> sinceFirstMs) {
    public StepTimes {
      sincePreviousMs = List.copyOf(sincePreviousMs);
      sinceFirstMs = List.copyOf(sinceFirstMs);
    }
  }
}
