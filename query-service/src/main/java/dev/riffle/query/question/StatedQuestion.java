package dev.riffle.query.question;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A question as somebody has written it: what was kept, so that it can be asked again. It could be
 * read when it was written; a later language may refuse it.
 *
 * @param kind of the question
 * @param json of the question, an object
 */
public record StatedQuestion(QuestionKind kind, String json) {
  private static final String QUESTION = "question";
  private static final List<String> RANGE = List.of("last", "from", "to");

  /** Longest JSON of a question that is kept, in characters. */
  public static final int CHARACTERS_MAX = 32 * 1024;

  /** The fields {@code kind} and {@code question} of an object; faults point from there. */
  public static Optional<StatedQuestion> in(JsonFields fields) {
    fields.require("kind");
    fields.require(QUESTION);
    Optional<QuestionKind> kind = fields.oneOf("kind", QuestionKind.values(), QuestionKind::wire);
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    return fields.object(QUESTION, (node, pointer) -> written(fields, kind.get(), node, pointer));
  }

  private static Optional<StatedQuestion> written(
      JsonFields fields, QuestionKind kind, JsonNode node, String pointer) {
    List<Fault> inner = new ArrayList<>();
    kind.read(node, inner);
    String json = node.toString();
    if (json.length() > CHARACTERS_MAX) {
      inner.add(
          new Fault(
              "",
              FaultCode.OUT_OF_BOUNDS,
              "A question that is kept has at most " + CHARACTERS_MAX + " characters."));
    }
    inner.forEach(fault -> fields.faults().add(fault.under(pointer)));
    return inner.isEmpty() ? Optional.of(new StatedQuestion(kind, json)) : Optional.empty();
  }

  /**
   * The question.
   *
   * @throws InvalidQuestion when it can no longer be read
   */
  public Question read() {
    return QuestionReader.read(QuestionJson.tree(json), kind::read);
  }

  /**
   * The question with another scope: a range takes the place of its range, a time zone that of its
   * zone, and so on.
   *
   * @param scope JSON object with fields of a {@link Scope}
   * @throws InvalidQuestion when the scope, or the question with it, cannot be read
   */
  public Question within(String scope) {
    return within(QuestionJson.tree(scope));
  }

  /** The same with a scope of the parameters of a URL. */
  public Question within(Map<String, String> parameters) {
    return within(FeatureUsageReader.json(parameters));
  }

  private Question within(JsonNode fields) {
    QuestionReader.read(fields, (node, faults) -> JsonFields.scoped(node, faults).scope());
    ObjectNode question = (ObjectNode) QuestionJson.tree(json);
    if (RANGE.stream().anyMatch(fields::hasNonNull)) {
      question.remove(RANGE);
    }
    fields
        .properties()
        .forEach(field -> {
          if (!field.getValue().isNull()) {
            question.set(field.getKey(), field.getValue());
          }
        });
    return QuestionReader.read(question, kind::read);
  }
}
