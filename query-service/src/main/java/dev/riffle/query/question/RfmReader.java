package dev.riffle.query.question;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Reads {@link Population.Rfm}. */
final class RfmReader {
  private final List<Fault> faults;
  private final ClauseFields parts;

  RfmReader(List<Fault> faults, ClauseFields parts) {
    this.faults = faults;
    this.parts = parts;
  }

  /** Windows are those that end with T. */
  Optional<Population> read(JsonNode node, String pointer) {
    JsonFields fields =
        new JsonFields(
            node,
            pointer,
            faults,
            "rfm",
            "where",
            "sum",
            "last",
            "since",
            "classes",
            "recency",
            "frequency",
            "monetary");
    int before = faults.size();
    Optional<EventCondition> event = parts.event(fields, "rfm");
    fields.require("sum");
    Optional<String> sum = fields.name("sum");
    Optional<Window> window = parts.window(fields, false);
    List<RfmClass> classes = fields.list("classes", this::rfmClass);
    List<Integer> recency = fields.list("recency", this::score);
    List<Integer> frequency = fields.list("frequency", this::score);
    List<Integer> monetary = fields.list("monetary", this::score);
    if (event.isEmpty() || sum.isEmpty() || faults.size() > before) {
      return Optional.empty();
    }
    return fields.built(() ->
        new Population.Rfm(
            new Population.Purchases(event.get(), sum.get(), window),
            classes,
            recency,
            frequency,
            monetary));
  }

  private Optional<RfmClass> rfmClass(JsonNode node, String pointer) {
    return node.isTextual()
        ? JsonFields.oneOf(node.textValue(), pointer, RfmClass.values(), RfmClass::wire, faults)
        : refused(pointer, "This is the name of a class.");
  }

  private Optional<Integer> score(JsonNode node, String pointer) {
    return node.isIntegralNumber() && node.canConvertToInt()
        ? Optional.of(node.intValue())
        : refused(pointer, "This is a score: a whole number from 1 to 5.");
  }

  private <T> Optional<T> refused(String pointer, String detail) {
    faults.add(new Fault(pointer, FaultCode.WRONG_TYPE, detail));
    return Optional.empty();
  }
}
