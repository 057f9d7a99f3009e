package dev.riffle.query.question;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Reads {@link Sessions}. */
final class SessionsReader {
  private SessionsReader() {}

  static Optional<Sessions> read(JsonNode node, List<Fault> faults) {
    JsonFields fields =
        JsonFields.scoped(
            node, faults, "inactivity", "interval", "where", "segments", "groupBy", "top");
    PredicateReader predicates = new PredicateReader(faults);
    Optional<Scope> scope = fields.scope();
    Optional<Length> inactivity = fields.text("inactivity").flatMap(text -> length(text, fields));
    Interval interval =
        fields.oneOf("interval", Interval.values(), Interval::wire).orElse(Interval.DAY);
    Optional<Predicate> where = fields.object("where", predicates::read);
    List<Segment> segments =
        fields.list(
            "segments", (each, at) -> SegmentationReader.segment(each, at, predicates, faults));
    List<Breakdown> groupBy =
        fields.list(
            "groupBy", (each, at) -> SegmentationReader.breakdown(each, at, predicates, faults));
    int top = fields.wholeNumber("top", Segmentation.TOP_DEFAULT);
    if (scope.isEmpty() || !faults.isEmpty()) {
      return Optional.empty();
    }
    return fields.built(() ->
        new Sessions(
            scope.get(),
            inactivity.orElse(Sessions.INACTIVITY_DEFAULT),
            interval,
            where,
            segments,
            groupBy,
            top));
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
