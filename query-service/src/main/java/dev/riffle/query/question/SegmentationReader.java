package dev.riffle.query.question;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a {@link Segmentation}, and the parts of it that other kinds of questions have too. */
final class SegmentationReader {
  private SegmentationReader() {}

  static Optional<Segmentation> read(JsonNode node, List<Fault> faults) {
    JsonFields fields =
        JsonFields.scoped(
            node,
            faults,
            "events",
            "measures",
            "formulas",
            "window",
            "compareTo",
            "interval",
            "where",
            "segments",
            "groupBy",
            "top");
    PredicateReader predicates = new PredicateReader(faults);
    fields.require("events");
    List<Series> events =
        fields.list("events", (each, at) -> counted(each, at, predicates, faults));
    List<Measure> measures =
        fields.list("measures", (each, at) -> MeasureReader.read(each, at, faults));
    List<Formula> formulas = fields.list("formulas", (each, at) -> formula(each, at, faults));
    Optional<PointWindow> window = fields.object("window", (each, at) -> window(each, at, faults));
    Optional<Scope> scope = fields.scope();
    Optional<CompareTo> compareTo = fields.oneOf("compareTo", CompareTo.values(), CompareTo::wire);
    Interval interval =
        fields.oneOf("interval", Interval.values(), Interval::wire).orElse(Interval.DAY);
    Optional<Predicate> where = fields.object("where", predicates::read);
    List<Segment> segments =
        fields.list("segments", (each, at) -> segment(each, at, predicates, faults));
    List<Breakdown> groupBy =
        fields.list("groupBy", (each, at) -> breakdown(each, at, predicates, faults));
    int top = fields.wholeNumber("top", Segmentation.TOP_DEFAULT);
    if (scope.isEmpty() || !faults.isEmpty()) {
      return Optional.empty();
    }
    return fields.built(() ->
        new Segmentation(
            events,
            fields.has("measures") ? measures : List.of(Measure.Count.UNIQUES),
            formulas,
            window,
            scope.get(),
            compareTo,
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

  /** A series that may also be of a person's nth event alone. */
  private static Optional<Series> counted(
      JsonNode node, String pointer, PredicateReader predicates, List<Fault> faults) {
    if (!node.has("nth")) {
      return series(node, pointer, predicates, faults);
    }
    JsonFields fields = new JsonFields(node, pointer, faults, "event", "where", "nth");
    Optional<String> event = fields.name("event");
    Optional<Predicate> where = fields.object("where", predicates::read);
    Optional<Nth> nth = fields.object("nth", (each, at) -> nth(each, at, faults));
    return event.flatMap(name -> fields.built(() -> new Series(name, where, nth)));
  }

  /** {@code 1} is short for {@code {"number": 1, "since": "ever"}}. */
  private static Optional<Nth> nth(JsonNode node, String pointer, List<Fault> faults) {
    JsonNode object =
        node.isInt() ? JsonNodeFactory.instance.objectNode().set("number", node) : node;
    JsonFields fields = new JsonFields(object, pointer, faults, "number", "since");
    fields.require("number");
    int number = fields.wholeNumber("number", 1);
    Nth.Since since =
        fields.oneOf("since", Nth.Since.values(), Nth.Since::wire).orElse(Nth.Since.EVER);
    return fields.built(() -> new Nth(number, since));
  }

  /** {@code "A/B"} is short for {@code {"formula": "A/B"}}. */
  private static Optional<Formula> formula(JsonNode node, String pointer, List<Fault> faults) {
    JsonNode object =
        node.isTextual() ? JsonNodeFactory.instance.objectNode().set("formula", node) : node;
    JsonFields fields = new JsonFields(object, pointer, faults, "formula", "as");
    fields.require("formula");
    Optional<String> formula = fields.text("formula");
    Optional<String> as = fields.text("as");
    return formula.flatMap(text -> fields.built(() -> new Formula(text, as)));
  }

  private static Optional<PointWindow> window(JsonNode node, String pointer, List<Fault> faults) {
    if (node.isTextual()) {
      return JsonFields.oneOf(
          node.textValue(),
          pointer,
          new PointWindow[] {new PointWindow.Cumulative()},
          _ -> "cumulative",
          faults);
    }
    JsonFields fields = new JsonFields(node, pointer, faults, "rolling");
    fields.require("rolling");
    int buckets = fields.wholeNumber("rolling", 2);
    return fields.built(() -> new PointWindow.Rolling(buckets));
  }

  /** Its persons by a condition, by a population, or by the id of a saved segment. */
  static Optional<Segment> segment(
      JsonNode node, String pointer, PredicateReader predicates, List<Fault> faults) {
    return segment(
        new JsonFields(node, pointer, faults, "name", "where", "population", "segment"),
        predicates);
  }

  private static Optional<Segment> segment(JsonFields fields, PredicateReader predicates) {
    List<Fault> faults = fields.faults();
    Optional<String> id = fields.text("segment");
    Optional<String> name = fields.has("name") || id.isEmpty() ? fields.name("name") : id;
    List<Segment.Given> given =
        Arrays.stream(Segment.Given.values()).filter(each -> fields.has(each.field())).toList();
    if (given.size() > 1) {
      fields.fault("", FaultCode.CONTRADICTION, "Give one of `where`, `population` and `segment`.");
    }
    Segment.Given first = given.isEmpty() ? Segment.Given.WHERE : given.getFirst();
    Optional<Predicate> where =
        switch (first) {
          case WHERE -> fields.object(first.field(), predicates::read);
          case POPULATION ->
              fields
                  .object(first.field(), new PopulationReader(faults)::read)
                  .map(SegmentationReader::isIn);
          case SEGMENT ->
              fields
                  .object(first.field(), new PopulationReader(faults)::idOrPopulation)
                  .map(SegmentationReader::isIn);
        };
    return name.flatMap(text -> fields.built(() -> new Segment(text, where, first)));
  }

  private static Predicate isIn(Population population) {
    return new Predicate.InSegment(population, Optional.empty());
  }

  /** By a property, or by who is in a segment. */
  static Optional<Breakdown> breakdown(
      JsonNode node, String pointer, PredicateReader predicates, List<Fault> faults) {
    return isOfSegment(node)
        ? segment(node, pointer, predicates, faults).map(segment -> segment)
        : groupBy(node, pointer, faults).map(property -> property);
  }

  private static boolean isOfSegment(JsonNode node) {
    return !node.has("property")
        && Arrays.stream(Segment.Given.values()).anyMatch(given -> node.has(given.field()));
  }

  /** The same with the events of a path that are looked at. */
  static Optional<FunnelBreakdown> funnelBreakdown(
      JsonNode node, String pointer, PredicateReader predicates, List<Fault> faults) {
    JsonFields fields =
        isOfSegment(node)
            ? new JsonFields(
                node,
                pointer,
                faults,
                "name",
                "where",
                "population",
                "segment",
                "attribution",
                "step")
            : new JsonFields(
                node, pointer, faults, "property", "of", "mode", "attribution", "step");
    Optional<? extends Breakdown> by =
        isOfSegment(node) ? segment(fields, predicates) : groupBy(fields);
    Attribution attribution =
        fields
            .oneOf("attribution", Attribution.values(), Attribution::wire)
            .orElse(Attribution.STEP);
    int step = fields.wholeNumber("step", 1);
    return by.flatMap(known -> fields.built(() -> new FunnelBreakdown(known, attribution, step)));
  }

  static Optional<GroupBy> groupBy(JsonNode node, String pointer, List<Fault> faults) {
    return groupBy(new JsonFields(node, pointer, faults, "property", "of", "mode"));
  }

  private static Optional<GroupBy> groupBy(JsonFields fields) {
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
