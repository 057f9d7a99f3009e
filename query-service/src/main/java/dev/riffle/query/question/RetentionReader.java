package dev.riffle.query.question;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads a {@link Retention}. */
final class RetentionReader {
  private RetentionReader() {}

  static Optional<Retention> read(JsonNode node, List<Fault> faults) {
    JsonFields fields =
        JsonFields.scoped(
            node,
            faults,
            "startEvent",
            "returnEvent",
            "unit",
            "periods",
            "dayMode",
            "returned",
            "brackets",
            "starts",
            "segments",
            "groupBy",
            "top");
    PredicateReader predicates = new PredicateReader(faults);
    Optional<SelectedEvent> start = SelectedEventReader.read(fields, "startEvent", predicates);
    Optional<SelectedEvent> returning = SelectedEventReader.read(fields, "returnEvent", predicates);
    Optional<Scope> scope = fields.scope();
    PeriodUnit unit =
        fields.oneOf("unit", PeriodUnit.values(), PeriodUnit::wire).orElse(PeriodUnit.DAY);
    OptionalInt periods =
        fields.has("periods")
            ? OptionalInt.of(fields.wholeNumber("periods", unit.periodsDefault()))
            : OptionalInt.empty();
    DayMode dayMode =
        fields.oneOf("dayMode", DayMode.values(), DayMode::wire).orElse(DayMode.CALENDAR);
    ReturnRule returned =
        fields.oneOf("returned", ReturnRule.values(), ReturnRule::wire).orElse(ReturnRule.ON);
    List<Bracket> brackets = fields.list("brackets", (each, at) -> bracket(each, at, faults));
    StartRule starts =
        fields.oneOf("starts", StartRule.values(), StartRule::wire).orElse(StartRule.EVERY_PERIOD);
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
        new Retention(
            start.orElse(SelectedEvent.ANY),
            returning.orElse(SelectedEvent.ANY),
            scope.get(),
            unit,
            periods,
            dayMode,
            returned,
            brackets,
            starts,
            segments,
            groupBy,
            top));
  }

  private static Optional<Bracket> bracket(JsonNode node, String pointer, List<Fault> faults) {
    JsonFields fields = new JsonFields(node, pointer, faults, "from", "to");
    fields.require("from");
    fields.require("to");
    int before = faults.size();
    int from = fields.wholeNumber("from", 0);
    int to = fields.wholeNumber("to", from);
    return faults.size() > before ? Optional.empty() : fields.built(() -> new Bracket(from, to));
  }
}
