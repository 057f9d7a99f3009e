package dev.riffle.query.question;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Reads a {@link Funnel}. */
final class FunnelReader {
  private static final String[] FIELDS = {
    "steps",
    "order",
    "window",
    "entry",
    "counting",
    "where",
    "segments",
    "exclusions",
    "dropExcluded",
    "hold",
    "breakdown",
    "top",
    "interval",
    "percentiles"
  };

  private FunnelReader() {}

  static Optional<Funnel> read(JsonNode node, List<Fault> faults) {
    JsonFields fields = JsonFields.scoped(node, faults, FIELDS);
    PredicateReader predicates = new PredicateReader(faults);
    fields.require("steps");
    List<Series> steps =
        fields.list("steps", (each, at) -> SegmentationReader.series(each, at, predicates, faults));
    Optional<ConversionWindow> window =
        fields.has("window")
            ? fields
                .text("window")
                .flatMap(text -> fields.built(() -> ConversionWindow.parse(text)))
            : Optional.of(ConversionWindow.DEFAULT);
    Optional<Scope> scope = fields.scope();
    Optional<Predicate> where = fields.object("where", predicates::read);
    List<Segment> segments =
        fields.list(
            "segments", (each, at) -> SegmentationReader.segment(each, at, predicates, faults));
    List<Exclusion> exclusions =
        fields.list("exclusions", (each, at) -> exclusion(each, at, predicates, faults));
    List<GroupBy> hold =
        fields.list("hold", (each, at) -> SegmentationReader.groupBy(each, at, faults));
    Optional<FunnelBreakdown> breakdown =
        fields.object(
            "breakdown",
            (each, at) -> SegmentationReader.funnelBreakdown(each, at, predicates, faults));
    List<Double> percentiles = fields.list("percentiles", (each, at) -> number(each, at, faults));
    StepOrder order =
        fields.oneOf("order", StepOrder.values(), StepOrder::wire).orElse(StepOrder.THIS);
    FunnelEntry entry =
        fields.oneOf("entry", FunnelEntry.values(), FunnelEntry::wire).orElse(FunnelEntry.BEST);
    FunnelCounting counting =
        fields
            .oneOf("counting", FunnelCounting.values(), FunnelCounting::wire)
            .orElse(FunnelCounting.UNIQUES);
    Interval interval =
        fields.oneOf("interval", Interval.values(), Interval::wire).orElse(Interval.NONE);
    boolean dropExcluded = fields.flag("dropExcluded");
    int top = fields.wholeNumber("top", Segmentation.TOP_DEFAULT);
    if (scope.isEmpty() || window.isEmpty() || !faults.isEmpty()) {
      return Optional.empty();
    }
    return fields.built(() ->
        new Funnel(
            steps,
            order,
            window.get(),
            entry,
            counting,
            scope.get(),
            where,
            segments,
            exclusions,
            dropExcluded,
            hold,
            breakdown,
            top,
            interval,
            percentiles));
  }

  private static Optional<Exclusion> exclusion(
      JsonNode node, String pointer, PredicateReader predicates, List<Fault> faults) {
    JsonFields fields = new JsonFields(node, pointer, faults, "event", "where", "after", "before");
    Optional<String> event = fields.name("event");
    Optional<Predicate> where = fields.object("where", predicates::read);
    Optional<Integer> after = step(fields, "after");
    Optional<Integer> before = step(fields, "before");
    return event.flatMap(name -> fields.built(() -> new Exclusion(name, where, after, before)));
  }

  private static Optional<Integer> step(JsonFields fields, String field) {
    return fields.has(field) ? Optional.of(fields.wholeNumber(field, 0)) : Optional.empty();
  }

  private static Optional<Double> number(JsonNode node, String pointer, List<Fault> faults) {
    if (!node.isNumber()) {
      faults.add(new Fault(pointer, FaultCode.WRONG_TYPE, "This must be a number."));
      return Optional.empty();
    }
    return Optional.of(node.doubleValue());
  }
}
