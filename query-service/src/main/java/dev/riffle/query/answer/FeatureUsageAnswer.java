package dev.riffle.query.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.riffle.event.PropertyValue;
import dev.riffle.query.question.PropertyValueSerializer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Answer to a {@code FeatureUsage}: a table of features by segments.
 *
 * @param by the property whose values are the columns; absent when they are named segments
 * @param segments the columns: values of the property, most active users first, {@code (other)}
 *     last; or the named segments in the question's order
 * @param features the rows: events, most users first
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record FeatureUsageAnswer(
    AnsweredRange range,
    Optional<String> by,
    long activeUsers,
    List<UsageSegment> segments,
    List<Feature> features,
    Meta meta)
    implements Answer {
  public FeatureUsageAnswer {
    segments = List.copyOf(segments);
    features = List.copyOf(features);
  }

  /**
   * A column.
   *
   * @param segment its name; absent when it is a value
   * @param value typed; null for {@code (none)}, for {@code (other)} and for a named segment
   * @param activeUsers distinct persons with any tracked event while they had the value, or that
   *     meets what the segment says
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record UsageSegment(
      Optional<String> segment,
      @JsonSerialize(using = PropertyValueSerializer.class) PropertyValue value,
      String label,
      boolean other,
      long activeUsers) {
    /** The column of a value. */
    public static UsageSegment of(PropertyValue value, String label, long activeUsers) {
      return new UsageSegment(Optional.empty(), value, label, false, activeUsers);
    }

    /** The column of all values that are not told apart. */
    public static UsageSegment others(long activeUsers) {
      return new UsageSegment(
          Optional.empty(), new PropertyValue.Null(), GroupAnswer.OTHER_LABEL, true, activeUsers);
    }

    /** The column of a named segment. */
    public static UsageSegment named(String segment, long activeUsers) {
      return new UsageSegment(
          Optional.of(segment), new PropertyValue.Null(), segment, false, activeUsers);
    }
  }

  /**
   * A row.
   *
   * @param users distinct persons who did it, whatever the segment
   * @param cells one for each segment, in their order
   */
  public record Feature(String event, long users, long totals, List<Cell> cells) {
    public Feature {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A feature in a segment.
   *
   * @param users distinct persons who did it while they had the value, or in the segment
   * @param share users / the segment's active users, 0 to 1; absent when nobody is active
   * @param timesPerUser totals / users; absent without users
   * @param lift share / the same share among the rest: everybody active with any other value, or
   *     outside the segment; absent when either is undefined or the other share is 0
   * @param comparison of the share to that of the rest; p-values allow for all cells of the table
   *     (Benjamini-Hochberg)
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Cell(
      long users,
      long totals,
      OptionalDouble share,
      OptionalDouble timesPerUser,
      OptionalDouble lift,
      Comparison comparison) {}
}
