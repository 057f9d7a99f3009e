package dev.riffle.query.answer;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.riffle.event.PropertyValue;
import dev.riffle.query.question.Breakdown;
import dev.riffle.query.question.GroupBy;
import dev.riffle.query.question.PropertyValueSerializer;
import dev.riffle.query.question.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a group has in common: a property's value, or that all are in a segment, or none is.
 *
 * @param property its name, or that of the segment
 * @param value typed: {@code 1}, {@code "1"} and {@code true} are three; null when missing; of a
 *     segment whether they are in
 * @param label for a person: the text, the number, {@code (none)}, {@code not in Payers}
 */
public record GroupValue(
    String property,
    @JsonSerialize(using = PropertyValueSerializer.class) PropertyValue value,
    String label) {

  /**
   * The values of a group.
   *
   * @param groupBy of the question
   * @param stored for each entry the stored form of the value, empty when missing
   */
  public static List<GroupValue> of(List<Breakdown> groupBy, List<String> stored) {
    List<GroupValue> values = new ArrayList<>();
    for (int i = 0; i < stored.size(); i++) {
      values.add(of(groupBy.get(i), Label.value(stored.get(i))));
    }
    return List.copyOf(values);
  }

  /** The group's label: {@code premium, not in Payers}. */
  public static String label(List<GroupValue> values) {
    return values.stream().map(GroupValue::label).collect(Collectors.joining(", "));
  }

  private static GroupValue of(Breakdown by, PropertyValue value) {
    String label =
        switch (by) {
          case GroupBy _ -> Label.of(value);
          case Segment segment ->
              (value.equals(PropertyValue.of(true)) ? "in " : "not in ") + segment.name();
        };
    return new GroupValue(by.name(), value, label);
  }
}
