package dev.riffle.query.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.QuestionKind;
import dev.riffle.query.question.StatedQuestion;
import dev.riffle.query.rest.problem.FieldError;
import dev.riffle.query.saved.SavedItem;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A saved question, on the wire.
 *
 * @param question as it was sent
 * @param faults why it can no longer be read, with pointers into this; empty when it can
 */
@Schema(name = "SavedQuestion")
public record SavedQuestionBody(
    String id,
    String name,
    String owner,
    String description,
    QuestionKind kind,
    @JsonRawValue
        @Schema(
            type = SchemaType.OBJECT,
            implementation = Object.class,
            additionalProperties = Schema.True.class)
        String question,
    int version,
    Instant createdAt,
    Instant changedAt,
    long changedBy,
    List<FieldError> faults) {
  static SavedQuestionBody of(SavedItem<StatedQuestion> saved) {
    return new SavedQuestionBody(
        saved.id(),
        saved.title().name(),
        saved.title().owner(),
        saved.title().description(),
        saved.content().kind(),
        saved.content().json(),
        saved.revision().version(),
        saved.revision().createdAt(),
        saved.revision().changedAt(),
        saved.revision().changedBy(),
        faults(saved.content()));
  }

  /** What a reader of today's language says of it. */
  static List<FieldError> faults(StatedQuestion question) {
    try {
      question.read();
      return List.of();
    } catch (InvalidQuestion e) {
      return e.under("/question").faults().stream()
          .map(fault -> new FieldError(fault.pointer(), fault.code().wire(), fault.detail()))
          .toList();
    }
  }
}
