package dev.riffle.query.question;

import com.fasterxml.jackson.databind.JsonNode;
import dev.riffle.event.PropertyValue;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads conditions and typed values. */
final class PredicateReader {
  private static final BigInteger EXACT_MAX = BigInteger.ONE.shiftLeft(53);

  private final List<Fault> faults;
  private final boolean segments;
  private int clauses;

  PredicateReader(List<Fault> faults) {
    this(faults, true);
  }

  private PredicateReader(List<Fault> faults, boolean segments) {
    this.faults = faults;
    this.segments = segments;
  }

  /** For conditions within a population, which cannot ask for populations themselves. */
  static PredicateReader withoutSegments(List<Fault> faults) {
    return new PredicateReader(faults, false);
  }

  Optional<Predicate> read(JsonNode node, String pointer) {
    return read(node, pointer, 1);
  }

  private Optional<Predicate> read(JsonNode node, String pointer, int depth) {
    if (depth > Predicate.DEPTH_MAX) {
      return refused(pointer, "Conditions nest at most " + Predicate.DEPTH_MAX + " deep.");
    }
    if (++clauses > Predicate.CLAUSES_MAX) {
      return clauses == Predicate.CLAUSES_MAX + 1
          ? refused(pointer, "A question has at most " + Predicate.CLAUSES_MAX + " conditions.")
          : Optional.empty();
    }
    if (node.has("all")) {
      JsonFields fields = new JsonFields(node, pointer, faults, "all");
      int before = faults.size();
      List<Predicate> all = fields.list("all", (each, at) -> read(each, at, depth + 1));
      return faults.size() > before ? Optional.empty() : fields.built(() -> new Predicate.All(all));
    }
    if (node.has("any")) {
      JsonFields fields = new JsonFields(node, pointer, faults, "any");
      int before = faults.size();
      List<Predicate> any = fields.list("any", (each, at) -> read(each, at, depth + 1));
      return faults.size() > before ? Optional.empty() : fields.built(() -> new Predicate.Any(any));
    }
    if (node.has("not")) {
      JsonFields fields = new JsonFields(node, pointer, faults, "not");
      Optional<Predicate> not = read(node.get("not"), fields.pointerTo("not"), depth + 1);
      return not.map(Predicate.Not::new);
    }
    if (segments && node.has("inSegment")) {
      return inSegment(node, pointer);
    }
    return compare(new JsonFields(node, pointer, faults, "property", "of", "mode", "op", "values"));
  }

  private Optional<Predicate> inSegment(JsonNode node, String pointer) {
    JsonFields fields = new JsonFields(node, pointer, faults, "inSegment", "asOf");
    Optional<Population> population =
        fields.object("inSegment", new PopulationReader(faults)::idOrPopulation);
    Optional<Instant> asOf = fields.instant("asOf");
    return population.flatMap(of -> fields.built(() -> new Predicate.InSegment(of, asOf)));
  }

  private Optional<Predicate> compare(JsonFields fields) {
    Optional<String> property = fields.name("property");
    PropertyOf of =
        fields.oneOf("of", PropertyOf.values(), PropertyOf::wire).orElse(PropertyOf.EVENT);
    PropertyMode mode =
        fields
            .oneOf("mode", PropertyMode.values(), PropertyMode::wire)
            .orElse(PropertyMode.AT_EVENT);
    Optional<Operator> op = fields.oneOf("op", Operator.values(), Operator::wire);
    fields.require("op");
    int before = faults.size();
    List<PropertyValue> values = fields.list("values", this::value);
    if (property.isEmpty() || op.isEmpty() || faults.size() > before) {
      return Optional.empty();
    }
    return fields.built(() -> new Predicate.Compare(property.get(), of, mode, op.get(), values));
  }

  Optional<PropertyValue> value(JsonNode node, String pointer) {
    return switch (node.getNodeType()) {
      case STRING -> Optional.of(PropertyValue.of(JsonFields.storable(node.textValue())));
      case BOOLEAN -> Optional.of(PropertyValue.of(node.booleanValue()));
      case NULL -> Optional.of(new PropertyValue.Null());
      case NUMBER -> number(node, pointer);
      case ARRAY, BINARY, MISSING, OBJECT, POJO -> {
        faults.add(
            new Fault(
                pointer,
                FaultCode.WRONG_TYPE,
                "A value is a text, a number, true, false or null."));
        yield Optional.empty();
      }
    };
  }

  private Optional<PropertyValue> number(JsonNode node, String pointer) {
    if (node.isIntegralNumber() && node.bigIntegerValue().abs().compareTo(EXACT_MAX) > 0) {
      return Optional.of(new PropertyValue.ExactNumber(node.bigIntegerValue().toString()));
    }
    double number = node.doubleValue();
    if (!Double.isFinite(number)) {
      faults.add(new Fault(pointer, FaultCode.OUT_OF_BOUNDS, "This number is too large."));
      return Optional.empty();
    }
    return Optional.of(PropertyValue.of(number));
  }

  private Optional<Predicate> refused(String pointer, String detail) {
    faults.add(new Fault(pointer, FaultCode.OUT_OF_BOUNDS, detail));
    return Optional.empty();
  }
}
