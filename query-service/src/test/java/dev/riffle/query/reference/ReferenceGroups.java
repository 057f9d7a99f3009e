package dev.riffle.query.reference;

import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;
import dev.riffle.query.answer.GroupValue;
import dev.riffle.query.answer.Label;
import dev.riffle.query.question.Breakdown;
import dev.riffle.query.question.GroupBy;
import dev.riffle.query.question.Segment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Groups of events, by the words of the definition. */
record ReferenceGroups(List<Breakdown> groupBy, ReferencePredicate predicates) {
  static final Comparator<List<PropertyValue>> BY_TEXT =
      Comparator.comparing(ReferenceGroups::sortText);

  /** One value for each entry of {@code groupBy}. */
  List<PropertyValue> key(TestEvent event) {
    return groupBy.stream()
        .map(by ->
            switch (by) {
              case GroupBy property ->
                  predicates.value(property.reference(), event).orElse(new PropertyValue.Null());
              case Segment segment ->
                  PropertyValue.of(
                      segment.where().map(where -> predicates.holds(where, event)).orElse(true));
            })
        .toList();
  }

  List<GroupValue> values(List<PropertyValue> key) {
    List<GroupValue> values = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      PropertyValue value = key.get(i);
      values.add(
          switch (groupBy.get(i)) {
            case GroupBy by -> new GroupValue(by.property(), value, Label.of(value));
            case Segment segment ->
                new GroupValue(
                    segment.name(),
                    value,
                    (value.equals(PropertyValue.of(true)) ? "in " : "not in ") + segment.name());
          });
    }
    return values;
  }

  String label(List<PropertyValue> key) {
    return values(key).stream().map(GroupValue::label).collect(Collectors.joining(", "));
  }

  /** UTF-8 bytes in hex: sorts as the bytes do; a separator below every digit between values. */
  private static String sortText(List<PropertyValue> key) {
    return key.stream()
        .map(value ->
            value instanceof PropertyValue.Null
                ? ""
                : HexFormat.of()
                    .formatHex(StoredValue.encode(value).getBytes(StandardCharsets.UTF_8)))
        .collect(Collectors.joining("!"));
  }
}
