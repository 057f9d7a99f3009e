package dev.riffle.query.reference;

import dev.riffle.event.PropertyValue;
import dev.riffle.query.question.Predicate;
import dev.riffle.query.question.PropertyMode;
import dev.riffle.query.question.PropertyOf;
import dev.riffle.query.question.PropertyReference;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.DoublePredicate;

/** Conditions on one event, by the words of the definition. */
final class ReferencePredicate {
  private final History history;
  private final BiPredicate<Predicate.InSegment, Integer> segments;

  ReferencePredicate(History history) {
    this(
        history,
        (segment, _) -> {
          throw new AssertionError("no segments here: " + segment);
        });
  }

  /**
   * Conditions that may name populations.
   *
   * @param segments whether a person, by its number, is a member
   */
  ReferencePredicate(History history, BiPredicate<Predicate.InSegment, Integer> segments) {
    this.history = history;
    this.segments = segments;
  }

  boolean holds(Predicate predicate, TestEvent event) {
    return switch (predicate) {
      case Predicate.All all -> all.all().stream().allMatch(each -> holds(each, event));
      case Predicate.Any any -> any.any().stream().anyMatch(each -> holds(each, event));
      case Predicate.Not not -> !holds(not.not(), event);
      case Predicate.Compare compare -> compares(compare, value(compare.reference(), event));
      case Predicate.InSegment segment -> segments.test(segment, event.person());
    };
  }

  /** Empty when missing or null. */
  Optional<PropertyValue> value(PropertyReference reference, TestEvent event) {
    Map<String, PropertyValue> properties =
        reference.of() == PropertyOf.EVENT
            ? event.properties()
            : reference.mode() == PropertyMode.AT_EVENT
                ? event.userProperties()
                : history.currentProperties().getOrDefault(event.person(), Map.of());
    return Optional.ofNullable(properties.get(reference.name()))
        .filter(value -> !(value instanceof PropertyValue.Null));
  }

  private static boolean compares(Predicate.Compare compare, Optional<PropertyValue> value) {
    return switch (compare.op()) {
      case IS -> is(compare, value);
      case IS_NOT -> !is(compare, value);
      case CONTAINS -> contains(compare, value);
      case DOES_NOT_CONTAIN -> !contains(compare, value);
      case STARTS_WITH ->
          compare.values().stream()
              .anyMatch(part ->
                  value.orElse(null) instanceof PropertyValue.Text(String text)
                      && text.startsWith(((PropertyValue.Text) part).text()));
      case GREATER -> number(value, number -> number > bound(compare));
      case GREATER_OR_EQUAL -> number(value, number -> number >= bound(compare));
      case LESS -> number(value, number -> number < bound(compare));
      case LESS_OR_EQUAL -> number(value, number -> number <= bound(compare));
      case IS_SET -> value.isPresent();
      case IS_NOT_SET -> value.isEmpty();
    };
  }

  private static boolean is(Predicate.Compare compare, Optional<PropertyValue> value) {
    return compare.values().contains(value.orElse(new PropertyValue.Null()));
  }

  private static boolean contains(Predicate.Compare compare, Optional<PropertyValue> value) {
    return compare.values().stream()
        .anyMatch(part ->
            value.orElse(null) instanceof PropertyValue.Text(String text)
                && lower(text).contains(lower(((PropertyValue.Text) part).text())));
  }

  private static boolean number(Optional<PropertyValue> value, DoublePredicate test) {
    return switch (value.orElse(new PropertyValue.Null())) {
      case PropertyValue.Numeric(double number) -> test.test(number);
      case PropertyValue.ExactNumber(String decimal) -> test.test(Double.parseDouble(decimal));
      case PropertyValue.Text _,
          PropertyValue.Flag _,
          PropertyValue.ListJson _,
          PropertyValue.Null _ ->
          false;
    };
  }

  private static double bound(Predicate.Compare compare) {
    return switch (compare.values().getFirst()) {
      case PropertyValue.Numeric(double number) -> number;
      case PropertyValue.ExactNumber(String decimal) -> Double.parseDouble(decimal);
      case PropertyValue.Text _,
          PropertyValue.Flag _,
          PropertyValue.ListJson _,
          PropertyValue.Null _ ->
          throw new AssertionError("not a number");
    };
  }

  private static String lower(String text) {
    return text.codePoints()
        .map(Character::toLowerCase)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
