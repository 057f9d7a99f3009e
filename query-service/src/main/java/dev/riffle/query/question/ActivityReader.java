package dev.riffle.query.question;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Reads a {@link Lifecycle} and a {@link Stickiness}. */
final class ActivityReader {
  private ActivityReader() {}

  /** Makes a question of what both have. */
  @FunctionalInterface
  private interface Constructor<Q> {
    Q of(SelectedEvent event, Scope scope, PeriodUnit unit, List<Segment> segments);
  }

  static Optional<Lifecycle> lifecycle(JsonNode node, List<Fault> faults) {
    return read(node, faults, PeriodUnit.DAY, Lifecycle::new);
  }

  static Optional<Stickiness> stickiness(JsonNode node, List<Fault> faults) {
    return read(node, faults, PeriodUnit.WEEK, Stickiness::new);
  }

  private static <Q> Optional<Q> read(
      JsonNode node, List<Fault> faults, PeriodUnit absent, Constructor<Q> constructor) {
    JsonFields fields = JsonFields.scoped(node, faults, "event", "unit", "segments");
    PredicateReader predicates = new PredicateReader(faults);
    Optional<SelectedEvent> event = SelectedEventReader.read(fields, "event", predicates);
    Optional<Scope> scope = fields.scope();
    PeriodUnit unit = fields.oneOf("unit", PeriodUnit.values(), PeriodUnit::wire).orElse(absent);
    List<Segment> segments =
        fields.list(
            "segments", (each, at) -> SegmentationReader.segment(each, at, predicates, faults));
    if (scope.isEmpty() || !faults.isEmpty()) {
      return Optional.empty();
    }
    return fields.built(
        () -> constructor.of(event.orElse(SelectedEvent.ANY), scope.get(), unit, segments));
  }
}
