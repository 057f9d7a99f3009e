package dev.riffle.query.question;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Reads a {@link Revenue}. */
final class RevenueReader {
  private RevenueReader() {}

  static Optional<Revenue> read(JsonNode node, List<Fault> faults) {
    JsonFields fields = JsonFields.scoped(node, faults, "event", "property", "days", "segments");
    PredicateReader predicates = new PredicateReader(faults);
    Optional<SelectedEvent> event = SelectedEventReader.read(fields, "event", predicates);
    Optional<String> property = fields.has("property") ? fields.name("property") : Optional.empty();
    Optional<Scope> scope = fields.scope();
    int days = fields.wholeNumber("days", Revenue.DAYS_DEFAULT);
    List<Segment> segments =
        fields.list(
            "segments", (each, at) -> SegmentationReader.segment(each, at, predicates, faults));
    if (scope.isEmpty() || !faults.isEmpty()) {
      return Optional.empty();
    }
    return fields.built(() ->
        new Revenue(
            event.orElse(SelectedEvent.ANY),
            property.orElse(Revenue.PROPERTY_DEFAULT),
            scope.get(),
            days,
            segments));
  }
}
