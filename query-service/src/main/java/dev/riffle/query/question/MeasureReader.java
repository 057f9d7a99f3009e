package dev.riffle.query.question;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Reads a {@link Measure}: a bare name, or an object where a property or a list belongs to it. */
final class MeasureReader {
  private static final String AGGREGATES = "sum, avg, min, max, median, distinct, p1 to p99.999";

  private MeasureReader() {}

  static Optional<Measure> read(JsonNode node, String pointer, List<Fault> faults) {
    if (!node.isObject()) {
      return JsonFields.oneOf(
              node.asText(), pointer, Measure.Count.values(), Measure.Count::wire, faults)
          .map(count -> count);
    }
    String name = node.path("measure").asText();
    if (name.equals("frequency")) {
      return frequency(new JsonFields(node, pointer, faults, "measure", "times"));
    }
    if (name.equals(Measure.Count.TOTALS.wire()) && node.has("perUser")) {
      return totalsPerUser(new JsonFields(node, pointer, faults, "measure", "perUser", "as"));
    }
    Optional<Aggregate> aggregate = Aggregate.of(name);
    if (aggregate.isPresent()) {
      JsonFields fields =
          new JsonFields(node, pointer, faults, "measure", "property", "of", "perUser", "as");
      return ofProperty(aggregate.get(), fields);
    }
    JsonFields fields = new JsonFields(node, pointer, faults, "measure");
    fields.require("measure");
    return fields.oneOf("measure", Measure.Count.values(), Measure.Count::wire).map(count -> count);
  }

  private static Optional<Measure> ofProperty(Aggregate aggregate, JsonFields fields) {
    Optional<String> property = fields.name("property");
    PropertyOf of =
        fields.oneOf("of", PropertyOf.values(), PropertyOf::wire).orElse(PropertyOf.EVENT);
    Optional<Aggregate> perUser = aggregate(fields, "perUser");
    Optional<String> as = fields.text("as");
    if (property.isEmpty() || (fields.has("perUser") && perUser.isEmpty())) {
      return Optional.empty();
    }
    return fields.built(() ->
        perUser.isPresent()
            ? new Measure.PropertyPerUser(aggregate, property.get(), of, perUser.get(), as)
            : new Measure.OfProperty(aggregate, property.get(), of, as));
  }

  private static Optional<Measure> totalsPerUser(JsonFields fields) {
    Optional<Aggregate> perUser = aggregate(fields, "perUser");
    Optional<String> as = fields.text("as");
    return perUser.flatMap(over -> fields.built(() -> new Measure.TotalsPerUser(over, as)));
  }

  private static Optional<Measure> frequency(JsonFields fields) {
    int before = fields.faults().size();
    List<Integer> times =
        fields.list(
            "times",
            (each, at) -> {
              if (each.isInt()) {
                return Optional.of(each.intValue());
              }
              fields
                  .faults()
                  .add(new Fault(at, FaultCode.WRONG_TYPE, "This must be a whole number."));
              return Optional.empty();
            });
    return fields.faults().size() > before
        ? Optional.empty()
        : fields.built(() ->
            new Measure.Frequency(fields.has("times") ? times : Measure.Frequency.TIMES_DEFAULT));
  }

  private static Optional<Aggregate> aggregate(JsonFields fields, String field) {
    Optional<String> name = fields.text(field);
    Optional<Aggregate> aggregate = name.flatMap(Aggregate::of);
    if (name.isPresent() && aggregate.isEmpty()) {
      fields.fault(
          Fault.pointer(field),
          FaultCode.UNKNOWN_VALUE,
          "This must be one of: " + AGGREGATES + ".");
    }
    return aggregate;
  }
}
