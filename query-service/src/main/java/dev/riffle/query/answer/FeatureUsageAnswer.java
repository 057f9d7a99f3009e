package dev.riffle.query.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.riffle.event.PropertyValue;
import dev.riffle.query.question.PropertyValueSerializer;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Answer to a {@code FeatureUsage}: a table of features by segments.
 *
 * @param segments the columns: values of the property, most active users first; {@code (other)}
 *     last
 * @param features the rows: events, most users first
 */
public record FeatureUsageAnswer(
    AnsweredRange range,
    String by,
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
   * @param value typed; null for {@code (none)} and for {@code (other)}
   * @param activeUsers distinct persons with any tracked event while they had the value
   */
  public record UsageSegment(
      @JsonSerialize(using = PropertyValueSerializer.class) PropertyValue value,
      String label,
      boolean other,
      long activeUsers) {}

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
   * @param users distinct persons who did it while they had the value
   * @param share users / the segment's active users, 0 to 1; absent when nobody is active
   * @param timesPerUser totals / users; absent without users
   * @param lift share / the same share among everybody active with any other value; absent when
   *     either is undefined or the other share is 0
   * @param comparison of the share to that of everybody active with any other value; p-values allow
   *     for all cells of the table (Benjamini-Hochberg)
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
