package dev.riffle.query.question;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.text.Normalizer;
import java.util.Optional;

/** Reads a {@link SelectedEvent}. */
final class SelectedEventReader {
  private SelectedEventReader() {}

  /**
   * {@code "Signed Up"} is short for {@code {"event": "Signed Up"}}; without {@code event} it is
   * any event. Empty when the field is absent.
   */
  static Optional<SelectedEvent> read(JsonFields parent, String field, PredicateReader predicates) {
    return parent.object(field, (node, at) -> read(node, at, parent, predicates));
  }

  private static Optional<SelectedEvent> read(
      JsonNode node, String pointer, JsonFields parent, PredicateReader predicates) {
    JsonNode object =
        node.isTextual() ? JsonNodeFactory.instance.objectNode().set("event", node) : node;
    JsonFields fields = new JsonFields(object, pointer, parent.faults(), "event", "where");
    Optional<String> event =
        fields.text("event").map(name -> Normalizer.normalize(name, Normalizer.Form.NFC));
    Optional<Predicate> where = fields.object("where", predicates::read);
    return fields.built(() -> new SelectedEvent(event, where));
  }
}
