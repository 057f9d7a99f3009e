package dev.riffle.query.question;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a {@link Segmentation}, and the parts of it that other kinds of questions have too. */
final class SegmentationReader {
  private SegmentationReader() {}

  static Optional<Segmentation> read(JsonNode node, List<Fault> faults) {
    JsonFields fields =
        JsonFields.scoped(
            node, faults, "events", "measures", "interval", "where", "segments", "groupBy", "top");
    PredicateReader predicates = new PredicateReader(faults);
    fields.require("events");
    List<Series> events = fields.list("events", (each, at) -> series(each, at, predicates, faults));
    List<Measure> measures =
        fields.list("measures", (each, at) -> MeasureReader.read(each, at, faults));
    Optional<Scope> scope = fields.scope();
    Interval interval =
        fields.oneOf("interval", Interval.values(), Interval::wire).orElse(Interval.DAY);
    Optional<Predicate> where = fields.object("where", predicates::read);
    List<Segment> segments =
        fields.list("segments", (each, at) -> segment(each, at, predicates, faults));
    List<GroupBy> groupBy = fields.list("groupBy", (each, at) -> groupBy(each, at, faults));
    int top = fields.wholeNumber("top", Segmentation.TOP_DEFAULT);
    if (scope.isEmpty() || !faults.isEmpty()) {
      return Optional.empty();
    }
    return fields.built(() ->
        new Segmentation(
            events,
            fields.has("measures") ? measures : List.of(Measure.Count.UNIQUES),
            scope.get(),
            interval,
            where,
            segments,
            groupBy,
            top));
  }

  /** {@code "Signed Up"} is short for {@code {"event": "Signed Up"}}. */
  static Optional<Series> series(
      JsonNode node, String pointer, PredicateReader predicates, List<Fault> faults) {
    JsonNode object =
        node.isTextual() ? JsonNodeFactory.instance.objectNode().set("event", node) : node;
    JsonFields fields = new JsonFields(object, pointer, faults, "event", "where");
    Optional<String> event = fields.name("event");
    Optional<Predicate> where = fields.object("where", predicates::read);
    return event.flatMap(name -> fields.built(() -> new Series(name, where)));
  }

  /** Its persons by a condition, by a population, or by the id of a saved segment. */
  static Optional<Segment> segment(
      JsonNode node, String pointer, PredicateReader predicates, List<Fault> faults) {
    JsonFields fields =
        new JsonFields(node, pointer, faults, "name", "where", "population", "segment");
    Optional<String> id = fields.text("segment");
    Optional<String> name = fields.has("name") || id.isEmpty() ? fields.name("name") : id;
    if (Stream.of("where", "population", "segment").filter(fields::has).count() > 1) {
      fields.fault("", FaultCode.CONTRADICTION, "Give one of `where`, `population` and `segment`.");
    }
    Optional<Predicate> where =
        fields
            .object("where", predicates::read)
            .or(() ->
                fields
                    .object("population", new PopulationReader(faults)::read)
                    .or(() ->
                        fields.object("segment", new PopulationReader(faults)::idOrPopulation))
                    .map(population -> new Predicate.InSegment(population, Optional.empty())));
    return name.flatMap(text -> fields.built(() -> new Segment(text, where)));
  }

  static Optional<GroupBy> groupBy(JsonNode node, String pointer, List<Fault> faults) {
    JsonFields fields = new JsonFields(node, pointer, faults, "property", "of", "mode");
    Optional<String> property = fields.name("property");
    PropertyOf of =
        fields.oneOf("of", PropertyOf.values(), PropertyOf::wire).orElse(PropertyOf.EVENT);
    PropertyMode mode =
        fields
            .oneOf("mode", PropertyMode.values(), PropertyMode::wire)
            .orElse(PropertyMode.AT_EVENT);
    return property.flatMap(name -> fields.built(() -> new GroupBy(name, of, mode)));
  }
}
