package dev.riffle.query.question;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Reads {@link Sessions}. */
final class SessionsReader {
  private SessionsReader() {}

  static Optional<Sessions> read(JsonNode node, List<Fault> faults) {
    JsonFields fields = JsonFields.scoped(node, faults, "inactivity", "interval", "segments");
    PredicateReader predicates = new PredicateReader(faults);
    Optional<Scope> scope = fields.scope();
    Optional<Length> inactivity = fields.text("inactivity").flatMap(text -> length(text, fields));
    Interval interval =
        fields.oneOf("interval", Interval.values(), Interval::wire).orElse(Interval.DAY);
    List<Segment> segments =
        fields.list(
            "segments", (each, at) -> SegmentationReader.segment(each, at, predicates, faults));
    if (scope.isEmpty() || !faults.isEmpty()) {
      return Optional.empty();
    }
    return fields.built(() ->
        new Sessions(
            scope.get(), inactivity.orElse(Sessions.INACTIVITY_DEFAULT), interval, segments));
  }

  private static Optional<Length> length(String text, JsonFields fields) {
    try {
      return Optional.of(Length.parse(text));
    } catch (InvalidQuestion e) {
      e.faults().forEach(fault -> fields.faults().add(fault.under(fields.pointerTo("inactivity"))));
      return Optional.empty();
    }
  }
}
