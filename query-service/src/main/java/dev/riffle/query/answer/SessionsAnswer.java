package dev.riffle.query.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.riffle.query.question.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Answer to {@code Sessions}.
 *
 * @param lines one for each named segment, in the question's order; one for everybody without
 * @param comparisons of the shares of persons with several sessions in the range, with that of the
 *     first segment; absent with fewer than two
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SessionsAnswer(
    AnsweredRange range,
    Interval interval,
    List<Bucket> buckets,
    List<SessionsLine> lines,
    Optional<Comparisons> comparisons,
    Meta meta)
    implements Answer {
  public SessionsAnswer {
    buckets = List.copyOf(buckets);
    lines = List.copyOf(lines);
  }

  /**
   * One segment.
   *
   * @param segment its name; absent when the question names no segments
   * @param total over the whole range
   * @param points one for each bucket: the sessions that begin in it
   * @param groups most sessions first, ties by the value's text; {@code (other)} last
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record SessionsLine(
      Optional<String> segment,
      SessionCounts total,
      List<SessionCounts> points,
      List<SessionsGroup> groups) {
    public SessionsLine {
      points = List.copyOf(points);
      groups = List.copyOf(groups);
    }
  }

  /**
   * Sessions whose first event has the same values.
   *
   * @param values one for each entry of {@code groupBy}; empty for the group of all the others
   * @param other true for the group of all values that are not among the top
   * @param label for a person: {@code premium, HU} or {@code (other)}
   */
  public record SessionsGroup(
      List<GroupValue> values,
      boolean other,
      String label,
      SessionCounts total,
      List<SessionCounts> points) {
    public SessionsGroup {
      values = List.copyOf(values);
      points = List.copyOf(points);
    }
  }

  /**
   * Sessions that begin in a stretch of time. Without sessions only the counts are there.
   *
   * @param persons who began any
   * @param repeatPersons of them, who began two or more
   * @param sessionsPerPerson sessions / persons
   * @param averageSeconds from a session's first event to its last; 0 for one event alone
   * @param medianSeconds of an even number the mean of the two in the middle
   * @param eventsPerSession tracked events / sessions
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record SessionCounts(
      long sessions,
      long persons,
      long repeatPersons,
      OptionalDouble sessionsPerPerson,
      OptionalDouble averageSeconds,
      OptionalDouble medianSeconds,
      OptionalDouble eventsPerSession) {
    private static final double MILLIS = 1_000;

    public static final SessionCounts NONE = of(0, 0, 0, 0, 0, 0);

    /** From sums over the sessions, and the median of their lengths, in milliseconds. */
    public static SessionCounts of(
        long sessions,
        long persons,
        long repeatPersons,
        long events,
        long millis,
        double medianMillis) {
      return sessions == 0
          ? new SessionCounts(
              0,
              0,
              0,
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              OptionalDouble.empty())
          : new SessionCounts(
              sessions,
              persons,
              repeatPersons,
              OptionalDouble.of((double) sessions / persons),
              OptionalDouble.of(millis / MILLIS / sessions),
              OptionalDouble.of(medianMillis / MILLIS),
              OptionalDouble.of((double) events / sessions));
    }
  }
}
